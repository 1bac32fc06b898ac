import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

// Vitest leaves style sheets out, so that this one is read as a file.
const css = readFileSync("src/look/tokens.css", "utf8");
const declared = new Map([...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value.trim()]));

type Look = "light" | "dark";
const looks: Look[] = ["light", "dark"];
const sheets = ["desk", "surface", "surface-inset", "surface-chosen"];
const soft = ["must-fix", "should-fix", "consider", "good", "accent"];

/** Text and what it is written on. */
const texts: [string, string[]][] = [
  ["text", [...sheets, "highlight", "accent-soft", ...soft.map((name) => `${name}-soft`)]],
  ["text-soft", [...sheets, "accent-soft"]],
  ["text-quiet", sheets],
  ["accent", [...sheets, "accent-soft"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["surface", ["text"]],
  ["brass", ["surface", "surface-inset", "surface-chosen", "brass-soft"]],
  ...soft.map((name): [string, string[]] => [name, ["surface", "surface-inset", "surface-chosen", `${name}-soft`]]),
];
/** Edges of controls, marks and the ring of the focus, and what they stand on. */
const marks: [string, string[]][] = [
  ["edge", sheets],
  ["focus", [...sheets, "accent-soft"]],
  ["accent", sheets],
  ["brass-mark", sheets],
  ["must-fix", sheets],
  ["should-fix", sheets],
  ["consider", sheets],
];

test.each(looks)("text can be read on everything it is written on: %s", (look) => {
  expect(tooWeak(texts, 4.5, look)).toEqual([]);
});

test.each(looks)("edges, marks and the focus can be told from what they stand on: %s", (look) => {
  expect(tooWeak(marks, 3, look)).toEqual([]);
});

test("black on white is 21 : 1, and a colour on itself 1 : 1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#a97a12", "#a97a12")).toBe(1);
});

function tooWeak(pairs: [string, string[]][], least: number, look: Look): string[] {
  return pairs.flatMap(([front, backs]) =>
    backs
      .map((back) => ({ back, ratio: contrast(colour(front, look), colour(back, look)) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ back, ratio }) => `${front} on ${back}: ${ratio.toFixed(2)}`),
  );
}

/** Follows a purpose to its colour in the palette. */
function colour(name: string, look: Look): string {
  const value = declared.get(name) ?? "";
  const [, light, dark] = /^light-dark\(var\(--([\w-]+)\), var\(--([\w-]+)\)\)$/.exec(value) ?? [];
  const found = declared.get((look === "light" ? light : dark) ?? "");
  if (!found) throw new Error(`--${name} is not a colour of the palette in light and dark: ${value}`);
  return found;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

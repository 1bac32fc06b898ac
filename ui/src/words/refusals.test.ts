import { expect, test } from "vitest";

import page from "../../../docs/formats/refusals.md?raw";
import views from "../core/views.ts?raw";
import { refusalCodes, refusals, refusalWords } from "./refusals";

const codes = /type RefusalCode =([^;]+);/.exec(views)?.[1]?.match(/[a-z-]+(?=")/g) ?? [];

test("every code has words, and all words have a code", () => {
  expect(codes.length).toBeGreaterThan(40);
  expect([...refusalCodes].sort()).toEqual([...codes].sort());
});

test("the page of codes has each of them once", () => {
  expect([...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code).sort()).toEqual([...codes].sort());
});

test("each says what is wrong and what to do next, in whole sentences that no other code has", () => {
  const whats = refusalCodes.map((code) => refusalWords({ code }).what);
  expect(new Set(whats).size).toBe(whats.length);
  for (const code of refusalCodes) {
    for (const sentence of Object.values(refusalWords({ code }))) expect(sentence).toMatch(/^[A-Z].*\.$/);
  }
});

test("what the command line says is shown below", () => {
  expect(refusals.reason("it holds a link")).toBe("What was found: it holds a link");
});

import { expect, test } from "vitest";

import type { Counts, FieldDifference, OutlineRow, Piece, PromiseRow } from "../../core/views";
import { aroundChange, firstWith, gravest, mainDifference, promisesInOrder, sectionFor, shortTitle } from "./reading";

const counts = (must_fix: number, should_fix = 0, consider = 0): Counts => ({ must_fix, should_fix, consider });
const row = (code: string, but: Partial<OutlineRow> = {}): OutlineRow => ({
  id: code, code, title: code, section: "", stage: null, channels: [], force: "must", approval: "draft", revision: null,
  open: counts(0), kept: 0, behind: [], ...but,
});
const text = (pieces: Piece[]) => pieces.map((piece) => ({ same: piece.text, inserted: `[+${piece.text}]`, deleted: `[-${piece.text}]` })[piece.kind]).join("");

test("a severity leads to the first standard in the handbook that has such a finding", () => {
  const outline = [row("A", { open: counts(0, 2) }), row("B", { open: counts(1) }), row("C", { open: counts(3) })];
  expect(firstWith(outline, "must-fix")?.code).toBe("B");
  expect(firstWith(outline, "should-fix")?.code).toBe("A");
  expect(firstWith(outline, "consider")).toBeUndefined();
});

test("the gravest open finding gives a standard its mark", () => {
  expect(gravest(counts(0, 1, 5))).toBe("should-fix");
  expect(gravest(counts(0))).toBeNull();
});

test("a long title is cut between words", () => {
  expect(shortTitle("Answer a written complaint before the customer has to ask")).toBe("Answer a written complaint…");
  expect(shortTitle("Open a second till")).toBe("Open a second till");
  expect(shortTitle("x".repeat(40))).toBe(`${"x".repeat(30)}…`);
});

test("a new standard lies beside the others of its channel", () => {
  const outline = [
    row("A", { section: "Counter", channels: ["phone"] }),
    row("B", { section: "Phone", channels: ["phone"] }),
    row("C", { section: "Phone", channels: ["phone"] }),
  ];
  expect(sectionFor(outline, "phone", ["First"])).toBe("Phone");
  expect(sectionFor(outline, "chat", ["First"])).toBe("First");
  expect(sectionFor([], null, [])).toBe("");
});

test("a changed time says more than a changed translation or owner", () => {
  const fields = ["owner", "title (te)", "statement", "resolve_within"];
  const differences: FieldDifference[] = fields.map((field) => ({ field, pieces: [] }));
  expect(mainDifference(differences)?.field).toBe("resolve_within");
  expect(mainDifference([])).toBeUndefined();
});

test("a long text is shortened around its first change", () => {
  const pieces: Piece[] = [
    { kind: "same", text: "When a customer calls with a complaint, the adviser resolves it within " },
    { kind: "deleted", text: "5" },
    { kind: "inserted", text: "2" },
    { kind: "same", text: " working days of the call, and writes the outcome down." },
    { kind: "inserted", text: "Not shown." },
  ];
  expect(text(aroundChange(pieces))).toBe("… resolves it within [-5][+2] working days of the…");
  expect(aroundChange([{ kind: "same", text: "nothing" }])).toEqual([]);
});

test("promises that are not kept come first, kept ones last", () => {
  const promise = (code: string, is_met: boolean | null): PromiseRow => ({
    id: code, code, title: code, bound: "at least", promised: "90", measured: null, period: null, is_met,
  });
  const order = promisesInOrder([promise("kept", true), promise("unknown", null), promise("missed", false)]);
  expect(order.map((row) => row.code)).toEqual(["missed", "unknown", "kept"]);
});

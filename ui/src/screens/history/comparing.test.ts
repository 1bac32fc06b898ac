import { expect, test } from "vitest";

import type { Core } from "../../core/core";
import type { Approval, FieldDifference, HistoryView } from "../../core/views";
import { chosen, compareTexts, grouped, newestPair, textsOf } from "./comparing";

const view = (approval: Approval, ...numbers: number[]): HistoryView => ({
  id: "a", code: "PH-03", title: "", approval, saved_at: "",
  revisions: numbers.map((number) => ({ number, author: "", approver: "", approved_at: "", note: "", change: "material", digest: "", editions: [] })),
});
const core = (differences: FieldDifference[], asked: unknown[] = []) =>
  ({ compare: async (...question: unknown[]) => (asked.push(question), differences) }) as unknown as Core;

test("the draft is compared with the newest revision when it differs from it", () => {
  expect(newestPair(view("changed", 3, 2, 1))).toEqual({ before: 3, after: "draft" });
});

test("an approved standard compares its last two revisions, and does not list the draft", () => {
  expect(newestPair(view("approved", 3, 2, 1))).toEqual({ before: 2, after: 3 });
  expect(textsOf(view("approved", 2, 1))).toEqual([2, 1]);
});

test("with a single text there is nothing to compare", () => {
  expect(newestPair(view("approved", 1))).toBeNull();
  expect(newestPair(view("draft"))).toBeNull();
});

test("choosing the other side's text exchanges the two", () => {
  expect(chosen({ before: 1, after: 2 }, "before", 2)).toEqual({ before: 2, after: 1 });
  expect(chosen({ before: 1, after: 3 }, "after", 2)).toEqual({ before: 1, after: 2 });
});

test("from the draft back to a revision, what was added reads as removed", async () => {
  const asked: unknown[] = [];
  const forwards: FieldDifference[] = [
    { field: "resolve_within", pieces: [{ kind: "deleted", text: "5" }, { kind: "inserted", text: "2" }, { kind: "same", text: " days" }] },
  ];
  expect(await compareTexts(core(forwards, asked), "a", { before: "draft", after: 1 })).toEqual([
    { field: "resolve_within", pieces: [{ kind: "deleted", text: "2" }, { kind: "inserted", text: "5" }, { kind: "same", text: " days" }] },
  ]);
  expect(asked).toEqual([["a", 1, null]]);
});

test("a digest is shown in groups that can be read out", () => {
  expect(grouped("a7b8c9d0e1", 8)).toBe("a7b8 c9d0");
});

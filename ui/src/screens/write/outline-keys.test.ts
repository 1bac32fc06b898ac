import { expect, test } from "vitest";

import { fakeHandbook } from "../../core/fake";
import type { OutlineRow } from "../../core/views";
import { group, lines, type OutlineLine } from "./outline";
import { treeMove, typeAhead } from "./outline-keys";

const row = (code: string, title: string, stage: OutlineRow["stage"]): OutlineRow => ({
  id: code, code, title, stage, section: "", channels: [], force: "must", approval: "draft", revision: null,
  open: { must_fix: 0, should_fix: 0, consider: 0 }, kept: 0, behind: [],
});
const rows = [row("PH-01", "Answer", "awareness"), row("PH-02", "Return a call", "awareness"), row("EM-01", "Confirm", "decision")];
const all = (folded: string[] = []): OutlineLine[] => lines(group(rows, "stage", fakeHandbook), [], new Set(folded));
const key = (key: string, but = {}) => ({ key, altKey: false, ctrlKey: false, metaKey: false, ...but });

test("the arrows go through groups and standards alike, and stop at the ends", () => {
  expect(treeMove(all(), 0, key("ArrowDown"))).toEqual({ kind: "focus", at: 1 });
  expect(treeMove(all(), 4, key("ArrowDown"))).toEqual({ kind: "focus", at: 4 });
  expect(treeMove(all(), 2, key("Home"))).toEqual({ kind: "focus", at: 0 });
});

test("left goes to the group, then folds it; right unfolds it, then goes in", () => {
  expect(treeMove(all(), 2, key("ArrowLeft"))).toEqual({ kind: "focus", at: 0 });
  expect(treeMove(all(), 0, key("ArrowLeft"))).toEqual({ kind: "fold", at: 0 });
  const folded = all(["stage:awareness"]);
  expect(treeMove(folded, 0, key("ArrowRight"))).toEqual({ kind: "unfold", at: 0 });
  expect(treeMove(all(), 0, key("ArrowRight"))).toEqual({ kind: "focus", at: 1 });
});

test("Enter opens a standard, and Alt with an arrow moves it", () => {
  expect(treeMove(all(), 1, key("Enter"))).toEqual({ kind: "open", at: 1 });
  expect(treeMove(all(), 1, key("ArrowUp", { altKey: true }))).toEqual({ kind: "up", at: 1 });
  expect(treeMove(all(), 1, key("ArrowUp", { ctrlKey: true }))).toBeNull();
});

test("typing goes to the next code or title that starts so, and round the end", () => {
  expect(typeAhead(all(), 1, "p")).toBe(2);
  expect(typeAhead(all(), 4, "p")).toBe(1);
  expect(typeAhead(all(), 1, "ph-02")).toBe(2);
  expect(typeAhead(all(), 0, "x")).toBe(-1);
});

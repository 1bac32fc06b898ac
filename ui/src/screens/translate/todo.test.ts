import { expect, test } from "vitest";

import type { Language, OutlineRow } from "../../core/views";
import { doneCount, firstLanguage, nextToTranslate } from "./todo";

const row = (id: string, ...behind: Language[]): OutlineRow => ({
  id, code: id, title: id, section: "", stage: null, channels: [], force: "must", approval: "draft", revision: null,
  open: { must_fix: 0, should_fix: 0, consider: 0 }, kept: 0, behind,
});
const outline = [row("a", "te"), row("b"), row("c", "te", "ta"), row("d")];

test("the next one is the next in the handbook, beginning again at the top", () => {
  expect(nextToTranslate(outline, "te", "a")?.id).toBe("c");
  expect(nextToTranslate(outline, "te", "c")?.id).toBe("a");
  expect(nextToTranslate(outline, "te", null)?.id).toBe("a");
});

test("the one on the desk is never the next one", () => {
  expect(nextToTranslate(outline, "ta", "c")).toBeNull();
  expect(nextToTranslate(outline, "fil", "a")).toBeNull();
});

test("the first language with work to do is shown first", () => {
  expect(firstLanguage(outline, ["fil", "ta", "te"])).toBe("ta");
  expect(firstLanguage(outline, ["fil"])).toBe("fil");
  expect(firstLanguage(outline, [])).toBeNull();
  expect(doneCount(outline, "te")).toBe(2);
});

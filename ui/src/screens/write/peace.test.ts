import { expect, test } from "vitest";

import { finding } from "../../core/fake";
import { isHeldBack, isStillThere, unfinishedSentence } from "./peace";

const typed = (text: string) => ({ path: "statement", text, caret: text.length });
const soon = (text: string) => finding({ start: text.indexOf("soon"), end: text.indexOf("soon") + 4 });

test("a sentence being typed is left in peace until it is finished", () => {
  const text = "The adviser calls soon";
  expect(isHeldBack(soon(text), typed(text))).toBe(true);
  for (const end of [".", "!", "?", "\n", ".”"]) expect(isHeldBack(soon(text), typed(text + end))).toBe(false);
});

test("what stands in the finished sentence before is shown", () => {
  const text = "The adviser calls soon. The host";
  expect(isHeldBack(soon(text), typed(text))).toBe(false);
});

test("a full stop in a number finishes nothing", () => {
  expect(unfinishedSentence("At least 99.5", 13)).toEqual({ from: 0, to: 13 });
});

test("a word added in the middle of a finished sentence is looked at at once", () => {
  const text = "The adviser calls soon, at last.";
  expect(isHeldBack(soon(text), { path: "statement", text, caret: 22 })).toBe(false);
});

test("another field is looked at at once", () => {
  const text = "calls soon";
  expect(isHeldBack(soon(text), { ...typed(text), path: "steps.0.text" })).toBe(false);
  expect(isHeldBack(soon(text), null)).toBe(false);
});

test("the caret leaves the sentence by going into the one before", () => {
  const typing = typed("Listen. Then call soon");
  expect(isStillThere(typing, 12)).toBe(true);
  expect(isStillThere(typing, 3)).toBe(false);
});

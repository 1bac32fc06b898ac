import { expect, test } from "vitest";

import { whole } from "../../core/whole";
import { moved, textAt, withValue } from "./path";

const standard = whole({ id: "1", steps: [{ text: "Listen." }, { text: "Log it." }] });

test("a step is changed, and everything else stays the same object", () => {
  const next = withValue(standard, "steps.1.text", "Write it down.");
  expect(textAt(next, "steps.1.text")).toBe("Write it down.");
  expect(textAt(standard, "steps.1.text")).toBe("Log it.");
  expect(next.steps[0]).toBe(standard.steps[0]);
});

test("an emptied time is left out of the file", () => {
  const timed = withValue(standard, "steps.0.time", "3 minutes");
  expect(withValue(timed, "steps.0.time", undefined).steps[0]).toEqual({ text: "Listen." });
});

test("a role play begins with either of its texts and ends without both", () => {
  const begun = withValue(standard, "role_play.situation", "A caller shouts.");
  expect(begun.role_play).toEqual({ situation: "A caller shouts.", good_answer: "" });
  expect(withValue(begun, "role_play.situation", "").role_play).toBeUndefined();
});

test("an entry moves, but not out of its list", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
});

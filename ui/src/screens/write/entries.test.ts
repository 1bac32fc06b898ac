import { expect, test } from "vitest";

import { whole } from "../../core/whole";
import { firstText, withEntry, withMoved, withoutEntry } from "./entries";

const standard = whole({ id: "1", actor: "Adviser", steps: [{ text: "Listen." }, { text: "Log it." }] });

test("the next step stands after the one it was added from", () => {
  expect(withEntry(standard, "steps", 1).steps.map(({ text }) => text)).toEqual(["Listen.", "", "Log it."]);
  expect(firstText("steps", 1)).toBe("steps.1.text");
  expect(firstText("do", 0)).toBe("do.0");
});

test("what staff may decide begins with whoever must act", () => {
  expect(withEntry(standard, "empowerment", 0).empowerment).toEqual([{ who: "Adviser", may: "" }]);
});

test("steps are moved and removed", () => {
  expect(withMoved(standard, "steps", 1, 0).steps.map(({ text }) => text)).toEqual(["Log it.", "Listen."]);
  expect(withoutEntry(standard, "steps", 0).steps.map(({ text }) => text)).toEqual(["Log it."]);
});

import { expect, test } from "vitest";

import { goal } from "./outline-keys";

const names = [
  ["CO-01", "Open a second till"],
  ["PH-01", "Answer the phone"],
  ["PH-02", "Handle a complaint"],
];

test("arrows stop at both ends", () => {
  expect(goal("ArrowUp", 0, names)).toBe(0);
  expect(goal("ArrowDown", 1, names)).toBe(2);
  expect(goal("ArrowDown", 2, names)).toBe(2);
});

test("a letter goes to the next code or title that starts with it, and around", () => {
  expect(goal("p", 1, names)).toBe(2);
  expect(goal("p", 2, names)).toBe(1);
  expect(goal("H", 0, names)).toBe(2);
  expect(goal("z", 0, names)).toBe(-1);
});

test("a space still presses the button", () => {
  expect(goal(" ", 0, names)).toBe(-1);
});

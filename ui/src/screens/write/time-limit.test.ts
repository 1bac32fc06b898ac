import { expect, test } from "vitest";

import { isWrong, limitOf, takenApart, units } from "./time-limit";

test("every unit reads back as it was written, one and many", () => {
  for (const unit of units) {
    for (const amount of ["1", "2", "9999"]) {
      const limit = limitOf({ amount, unit });
      expect(takenApart(limit, "minutes")).toEqual({ amount, unit });
    }
  }
  expect(limitOf({ amount: "1", unit: "working days" })).toBe("1 working day");
});

test("an empty number means that no time is set", () => {
  expect(takenApart(undefined, "working days")).toEqual({ amount: "", unit: "working days" });
  expect(limitOf({ amount: " ", unit: "hours" })).toBeUndefined();
  expect(isWrong({ amount: "", unit: "hours" })).toBe(false);
});

test("zero, letters, fractions and more than 9999 are no times", () => {
  for (const amount of ["0", "two", "1.5", "-3", "10000"]) {
    expect(isWrong({ amount, unit: "hours" })).toBe(true);
    expect(limitOf({ amount, unit: "hours" })).toBeUndefined();
  }
});

test("a unit that only files use is kept", () => {
  expect(takenApart("2 working weeks", "minutes")).toEqual({ amount: "2", unit: "working weeks" });
});

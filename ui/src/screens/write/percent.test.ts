import { expect, test } from "vitest";

import { isWrongPercent, percentOf } from "./percent";

test("a share is a number from 0 to 100, with a point or a comma", () => {
  for (const right of ["0", "90", "99.5", "99,25", " 100 "]) expect(isWrongPercent(right)).toBe(false);
  for (const wrong of ["", "101", "ninety", "-1", "99.555", "1e2"]) expect(isWrongPercent(wrong)).toBe(true);
  expect(percentOf("99,50")).toBe(99.5);
});

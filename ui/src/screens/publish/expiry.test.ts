import { expect, test } from "vitest";

import { fakeIdentity } from "../../core/fake";
import { expiryWarning } from "./expiry";

const warning = (days_left: number) => expiryWarning({ ...fakeIdentity, days_left });

test("from 60 days on it warns, and says how many are left", () => {
  expect(warning(61)).toBeNull();
  expect(warning(60)?.words).toContain("in 60 days");
  expect(warning(1)?.words).toContain("in 1 day.");
  expect(warning(0)).toMatchObject({ isOver: false, words: expect.stringContaining("today") });
});

test("when it is over it says since when", () => {
  expect(warning(-1)).toMatchObject({ isOver: true, words: expect.stringContaining("30 November 2028") });
});

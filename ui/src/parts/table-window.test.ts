import { expect, test } from "vitest";

import { columnsWithin, rowAfter, rowsInView, scriptOf } from "./table-window";

test("of 20,000 rows only those in view are drawn, with a few more at both ends", () => {
  expect(rowsInView(400_000, 380, 38, 20_000, 2)).toEqual({ from: 10_524, to: 10_539 });
});

test("at the ends no row is drawn that is not there", () => {
  expect(rowsInView(0, 380, 38, 4)).toEqual({ from: 0, to: 4 });
  expect(rowsInView(99_999, 380, 38, 4).to).toBe(4);
});

test("before the row's height is known a few are drawn, so that it can be measured", () => {
  expect(rowsInView(0, 380, 0, 20_000).to).toBe(8);
});

test("a narrow table leaves out what matters least", () => {
  const columns = [{ key: "name", words: "Branch", width: "1fr", from: 0 }, { key: "manager", words: "Manager", width: "1fr", from: 40 }];
  expect(columnsWithin(columns, 30).map(({ key }) => key)).toEqual(["name"]);
});

test("keys stay within the table, and others are left alone", () => {
  expect(rowAfter("PageDown", 15, 20, 10)).toBe(19);
  expect(rowAfter("ArrowUp", 0, 20, 10)).toBe(0);
  expect(rowAfter("Tab", 3, 20, 10)).toBeUndefined();
});

test("a name in Tamil or Telugu letters is marked as such", () => {
  expect([scriptOf("கடற்கரைச் சாலை"), scriptOf("నగర్"), scriptOf("Riverside")]).toEqual(["ta", "te", undefined]);
});

import { expect, test } from "vitest";

import type { AcknowledgedQuery } from "../../core/views";
import { canBeReminded, howMuch, remindQuery, toggled } from "./selection";

const query: AcknowledgedQuery = { edition: null, search: "", region: null, state: null, from: 0, count: 0 };
const totals = { branches: 42, late: 6, waiting: 2, not_enrolled: 2, acknowledged: 30, nothing_to_do: 2, doubtful: 1 };

test("without a selection the button reminds those that are late, and not those that still have time", () => {
  expect(remindQuery(query, { totals, remindable: 8 })).toEqual({ query: { ...query, state: "late" }, count: 6 });
});

test("where a region is chosen, only its branches are reminded", () => {
  const north = { ...query, region: "North" };
  expect(remindQuery(north, { totals, remindable: 3 })).toEqual({ query: north, count: 3 });
});

test("when none is late, those that still have time can be reminded", () => {
  expect(remindQuery(query, { totals: { ...totals, late: 0 }, remindable: 2 }).count).toBe(2);
});

test("a branch that has acknowledged cannot be reminded", () => {
  expect([canBeReminded({ state: "acknowledged" }), canBeReminded({ state: "not-enrolled" }), canBeReminded({ state: "late" })]).toEqual([false, false, true]);
});

test("taking the last selected branch away leaves none selected", () => {
  expect(toggled(toggled("none", "a"), "a")).toBe("none");
});

test("all selected one by one is all", () => {
  expect(howMuch(toggled(toggled("none", "a"), "b"), 2)).toBe("all");
  expect(howMuch(toggled("none", "a"), 2)).toBe("some");
});

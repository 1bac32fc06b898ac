import { expect, test } from "vitest";

import { dateMistakes, dueFrom, formOf } from "./due-form";

const due = [
  { edition: 8, audience: "Cashier", on: "2026-12-20" },
  { edition: 8, audience: null, on: "2026-12-15" },
];

test("due dates come back as they were, the one for all first", () => {
  expect(dueFrom(formOf(due), 8)).toEqual([due[1], due[0]]);
});

test("without a date for all branches only the roles have one", () => {
  expect(dueFrom({ all: "", roles: [{ role: "Cashier", on: "2026-12-20" }] }, 8)).toEqual([due[0]]);
});

test("a day before the edition was issued and a role without a day are said at their fields", () => {
  const form = { all: "2026-10-31", roles: [{ role: "Cashier", on: "" }, { role: "Host", on: "2026-11-02" }] };
  expect(dateMistakes(form, "2026-11-01T08:00:00Z")).toEqual(["early", "missing", undefined]);
});

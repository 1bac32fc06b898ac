import { expect, test } from "vitest";

import { fakeStandards } from "../../core/fake-handbook";
import { textRows } from "./text-rows";

const complaint = fakeStandards.find(({ code }) => code === "PH-03")!;

test("everything that a standard holds can be read", () => {
  const rows = textRows(complaint);
  const text = (field: string) => rows.find((row) => row.field === field)?.text;
  expect(text("step 5")).toBe("Follow up promptly with the customer. · Service lead · 2 working days");
  expect(text("measure")).toBe("at least 90 % of complaint calls are resolved within 2 working days, counted each month, taken from call log.");
  expect(text("role_play")).toBe("A caller was charged twice.\nNames the refund and the day.");
  expect(text("respond_within")).toBe("");
});

test("a finding's name of a field is a row's name, so that changes find their row", () => {
  const names = textRows(complaint).map((row) => row.field);
  for (const field of ["title", "statement", "late_after", "step 1", "exception 1", "dont 1", "evidence 1", "reference 1"]) expect(names).toContain(field);
});

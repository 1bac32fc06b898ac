import { expect, test } from "vitest";

import type { BranchChange } from "../../core/views";
import { concerning, nameMistake, paperMistakes } from "./people";

const change = (code: string, roles: string[], is_asked = true) => ({ code, roles, is_asked }) as BranchChange;
const codes = (changes: BranchChange[]) => changes.map(({ code }) => code);

test("a cashier reads what concerns cashiers and what concerns everyone, and no editorial change", () => {
  const all = [change("PH-03", ["Adviser"]), change("EM-02", []), change("IP-07", ["Cashier", "Host"]), change("PH-02", [], false)];
  expect(codes(concerning(all, "Cashier"))).toEqual(["EM-02", "IP-07"]);
});

test("two people of one name are told apart by their role", () => {
  const people = [{ id: "1", name: "Till 1", role: "Cashier" }];
  expect(nameMistake(people, { id: "", name: "till 1", role: "Cashier" })).toContain("already");
  expect(nameMistake(people, { id: "", name: "Till 1", role: "Host" })).toBe("");
  expect(nameMistake(people, { id: "1", name: "Till 1", role: "Cashier" })).toBe("");
  expect(nameMistake(people, { id: "", name: " ", role: "" })).not.toBe("");
});

test("a sheet cannot have been signed tomorrow", () => {
  const paper = { on: "2027-01-05", by: "Shift lead", ids: ["1"] };
  expect(paperMistakes(paper, "2027-01-04").on).not.toBe("");
  expect(Object.values(paperMistakes(paper, "2027-01-05"))).toEqual(["", "", ""]);
});

test("a sheet without a name, a day or a person is not entered", () => {
  expect(Object.values(paperMistakes({ on: "", by: " ", ids: [] }, "2027-01-05")).every(Boolean)).toBe(true);
});

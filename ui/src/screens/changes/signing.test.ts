import { expect, test } from "vitest";

import { OTHER, Signing } from "./signing.svelte";

const roles = ["Host", "Branch manager"];

test("whoever acknowledged last does not write name and role again", () => {
  const form = new Signing(roles, { last_person: "Branch manager, Riverside", last_role: "Branch manager" }, "");
  expect([form.name, form.role, form.isComplete]).toEqual(["Branch manager, Riverside", "Branch manager", true]);
});

test("a role that the branch does not have can be written", () => {
  const form = new Signing(roles, { last_person: "", last_role: "Deputy" }, "Me");
  expect([form.choice, form.role]).toEqual([OTHER, "Deputy"]);
});

test("nobody is made to have a role: it must be chosen", () => {
  const form = new Signing(roles, { last_person: "", last_role: "" }, "Me");
  expect(form.isComplete).toBe(false);
  expect(form.wrong.role).not.toBe("");
  form.choice = OTHER;
  form.ownRole = "  ";
  expect(form.isComplete).toBe(false);
});

import { expect, test } from "vitest";

import { mistakesIn, rolesFor, tidied } from "./branch-form";

const branch = { id: "", name: " Riverside ", region: "South", manager: "", email: "", language: "en" as const, audience: [] };

test("a branch needs a name, and no mail address", () => {
  expect(mistakesIn(branch)).toEqual({});
  expect(mistakesIn({ name: "  ", email: "" }).name).toBeDefined();
});

test("a mail address that could not be mailed to is said at its field", () => {
  for (const email of ["riverside", "a@b", "a@example.org, b@example.org", "a@example."]) expect(mistakesIn({ name: "R", email }).email).toBeDefined();
  expect(mistakesIn({ name: "R", email: "riverside@example.org" }).email).toBeUndefined();
});

test("a role of the branch that the handbook no longer has stays visible", () => {
  expect(rolesFor(["Host"], ["Night porter", "Host"])).toEqual(["Host", "Night porter"]);
});

test("spaces around a name are not saved", () => {
  expect(tidied(branch).name).toBe("Riverside");
});

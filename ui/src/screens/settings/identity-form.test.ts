import { expect, test } from "vitest";

import { refusalAt } from "./identity-form.svelte";

test("a refused folder is said at the folder", () => {
  expect(refusalAt("folder-refused", ["name", "passphrase", "again", "folder"])).toEqual({ folder: expect.stringContaining("folder") });
});

test("a form without the field says it at its last one, so that it is never lost", () => {
  expect(refusalAt("root-differs", ["name", "passphrase", "again"])).toEqual({ again: expect.stringContaining("another root") });
});

test("what no field can change is left to the window", () => {
  expect(refusalAt("clock-doubtful", ["name"])).toBeUndefined();
});

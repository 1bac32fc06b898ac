import { expect, test } from "vitest";

import { onceOnly } from "./once";

test("a key that comes from the menu bar and from the window is one command", () => {
  const isNew = onceOnly();
  expect(isNew("undo", "menu", 0)).toBe(true);
  expect(isNew("undo", "key", 20)).toBe(false);
});

test("a key pressed twice, or a second later in the menu, is two commands", () => {
  const isNew = onceOnly();
  expect(isNew("undo", "key", 0)).toBe(true);
  expect(isNew("undo", "key", 60)).toBe(true);
  expect(isNew("undo", "menu", 1000)).toBe(true);
});

test("an echo swallows one arrival only", () => {
  const isNew = onceOnly();
  const arrivals = [isNew("undo", "menu", 0), isNew("undo", "key", 5), isNew("undo", "menu", 90), isNew("undo", "key", 95)];
  expect(arrivals).toEqual([true, false, true, false]);
});

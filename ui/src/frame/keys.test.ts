import { expect, test } from "vitest";

import { keyWords, pressed } from "./keys";

const press = (key: string, but: Partial<Parameters<typeof pressed>[0]> = {}) => ({
  key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...but,
});

test("the command key is Ctrl here and ⌘ on a Mac", () => {
  expect(pressed(press("k", { ctrlKey: true }), true, false)?.name).toBe("find");
  expect(pressed(press("k", { metaKey: true }), true, true)?.name).toBe("find");
  expect(pressed(press("k", { ctrlKey: true }), true, true)).toBeUndefined();
});

test("a question mark in a text is a question mark", () => {
  expect(pressed(press("?", { shiftKey: true }), false, false)?.name).toBe("keys");
  expect(pressed(press("?", { shiftKey: true }), true, false)).toBeUndefined();
});

test("undo and moving belong to the text while one is typed", () => {
  const undo = press("z", { ctrlKey: true });
  expect(pressed(undo, true, false)).toBeUndefined();
  expect(pressed(undo, false, false)?.name).toBe("undo");
});

test("a Telugu keyboard has the same commands at the same places", () => {
  expect(pressed(press("ా", { code: "KeyN", ctrlKey: true, shiftKey: true }), true, false)?.name).toBe("new-standard");
});

test("plus is larger text with and without Shift", () => {
  expect(pressed(press("+", { ctrlKey: true, shiftKey: true }), false, false)?.name).toBe("text-larger");
  expect(pressed(press("=", { ctrlKey: true }), false, false)?.name).toBe("text-larger");
});

test("AltGr types a sign and is no command", () => {
  expect(pressed(press("n", { ctrlKey: true, altKey: true }), true, false)).toBeUndefined();
});

test("keys read as they are printed on the keyboard", () => {
  expect(keyWords("CmdOrCtrl+Shift+N", false)).toBe("Ctrl Shift N");
  expect(keyWords("Alt+ArrowUp", true)).toBe("⌥ ↑");
});

import { expect, test } from "vitest";

import { passphraseMistakes, strengthWords } from "./passphrases";

test("while typing it counts the characters as people do, also in Telugu", () => {
  expect(strengthWords("")).toBeUndefined();
  expect(strengthWords("seven 7")).toBe("7 of at least 12 characters");
  expect(strengthWords("𝒜".repeat(3))).toBe("3 of at least 12 characters");
  expect(strengthWords("four words in a row")).toBe("Long enough.");
});

test("twelve times the same sign is long enough and still not good", () => {
  expect(strengthWords("aaaaaaaaaaaa")).toContain("easy to guess");
});

test("a short passphrase and a slip in the second one are told apart", () => {
  expect(passphraseMistakes("short", "short")).toHaveProperty("passphrase");
  expect(passphraseMistakes("four words in a row", "four words in a raw")).toEqual({ again: expect.stringContaining("differ") });
  expect(passphraseMistakes("four words in a row", "four words in a row")).toEqual({});
});

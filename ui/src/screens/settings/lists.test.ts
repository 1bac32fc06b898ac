import { expect, test } from "vitest";

import { linesOf, moved, nameMistake, placeUnder, putBack } from "./lists";

test("a line moves by one and stops at the ends", () => {
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
  expect(moved(["a", "b", "c"], 2, 9)).toEqual(["a", "b", "c"]);
});

test("what was removed comes back where it was, and only once", () => {
  expect(putBack(["a", "c"], "b", 1)).toEqual(["a", "b", "c"]);
  expect(putBack(["a"], "z", 7)).toEqual(["a", "z"]);
  expect(putBack(["a", "b"], "b", 0)).toEqual(["a", "b"]);
});

test("a name is neither empty nor there twice, whatever its capitals", () => {
  expect(nameMistake(["Adviser", "Host"], -1, " ", "role")).toContain("role");
  expect(nameMistake(["Adviser", "Host"], -1, "adviser ", "role")).toContain("already");
  expect(nameMistake(["Adviser", "Host"], 0, "adviser", "role")).toBeUndefined();
});

test("a dragged line goes to the line that is under the pointer", () => {
  expect([0, 15, 25, 99].map((y) => placeUnder(y, [10, 20, 30]))).toEqual([0, 1, 2, 2]);
});

test("a line keeps its key when it is moved, renamed, or another one goes", () => {
  const keys = (lines: { key: number }[]) => lines.map(({ key }) => key);
  const of = (names: string[], before: ReturnType<typeof linesOf<string>> = []) => linesOf(names, before, String);
  const first = of(["a", "b", "c"]);
  const [a, b, c] = keys(first);
  expect(keys(of(["c", "a", "b"], first))).toEqual([c, a, b]);
  expect(keys(of(["a", "new", "c"], first))).toEqual([a, b, c]);
  expect(keys(of(["a", "c"], first))).toEqual([a, c]);
  expect(keys(of(["a", "x", "b", "c"], first))).toEqual([a, expect.any(Number), b, c]);
});

test("the same name twice, as an import may leave it, still makes two lines", () => {
  const keys = linesOf(["a", "a"], [], String).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});

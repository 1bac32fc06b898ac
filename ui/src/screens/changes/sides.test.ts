import { expect, test } from "vitest";

import type { Piece } from "../../core/views";
import { before, isBlank, now, shownOf } from "./sides";

const pieces: Piece[] = [{ kind: "same", text: "within " }, { kind: "deleted", text: "10" }, { kind: "inserted", text: "5" }, { kind: "same", text: " days" }];
const text = (some: Piece[]) => some.map((piece) => piece.text).join("");

test("each side reads as a sentence of its own", () => {
  expect(text(before(pieces))).toBe("within 10 days");
  expect(text(now(pieces))).toBe("within 5 days");
});

test("a field that was not there before has nothing to read on that side", () => {
  expect(isBlank(before([{ kind: "inserted", text: "5 days" }]))).toBe(true);
  expect(isBlank(now([{ kind: "inserted", text: "5 days" }]))).toBe(false);
});

test("of a new standard the statement comes first and the rest is at hand, without the title twice", () => {
  const differences = ["title", "statement", "step 1"].map((field) => ({ field, pieces }));
  const { first, rest } = shownOf({ what: "added", differences });
  expect(first.map(({ field }) => field)).toEqual(["statement"]);
  expect(rest.map(({ field }) => field)).toEqual(["step 1"]);
});

test("of a changed standard nothing is hidden", () => {
  const differences = ["statement", "step 1"].map((field) => ({ field, pieces }));
  expect(shownOf({ what: "material", differences }).first).toHaveLength(2);
});

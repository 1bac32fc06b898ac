import { expect, test } from "vitest";

import { difference } from "./text-box";

test("only what differs is changed, so that the caret stays", () => {
  expect(difference("Call soon.", "Call within 1 hour.")).toEqual({ from: 5, to: 9, insert: "within 1 hour" });
  expect(difference("aa", "aaa")).toEqual({ from: 2, to: 2, insert: "a" });
  expect(difference("Same.", "Same.")).toEqual({ from: 5, to: 5, insert: "" });
  expect(difference("Gone.", "")).toEqual({ from: 0, to: 5, insert: "" });
});

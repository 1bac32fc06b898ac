import { expect, test } from "vitest";

import { whole } from "../../core/whole";
import { sideBySide } from "./side-by-side";

test("only what differs is compared, also what one of the two lacks", () => {
  const mine = whole({ id: "1", title: "Answer", statement: "Soon.", steps: [{ text: "Listen." }] });
  const theirs = whole({ id: "1", title: "Answer", statement: "Within 2 hours.", steps: [{ text: "Listen." }, { text: "Log it." }] });
  expect(sideBySide(mine, theirs)).toEqual([
    { field: "statement", mine: "Soon.", theirs: "Within 2 hours." },
    { field: "step 2", mine: "", theirs: "Log it." },
  ]);
});

import { expect, test } from "vitest";

import { stepsFrom } from "./steps";

const states = (...of: Parameters<typeof stepsFrom>) => stepsFrom(...of).map(({ state }) => state).join(" ");

test("whoever signs has reviewed, and has a note only if it is written", () => {
  expect(states("sign", true)).toBe("done done current ahead");
  expect(states("sign", false)).toBe("done ahead current ahead");
});

test("going back to the review shows the review", () => {
  expect(states("review", true)).toBe("current ahead ahead ahead");
});

test("in the end every step is done", () => {
  expect(states("done", true)).toBe("done done done done");
});

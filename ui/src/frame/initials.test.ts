import { expect, test } from "vitest";

import { initials } from "./initials";

test("a role or a name becomes at most two letters", () => {
  expect(initials("Standards office")).toBe("SO");
  expect(initials("Head of customer service")).toBe("HS");
  expect(initials("HR")).toBe("H");
});

test("no name gives no letters, and letters outside the first plane stay whole", () => {
  expect(initials("  ")).toBe("");
  expect(initials("𝒜da")).toBe("𝒜");
});

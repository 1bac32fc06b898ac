import { expect, test } from "vitest";

import { sizeWords } from "./sizes";

test("sizes read as a file manager writes them", () => {
  expect([0, 640, 2130, 412_300, 999_600, 1_240_000, 12_600_000].map(sizeWords)).toEqual([
    "0 bytes", "640 bytes", "2.1 kB", "412 kB", "1.0 MB", "1.2 MB", "13 MB",
  ]);
});

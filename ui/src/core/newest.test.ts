import { expect, test } from "vitest";

import { newestWins } from "./newest";

test("while one text is being saved, only the newest of the others is saved next", async () => {
  const saved: string[] = [];
  const saving = newestWins<string>(async (text) => {
    await new Promise((done) => setTimeout(done, 5));
    saved.push(text);
  });
  for (const text of ["a", "ab", "abc", "abcd"]) saving.push(text);
  await saving.settled();
  expect(saved).toEqual(["a", "abcd"]);
});

test("what is written at once is begun at once", () => {
  const begun: string[] = [];
  newestWins<string>(async (text) => void begun.push(text)).push("a");
  expect(begun).toEqual(["a"]);
});

test("waiting for nothing ends at once", async () => {
  await newestWins(async () => {}).settled();
});

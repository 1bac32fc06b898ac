import { expect, test, vi } from "vitest";

import { Windows } from "./windows.svelte";

const rows = (from: number, count: number, all = 20_000) => ({ rows: Array.from({ length: Math.min(count, all - from) }, (_, at) => from + at), matched: all });

test("a far row is read with its window only, and once", async () => {
  const read = vi.fn(async (from: number, count: number) => rows(from, count));
  const windows = new Windows(read);
  await windows.begin();
  windows.need(15_020, 15_040);
  windows.need(15_020, 15_041);
  await new Promise((done) => setTimeout(done));
  expect(windows.at(15_030)).toBe(15_030);
  expect(windows.at(9_000)).toBeUndefined();
  expect(read.mock.calls).toEqual([[0, 100], [15_000, 100]]);
});

test("a late answer to an old question does not replace a newer one", async () => {
  const answers: ((answer: ReturnType<typeof rows>) => void)[] = [];
  const windows = new Windows<number>(() => new Promise((done) => answers.push(done)));
  const [first, second] = [windows.begin(), windows.begin()];
  answers[1]?.(rows(0, 2, 2));
  answers[0]?.(rows(0, 9, 9));
  await Promise.all([first, second]);
  expect(windows.matched).toBe(2);
});

test("a window that could not be read is asked for again", async () => {
  let fails = true;
  const windows = new Windows(async (from, count) => (from && fails ? undefined : rows(from, count)));
  await windows.begin();
  windows.need(500, 510);
  await new Promise((done) => setTimeout(done));
  fails = false;
  windows.need(500, 510);
  await new Promise((done) => setTimeout(done));
  expect(windows.at(505)).toBe(505);
});

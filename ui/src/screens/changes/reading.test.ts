import { expect, test } from "vitest";

import type { BranchChange } from "../../core/views";
import { isBook, partsOf } from "./reading";

const change = (code: string, section: string, is_seen = false) => ({ id: code, code, section, is_seen, is_asked: true }) as BranchChange;
const many = Array.from({ length: 9 }, (_, at) => change(`PH-0${at}`, "On the phone"));

test("a first edition and a long absence are a book, a few changes are not", () => {
  expect([isBook(null, many.slice(0, 2)), isBook(7, many), isBook(7, many.slice(1)), isBook(null, many.slice(8))]).toEqual([true, true, false, false]);
});

test("each section counts what was seen in it", () => {
  const parts = partsOf([change("PH-01", "On the phone", true), change("IP-01", "At the counter"), change("PH-02", "On the phone")]);
  expect(parts.map(({ section, changes, seen }) => [section, seen, changes.length])).toEqual([["On the phone", 1, 2], ["At the counter", 0, 1]]);
});

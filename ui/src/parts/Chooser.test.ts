import { expect, test } from "vitest";

import { matching } from "./Chooser.svelte";

const choices = ["PH-01 Answer the phone", "EM-02 Answer a written complaint", "PH-03 Handle a complaint call"].map((line) => ({
  id: line, code: line.slice(0, 5), words: line.slice(6),
}));
const found = (query: string, limit = 50) => matching(choices, query, limit).map(({ code }) => code);

test("every word of the query must be there, in any order", () => {
  expect(found("complaint handle")).toEqual(["PH-03"]);
  expect(found("answer")).toEqual(["PH-01", "EM-02"]);
});

test("a code that begins so comes first", () => {
  expect(found("ph")).toEqual(["PH-01", "PH-03"]);
  expect(found("em-0")).toEqual(["EM-02"]);
});

test("a long list is cut", () => {
  expect(found("", 2)).toEqual(["PH-01", "EM-02"]);
});

import { expect, test } from "vitest";

import type { ProblemCode } from "../core/views";
import views from "../core/views.ts?raw";
import { problems } from "./problems";

const codes = /type ProblemCode =([^;]+);/.exec(views)?.[1]?.match(/[a-z-]+(?=")/g) ?? [];

test("every code has words, and all words have a code", () => {
  expect(Object.keys(problems).sort()).toEqual([...codes].sort());
});

test("each says what happened, what was not affected and what to do next, in whole sentences", () => {
  for (const code of codes as ProblemCode[]) {
    for (const values of [{}, { path: "/a/b.plumbline", reason: "it is so", code: "PH-03", name: "Shop" }]) {
      const words = Object.values(problems[code](values));
      expect(words.join(" ")).not.toMatch(/undefined|\(\)|  | [.,](?= |$)/);
      expect(words.map((sentence) => sentence.at(-1))).toEqual([".", ".", "."]);
      expect(words.every((sentence) => /^[A-Z/“]/.test(sentence))).toBe(true);
    }
  }
});

test("there are codes to look at", () => {
  expect(codes.length).toBeGreaterThan(25);
});

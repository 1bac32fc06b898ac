import { expect, test } from "vitest";

import { spokenMistake, spokenWords } from "./spoken";

const nine = "lusab babad gutih tugad bidip kibod nofar pisul dodak";

test("the words are read as people write them down", () => {
  expect(spokenMistake(nine)).toBe("");
  expect(spokenWords("LUSAB-babad, gutih\n4. tugad bidip kibod nofar pisul dodak.")).toEqual(nine.split(" "));
  expect(spokenWords(nine.replaceAll(" ", ""))).toEqual(nine.split(" "));
});

test("a word that was not heard is asked for", () => {
  expect(spokenMistake(nine.replace(" tugad", ""))).toContain("8 words");
  expect(spokenMistake(nine.replace("tugad", "tuga").replace("dodak", "dodaks"))).not.toBe("");
  expect(spokenMistake(nine.replace("tugad", "tuga"))).toContain("place 4");
  expect(spokenMistake("  ")).not.toBe("");
});

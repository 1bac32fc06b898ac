import { expect, test } from "vitest";

import { inviteCode, spokenMistake, spokenWords } from "./spoken";

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

test("a code that was scanned is the depot and the words, once it is whole", () => {
  const code = `plumbline:join?depot=s3%3A%2F%2Fb%2Fx%3Fa%3D1&words=${nine.replaceAll(" ", "-")}`;
  expect(inviteCode(`${code}\n`)).toEqual({ depot: "s3://b/x?a=1", words: nine.replaceAll(" ", "-") });
  expect(inviteCode(code.slice(0, -1))).toBeNull();
  expect(inviteCode(nine)).toBeNull();
});

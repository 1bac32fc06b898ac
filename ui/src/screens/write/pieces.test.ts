import { expect, test } from "vitest";

import { shortened } from "./pieces";

const long = "When a customer calls with a complaint, the adviser who takes the call owns it until ";

test("only a few words before and after a change are shown", () => {
  const [before, , after] = shortened([
    { kind: "same", text: long }, { kind: "inserted", text: "noon" }, { kind: "same", text: `. ${long}` },
  ]);
  expect(before?.text.length).toBeLessThan(40);
  expect(before?.text).toMatch(/^… .* owns it until $/);
  expect(after?.text).toMatch(/^\. When .*…$/);
});

test("short texts and changes are shown whole", () => {
  const pieces = [{ kind: "same", text: "At least " }, { kind: "deleted", text: long }] as const;
  expect(shortened([...pieces])).toEqual(pieces);
});

import { expect, test } from "vitest";

import type { Standard } from "../../core/views";
import { whole } from "../../core/whole";
import { note, noPast, redo, undo, type Past } from "./past";

const texts = ["", "S", "So", "Soon"].map((statement) => whole({ id: "1", statement }));
const [empty, s, so, soon] = texts as [Standard, Standard, Standard, Standard];

function typed(times: [number, number, number]): Past {
  const first = note(noPast, empty, s, "statement", times[0]);
  const second = note(first, s, so, "statement", times[1]);
  return note(second, so, soon, "statement", times[2]);
}

test("a word typed in one go is undone in one go, and comes back", () => {
  const back = undo(typed([0, 100, 200]));
  expect(back).toMatchObject({ standard: empty, path: "statement" });
  expect(redo(back!.past)).toMatchObject({ standard: soon, path: "statement" });
});

test("a pause makes a step of its own", () => {
  expect(undo(typed([0, 100, 1200]))?.standard).toBe(so);
});

test("another field makes a step of its own, and undo tells which field it was", () => {
  const titled = whole({ ...s, title: "T" });
  const past = note(note(noPast, empty, s, "statement", 0), s, titled, "title", 10);
  const back = undo(past)!;
  expect(back).toMatchObject({ path: "title", standard: s });
  expect(undo(back.past)).toMatchObject({ path: "statement", standard: empty });
});

test("typing after something else was done does not run into it", () => {
  const fixed = note(note(noPast, empty, s, "statement", 0), s, so, "statement", null);
  expect(undo(note(fixed, so, soon, "statement", 20))?.standard).toBe(so);
});

test("after a change there is nothing to redo", () => {
  const back = undo(typed([0, 100, 200]))!;
  expect(redo(note(back.past, empty, so, "statement", 300))).toBeNull();
  expect(undo(noPast)).toBeNull();
});

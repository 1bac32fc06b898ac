import { expect, test } from "vitest";

import { fakeHandbook } from "../../core/fake";
import type { OutlineRow, RetiredRow } from "../../core/views";
import { filter, group, inSight, lines, placeIn, RETIRED } from "./outline";
import { dropPlace, moveTo, step } from "./outline-move";

const row = (code: string, but: Partial<OutlineRow> = {}): OutlineRow => ({
  id: code, code, title: `Title of ${code}`, stage: "awareness", section: "", channels: ["phone"], force: "must", approval: "draft",
  revision: null, open: { must_fix: 0, should_fix: 0, consider: 0 }, kept: 0, behind: [], ...but,
});
const retired: RetiredRow[] = [{ id: "OLD", code: "OLD", title: "Old one", retired_at: "2026-11-01T08:00:00Z" }];

test("groups come in the order of the journey, empty ones are left out, and what has no place comes last", () => {
  const rows = [row("A", { stage: null }), row("B", { stage: "decision" }), row("C")];
  expect(group(rows, "stage", fakeHandbook).map(({ words }) => words)).toEqual(["Awareness", "Decision", "Without a stage"]);
});

test("a standard of two channels stands once, under the first in the handbook's order", () => {
  const groups = group([row("A", { channels: ["chat", "phone"] })], "channel", fakeHandbook);
  expect(groups.map(({ words, rows }) => [words, rows.length])).toEqual([["Phone", 1]]);
});

test("a channel and a section that the handbook does not list are groups too", () => {
  const rows = [row("A", { channels: ["fax"], section: "Old section" })];
  expect(group(rows, "channel", fakeHandbook)[0]?.words).toBe("Fax");
  expect(group(rows, "section", fakeHandbook)[0]?.words).toBe("Old section");
});

test("the filter wants every word, in code or title, without regard to case and accents", () => {
  const rows = [row("PH-01", { title: "Café call" }), row("EM-01", { title: "Café letter" }), row("TE-01", { title: "ఫిర్యాదు కాల్" })];
  const codes = (query: string) => filter(rows, query).map(({ code }) => code);
  expect(codes("cafe PH")).toEqual(["PH-01"]);
  expect(codes("ఫిర్యాదు")).toEqual(["TE-01"]);
  expect(codes("ఫర్యాదు")).toEqual([]);
  expect(codes("  ")).toHaveLength(3);
});

test("a folded group shows its count and hides its standards; the retired ones are folded at first", () => {
  const groups = group([row("A"), row("B", { stage: "decision" })], "stage", fakeHandbook);
  expect(lines(groups, retired, new Set()).map(({ key }) => key)).toEqual(["stage:awareness", "A", "stage:decision", "B", RETIRED]);
  expect(lines(groups, retired, new Set(["stage:awareness", RETIRED])).map(({ key }) => key)).toEqual(["stage:awareness", "stage:decision", "B", RETIRED, "OLD"]);
});

test("each line says its place among its siblings", () => {
  const groups = group([row("A"), row("B")], "stage", fakeHandbook);
  expect(lines(groups, retired, new Set()).map(({ level, place, siblings }) => [level, place, siblings])).toEqual([[1, 1, 2], [2, 1, 2], [2, 2, 2], [1, 2, 2]]);
});

test("of 3,000 lines only those in sight are drawn, and the one with the focus", () => {
  const drawn = inSight(3000, 1000, 25, 2);
  expect(drawn.length).toBeLessThan(50);
  expect(drawn[0]).toBe(2);
  expect(drawn).toContain(1010);
  expect(inSight(3, 0, 25, 1)).toEqual([0, 1, 2]);
});

test("moving goes past the neighbour in the group, whatever stands between them in the handbook", () => {
  const rows = [row("A"), row("X", { stage: "decision" }), row("B"), row("C")];
  const groups = group(rows, "stage", fakeHandbook);
  const order = rows.map(({ id }) => id);
  expect(step(groups, order, "B", -1)).toMatchObject({ before: "A", place: 1, siblings: 3 });
  expect(step(groups, order, "A", 1)).toMatchObject({ before: "C", place: 2 });
  expect(step(groups, order, "B", 1)).toMatchObject({ before: null, place: 3 });
  expect(step(groups, order, "A", -1)).toEqual({ kind: "first", group: "Awareness" });
  expect(step(groups, order, "X", 1)).toEqual({ kind: "last", group: "Decision" });
});

test("the last place of a group is before what follows its last standard", () => {
  const rows = [row("A"), row("B"), row("X", { stage: "decision" })];
  const [home] = group(rows, "stage", fakeHandbook);
  expect(home && moveTo(home, ["A", "B", "X"], "A", 1)).toMatchObject({ before: "X" });
});

test("a dragged standard lands where the line is, and nowhere outside its group", () => {
  const keys = ["g1", "A", "B", "C", "g2", "X"];
  const group = ["A", "B", "C"];
  expect(dropPlace(keys, group, "A", 3.9)).toBe(2);
  expect(dropPlace(keys, group, "C", 1.2)).toBe(0);
  expect(dropPlace(keys, group, "A", 5.6)).toBeNull();
});

test("a new standard takes over the place of its group and nothing else", () => {
  expect(placeIn("stage:after purchase")).toEqual({ section: "", stage: "after purchase", channel: null });
  expect(placeIn("section:Returns: how")).toEqual({ section: "Returns: how", stage: null, channel: null });
  expect(placeIn("channel:")).toEqual({ section: "", stage: null, channel: null });
});

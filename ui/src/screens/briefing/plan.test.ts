import { expect, test } from "vitest";

import type { BranchChange, Piece } from "../../core/views";
import { mistakesIn, pointsOf } from "./plan";

const pieces = (before: string, after: string): Piece[] => [{ kind: "deleted", text: before }, { kind: "inserted", text: after }];
const change = (but: Partial<BranchChange>): BranchChange => ({
  id: "1", code: "PH-03", title: "", section: "", force: "must", what: "material", why: "", roles: [], is_asked: true, is_seen: false, differences: [], ...but,
});

test("the team hears what holds now, and not what held before", () => {
  const [point] = pointsOf([change({ differences: [{ field: "statement", pieces: pieces("within 10 days", "within 5 days") }] })], ["1"]);
  expect(point?.say).toEqual([{ field: "statement", text: "within 5 days" }]);
});

test("of a withdrawn standard the team hears what no longer holds", () => {
  const [point] = pointsOf([change({ what: "withdrawn", differences: [{ field: "statement", pieces: [{ kind: "deleted", text: "Stamp the card." }] }] })], ["1"]);
  expect(point?.say[0]?.text).toBe("Stamp the card.");
});

test("a role play is practised in the language it was written in, once", () => {
  const differences = [{ field: "role_play", pieces: pieces("", "A caller was charged twice.") }, { field: "role_play (te)", pieces: pieces("", "…") }];
  expect(pointsOf([change({ differences })], ["1"])[0]?.rolePlay).toBe("A caller was charged twice.");
});

test("a change that was not chosen takes no time of the huddle", () => {
  expect(pointsOf([change({ id: "2" }), change({})], ["1"]).map(({ change }) => change.id)).toEqual(["1"]);
});

test("a briefing that is still to come cannot be recorded", () => {
  expect(mistakesIn({ on: "2027-01-05", ledBy: "Shift lead", present: ["a"] }, "2027-01-04", 3).on).toBe("future");
  expect(mistakesIn({ on: "2027-01-04", ledBy: " ", present: [] }, "2027-01-04", 3)).toEqual({ on: null, ledBy: true, present: true });
  expect(mistakesIn({ on: "2027-01-04", ledBy: "Shift lead", present: [] }, "2027-01-04", 0).present).toBe(false);
});

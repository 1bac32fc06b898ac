import { expect, test } from "vitest";

import type { HitView, RuleLine } from "../../core/views";
import { found, placeAfter } from "./rules";

const rule = (code: string, title: string, section = "On the phone"): RuleLine => ({ id: code, code, title, section, force: "must", channels: [], is_own: true, is_translated: true });
const rules = [rule("PH-01", "Answer the phone"), rule("IP-01", "Greet within 30 seconds", "At the counter"), rule("PH-03", "Handle a complaint call")];
const hit = (id: string): HitView => ({ id, code: id, title: "", before: "", found: "phone", after: "" });

test("what is named so comes before what only speaks of it, and nothing comes twice", () => {
  expect(found("phone", rules, [hit("PH-03"), hit("PH-01")]).map(({ rule }) => rule.code)).toEqual(["PH-01", "PH-03"]);
});

test("a rule that is filtered away is not found", () => {
  expect(found("phone", rules.slice(1), [hit("PH-01")])).toEqual([]);
});

test("arrows stay in the list", () => {
  expect([placeAfter("ArrowUp", 0, 3), placeAfter("ArrowDown", 2, 3), placeAfter("End", 0, 3), placeAfter("a", 0, 3)]).toEqual([0, 2, 2, undefined]);
  expect(placeAfter("ArrowDown", -1, 0)).toBeUndefined();
});

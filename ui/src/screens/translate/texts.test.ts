import { expect, test } from "vitest";

import { finding } from "../../core/fake";
import type { Standard } from "../../core/views";
import { whole } from "../../core/whole";
import { findingsIn, groupsOf, sourceDifferences, textAt, withText } from "./texts";

const standard: Standard = whole({
  id: "a", title: "Handle a call", statement: "The adviser answers.", resolve_within: "2 working days",
  steps: [{ text: "Listen.", time: "3 minutes" }, { text: "Log it.", actor: "Shift lead" }],
  exceptions: [{ when: "A storm", holds: "The clock stops." }],
  translations: { te: { title: "కాల్", statement: "", starts_when: "", steps: [], exceptions: [], empowerment: [], do: [], dont: ["old"], script: "", made_from: {} } },
});
const rows = groupsOf(standard, "te").flatMap((group) => group.rows);

test("every text of the source has a place beside it, and nothing else has but what is left over", () => {
  expect(rows.map(({ path }) => path)).toEqual(["title", "statement", "steps.0", "steps.1", "exceptions.0.when", "exceptions.0.holds", "dont.0"]);
  expect(rows[0]).toMatchObject({ source: "Handle a call", text: "కాల్" });
});

test("numbers, times and roles are shown and not typed", () => {
  const facts = Object.fromEntries(rows.map((row) => [row.path, row.facts]));
  expect(facts["statement"]).toEqual([{ name: "resolve_within", value: "2 working days" }]);
  expect(facts["steps.0"]).toEqual([{ name: "time", value: "3 minutes" }]);
  expect(facts["steps.1"]).toEqual([{ name: "actor", value: "Shift lead" }]);
});

test("a list keeps its places and loses only what is empty at its end", () => {
  const second = withText(undefined, "steps.1", "two");
  expect(second.steps).toEqual(["", "two"]);
  expect(withText(withText(second, "steps.0", "one"), "steps.1", "").steps).toEqual(["one"]);
  expect(withText(undefined, "exceptions.1.holds", "stops").exceptions).toEqual([{ when: "", holds: "" }, { when: "", holds: "stops" }]);
});

test("a role play that is emptied is not there at all", () => {
  const begun = withText(undefined, "role_play.good_answer", "Yes.");
  expect(begun.role_play).toEqual({ situation: "", good_answer: "Yes." });
  expect(withText(begun, "role_play.good_answer", "").role_play).toBeUndefined();
  expect(textAt(begun, "role_play.good_answer")).toBe("Yes.");
});

test("what was found stands under the text that holds the phrase", () => {
  const translated = { ...standard, translations: { te: withText(withText(undefined, "exceptions.0.when", "వాన"), "exceptions.0.holds", "త్వరలో") } };
  const texts = groupsOf(translated, "te").flatMap((group) => group.rows);
  const place = { field: "exception", index: 0, language: "te" } as const;
  const found = [finding({ place, phrase: "త్వరలో" }), finding({ place: { ...place, language: null }, phrase: "soon" })];
  const under = texts.filter((row) => findingsIn(row, texts, found).length > 0);
  expect(under.map(({ path }) => path)).toEqual(["exceptions.0.holds"]);
});

test("of the source's changes only those of the field are shown, and none of a translation", () => {
  const differences = ["step 2", "step 2 (te)", "title", "step 11"].map((field) => ({ field, pieces: [] }));
  expect(sourceDifferences(differences, "steps").map(({ field }) => field)).toEqual(["step 2", "step 11"]);
});

import { expect, test } from "vitest";

import { fieldLanguage, fieldWords, languageName, placeWords } from "./fields";

test("a field of a difference reads as people say it", () => {
  expect(fieldWords("respond_within")).toBe("Respond within");
  expect(fieldWords("role_play")).toBe("Role play");
  expect(fieldWords("statement")).toBe("Statement");
});

test("an entry of a list has its number", () => {
  expect(fieldWords("step 3")).toBe("Step 3");
  expect(fieldWords("empowerment 12")).toBe("Staff may decide 12");
});

test("a translated field names its language as that language does", () => {
  expect(fieldWords("title (te)")).toBe("Title, తెలుగు");
  expect(fieldWords("step 2 (ta)")).toBe("Step 2, தமிழ்");
  expect(fieldLanguage("step 2 (ta)")).toBe("ta");
  expect(fieldLanguage("step 2")).toBeUndefined();
});

test("a field that nobody knows yet still reads as words", () => {
  expect(fieldWords("cost_limit 2")).toBe("Cost limit 2");
});

test("places count from one, and the whole standard is a place too", () => {
  expect(placeWords({ field: "step", index: 0, language: null })).toBe("Step 1");
  expect(placeWords({ field: "script", index: null, language: "fil" })).toBe("Words to say, Filipino");
  expect(placeWords({ field: "record", index: null, language: null })).toBe("The standard as a whole");
});

test("languages call themselves by their own names", () => {
  expect((["en", "fil", "te", "ta"] as const).map(languageName)).toEqual(["English", "Filipino", "తెలుగు", "தமிழ்"]);
});

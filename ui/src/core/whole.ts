// Files leave empty fields out; the window's own texts have every field.
import type { Handbook, Standard, Translation } from "./views";

/** Returns the standard with every field that was left out. */
export function whole(standard: Partial<Standard> & Pick<Standard, "id">): Standard {
  return { ...emptyStandard, ...standard, measure: wholeMeasure(standard.measure), translations: wholeTranslations(standard.translations) };
}

/** Returns the handbook with every list that was left out. */
export function wholeHandbook(handbook: Partial<Handbook> & Pick<Handbook, "id" | "title" | "languages">): Handbook {
  return { ...emptyHandbook, ...handbook };
}

/** Returns the translation with every field that was left out. */
export function wholeTranslation(translation: Partial<Translation> = {}): Translation {
  return { ...emptyTranslation, ...translation };
}

function wholeMeasure(measure: Standard["measure"]): Standard["measure"] {
  return measure && { ...measure, cases: measure.cases ?? "", done: measure.done ?? "", source: measure.source ?? "" };
}

function wholeTranslations(given: Standard["translations"] = {}): Standard["translations"] {
  return Object.fromEntries(Object.entries(given).map(([language, text]) => [language, wholeTranslation(text)]));
}

const emptyStandard: Omit<Standard, "id"> = {
  code: "", title: "", force: "must", kind: "service", section: "", channels: [], actor: "", audience: [],
  statement: "", starts_when: "", steps: [], exceptions: [], empowerment: [], do: [], dont: [], script: "",
  evidence: [], owner: "", references: [], waivers: [], translations: {},
};

const emptyHandbook: Omit<Handbook, "id" | "title" | "languages"> = {
  organisation: "", roles: [], channels: [], sections: [], glossary: [], words: { flag: [], leave: [] }, not_offered: [], order: [],
};

const emptyTranslation: Translation = {
  title: "", statement: "", starts_when: "", steps: [], exceptions: [], empowerment: [], do: [], dont: [],
  script: "", made_from: {},
};

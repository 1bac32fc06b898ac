// The words for fields, places and languages, as every screen says them.
import type { Language, Place, PlaceField, TextField } from "../core/views";

const languageNames: Record<Language, string> = { en: "English", fil: "Filipino", te: "తెలుగు", ta: "தமிழ்" };

const fields: Record<string, string> = {
  code: "Code",
  title: "Title",
  force: "Force",
  kind: "Kind",
  section: "Section",
  stage: "Journey stage",
  channels: "Channels",
  actor: "Who must do this",
  audience: "Who must know it",
  statement: "Statement",
  starts_when: "The clock starts when",
  respond_within: "Respond within",
  resolve_within: "Resolve within",
  late_after: "Counts as late after",
  measure: "Measure",
  step: "Step",
  exception: "Exception",
  empowerment: "Staff may decide",
  escalation: "Escalation",
  do: "Do",
  dont: "Don’t",
  script: "Words to say",
  role_play: "Role play",
  evidence: "Evidence",
  owner: "Owner",
  review_on: "Review by",
  reference: "Reference",
  waiver: "Kept on purpose",
  record: "The standard as a whole",
} satisfies Record<PlaceField, string> & Record<string, string>;

const textFields: Record<TextField, string> = {
  title: "Title",
  statement: "Statement",
  "starts when": "The clock starts when",
  steps: "Steps",
  exceptions: "Exceptions",
  empowerment: "Staff may decide",
  do: "Do",
  dont: "Don’t",
  script: "Words to say",
  "role play": "Role play",
};

/** Returns a language's own name. */
export function languageName(language: Language): string {
  return languageNames[language];
}

/** Returns the words for the name of a field in a difference, such as "step 3" or "title (te)". */
export function fieldWords(field: string): string {
  const [, name = field, index, language] = /^(.+?)(?: (\d+))?(?: \(([a-z]+)\))?$/.exec(field) ?? [];
  const words = fields[name] ?? sentence(name);
  return inLanguage(index ? `${words} ${index}` : words, language as Language | undefined);
}

/** Returns the words for a group of translated fields, such as "steps". */
export function textFieldWords(field: TextField): string {
  return textFields[field];
}

/** Returns the words for where something stands, such as "Step 3" or "Title, తెలుగు". */
export function placeWords({ field, index, language }: Place): string {
  const words = fields[field] ?? sentence(field);
  return inLanguage(index === null ? words : `${words} ${index + 1}`, language);
}

/** Returns the language that a field of a difference is written in; undefined for the source. */
export function fieldLanguage(field: string): Language | undefined {
  const language = / \(([a-z]+)\)$/.exec(field)?.[1];
  return language && language in languageNames ? (language as Language) : undefined;
}

function inLanguage(words: string, language: Language | null | undefined): string {
  return language ? `${words}, ${languageNames[language] ?? language}` : words;
}

function sentence(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

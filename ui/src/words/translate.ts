// The words of the Translate screen.
import type { Language, Severity } from "../core/views";
import { languageName } from "./fields";

type FactName = "respond_within" | "resolve_within" | "late_after" | "measure" | "time" | "actor" | "who" | "up_to";

const facts: Record<FactName, string> = {
  respond_within: "Respond within",
  resolve_within: "Resolve within",
  late_after: "Late after",
  measure: "Measure",
  time: "Time",
  actor: "Who",
  who: "Who",
  up_to: "Up to",
};

const severities: Record<Severity, string> = { "must-fix": "Must fix", "should-fix": "Should fix", consider: "Consider" };

export const translate = {
  title: "Translate",
  what: "Numbers and times are fields: every language shows them by itself. Only words are translated here.",
  language: "Language",
  standard: "Standard",
  chooser: {
    placeholder: "Find a standard by code or title",
    nothing: "No standard has these words.",
    previous: "Previous standard",
    next: "Next standard",
    shown: (count: number, all: number) => (count < all ? `${count} of ${all} standards` : `${all} standards`),
  },
  toDo: "to do",
  untitled: "Untitled",
  count: (count: number) => (count === 0 ? "done" : `${count} to do`),
  progress: (done: number, all: number) => `${done} of ${all} up to date`,
  next: "Next one to translate",
  allDone: (language: Language) => `Everything is up to date in ${languageName(language)}.`,
  reading: "Fetching the texts…",
  failed: "The standard could not be read.",
  tryAgain: "Try again",
  oneLanguage: "This handbook has one language. Add another in Settings.",
  openSettings: "Open Settings",
  noStandards: "This handbook has no standards yet. What is written in Write appears here, text by text.",
  openWrite: "Go to Write",
  chooseOne: "Choose a standard to translate it.",
  nothingWritten: "Nothing is written in this standard yet.",
  source: (language: Language) => `${languageName(language)}, the source`,
  noSource: "The source says nothing here any more.",
  entry: { when: "When", holds: "What holds then", situation: "Situation", good_answer: "A good answer" } as Record<string, string>,
  fact: (name: FactName, value: string) => ({ name: facts[name], value }),
  facts: "Fields, shown in every language",
  missing: "Missing",
  behind: "Behind: the source has changed since",
  upToDate: "Up to date",
  stillRight: "Still right: mark as up to date",
  stillRightFor: (field: string) => `Still right: mark as up to date. ${field}`,
  marked: (field: string, language: Language) => `${field} is up to date in ${languageName(language)}.`,
  whatChanged: "What changed in the source",
  severity: severities,
};

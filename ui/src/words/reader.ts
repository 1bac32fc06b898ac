// The words of the Handbook: reading the newest edition.
import type { Language } from "../core/views";
import { day } from "./dates";

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${many}`);

export const reader = {
  name: "Handbook",
  reading: "Opening the handbook…",
  failed: "The handbook could not be opened. It is on this computer as before.",
  edition: (number: number, on: string, today: string) => (on <= today ? `Edition ${number} · in force since ${day(on)}` : `Edition ${number} · in force from ${day(on)}`),
  search: "Find a rule",
  placeholder: "Refund, late, complaint …",
  ownOnly: "Only what concerns us",
  language: "Language",
  list: "Standards",
  noSection: "Without a section",
  count: (count: number) => counted(count, "standard", "standards"),
  found: (count: number, query: string) => (count === 0 ? `Nothing found for ‘${query}’.` : `${counted(count, "standard", "standards")} found for ‘${query}’.`),
  nothing: (query: string) => `Nothing found for ‘${query}’.`,
  nothingNext: "Try a shorter word, or a code such as PH-03.",
  nothingOwn: (count: number) => `${counted(count, "standard for others has", "standards for others have")} these words.`,
  showAll: "Search everything",
  searchFailed: "The words of the standards could not be searched; codes and titles were.",
  clear: "Clear the search",
  notTranslated: (language: string, source: string) => `Not translated into ${language}: ${source} is shown.`,
  notTranslatedShort: (source: Language) => source,
  ruleTitle: (code: string, title: string) => `${code} ${title}`,
  opening: "Opening the standard…",
  none: "Choose a standard.",
  nothingArrived: "The handbook is empty until the first edition arrives",
  nothingArrivedWhy: "What changed says how far it has come.",
  goToChanges: "Go to What changed",
};

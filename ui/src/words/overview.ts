// The words of the Overview.
import type { Channel, EditionLine, LanguageRow, OverviewView, PromiseRow, Severity, Stage } from "../core/views";
import { day } from "./dates";

const numbers = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

/** Writes a number as a word where that is usual; it can begin a sentence. */
function inWords(count: number): string {
  return numbers[count] ?? String(count);
}

function standards(count: number): string {
  return count === 1 ? "1 standard" : `${count} standards`;
}

const severityWords: Record<Severity, string> = { "must-fix": "Must fix", "should-fix": "Should fix", consider: "Consider" };

export const stageWords: Record<Stage, { name: string; what: string }> = {
  awareness: { name: "Awareness", what: "They notice they need something" },
  consideration: { name: "Consideration", what: "They weigh what is offered" },
  decision: { name: "Decision", what: "They choose and buy" },
  "after purchase": { name: "After purchase", what: "They use it, and may complain" },
  "every stage": { name: "Every stage", what: "It holds all the way" },
};

export function channelWords(channel: Channel): string {
  return channel.charAt(0).toUpperCase() + channel.slice(1);
}

function placeOf(stage: Stage, channel: Channel): string {
  return `${channelWords(channel)}, ${stageWords[stage].name.toLowerCase()}`;
}

export const overview = {
  title: "Where the handbook stands",
  reading: "Looking through the handbook…",
  failed: "The overview could not be put together.",
  tryAgain: "Try again",
  newStandard: "New standard",
  print: "Print this page",
  severity: severityWords,
  standards,
  summary: ({ standards: count, holes, blocked }: OverviewView, next: number) =>
    count === 0
      ? "This handbook has no standards yet. Begin with the place in the customer’s journey that hurts most."
      : `${standards(count)}. ${holesWords(holes)} ${stopWords(blocked.length, next)}`,

  coverage: "Coverage",
  coverageHint: "Journey stage × channel. Choose a number to see its standards, a hole to write the missing one.",
  coverageHintReading: "Journey stage × channel. Choose a number to see its standards.",
  coverageTable: "Standards by journey stage and channel",
  stage: "Journey stage",
  noChannels: "This handbook names no channels yet. Name the ones that you serve in Settings, and the holes show here.",
  openSettings: "Open Settings",
  noneYet: "None yet",
  addHere: (stage: Stage, channel: Channel) => `None yet: add a standard, ${placeOf(stage, channel)}`,
  notOffered: "not offered",
  moreFor: (stage: Stage, channel: Channel) => `More for ${placeOf(stage, channel)}`,
  place: placeOf,
  holeWhy: "No standard covers this place.",
  sayNotOffered: "Not offered here",
  notOfferedWhy: "This place is left out on purpose: the organisation does not offer it.",
  offerAgain: "We offer it after all",
  isNotOffered: (stage: Stage, channel: Channel) => `${placeOf(stage, channel)}: not offered.`,
  isOffered: (stage: Stage, channel: Channel) => `${placeOf(stage, channel)}: offered.`,
  addAnother: "Add another standard here",
  andMore: (count: number) => `and ${count} more`,
  found: (severity: Severity, count: number) => `${count} ${severityWords[severity].toLowerCase()}`,

  ready: "Ready to publish?",
  readyCount: (ready: number, all: number) => `${ready} of ${standards(all)} ${ready === 1 && all === 1 ? "is" : "are"} ready.`,
  readyRest: (blocked: number) =>
    blocked === 0 ? "Nothing must be fixed first." : blocked === 1 ? "One must be fixed first." : `${inWords(blocked)} must be fixed first.`,
  blocked: "Must be fixed first",
  kept: "Kept on purpose, with a reason",
  goToFirst: (what: string) => `${what}: go to the first`,
  showAll: (count: number) => `Show all ${count}`,
  showFewer: "Show fewer",

  due: "Due for review",
  nothingDue: "No review is due in the next 60 days.",
  dueIn: (days: number) => {
    if (days === 0) return "today";
    const amount = Math.abs(days) === 1 ? "1 day" : `${Math.abs(days)} days`;
    return days < 0 ? `${amount} late` : `in ${amount}`;
  },

  changed: (last: EditionLine | null) => (last ? `Changed since edition ${last.number}` : "Not published yet"),
  changedHint: (last: EditionLine | null, count: number) =>
    last ? `${day(last.issued_at)} · ${standards(count)}` : `${standards(count)} for edition 1`,
  nothingChanged: (last: EditionLine | null) =>
    last ? `Nothing has changed since edition ${last.number}.` : "Nothing is written yet.",
  nothingWritten: "Nothing is written yet.",
  review: "Review them all",
  kind: { new: "new", withdrawn: "withdrawn", changed: "changed" },
  alsoChanged: (count: number) => (count === 1 ? "and 1 more field" : `and ${count} more fields`),
  nothingToFix: "Nothing to fix",
  untitled: "Untitled",

  promises: "Promises and results",
  noPromises: "No standard promises a share yet. A measure makes a promise that can be checked.",
  promise: ({ bound, promised, measured, period }: PromiseRow) => {
    const share = bound === "at most" ? `at most ${promised} %` : `${promised} %`;
    if (measured !== null) return `promises ${share}, measured ${measured} %${period ? ` in ${period}` : ""}`;
    return isWithoutRoom(bound, promised) ? `promises ${share}: no room for a bad day` : `promises ${share}`;
  },
  promiseState: ({ bound, is_met }: PromiseRow) => (is_met === null ? "no result yet" : is_met ? "kept" : bound === "at most" ? "above" : "below"),

  translations: "Translations",
  oneLanguage: "This handbook has one language. Add another in Settings.",
  translated: ({ complete, behind, missing }: LanguageRow, all: number) => {
    if (all === 0) return "nothing to translate yet";
    const rest = [behind && `${behind} behind`, missing && `${missing} missing`].filter(Boolean).join(", ");
    return rest ? `${complete} of ${all} · ${rest}` : `${complete} of ${all} up to date`;
  },
};

function isWithoutRoom(bound: PromiseRow["bound"], promised: string): boolean {
  return Number(promised) === (bound === "at least" ? 100 : 0);
}

function holesWords(holes: number): string {
  if (holes === 0) return "Every place in the customer’s journey has at least one.";
  const places = holes === 1 ? "place in the customer’s journey has" : "places in the customer’s journey have";
  return `${inWords(holes)} ${places} none.`;
}

function stopWords(blocked: number, next: number): string {
  if (blocked === 0) return `Nothing stops edition ${next} from being published.`;
  const stop = blocked === 1 ? "standard stops" : "standards stop";
  return `${inWords(blocked)} ${stop} edition ${next} from being published.`;
}

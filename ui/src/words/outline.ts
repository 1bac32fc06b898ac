// The words of the outline.
import type { Counts, Severity, Stage } from "../core/views";
import type { Grouping } from "../screens/write/outline";

const number = new Intl.NumberFormat("en-GB");

export const outline = {
  label: "Standards",
  filter: (count: number) => (count === 1 ? "Filter 1 standard" : `Filter ${number.format(count)} standards`),
  add: "New standard",
  untitled: "Untitled",
  more: "More",
  menu: (code: string) => `What to do with ${code}`,
  duplicate: "Duplicate",
  moveUp: "Move up",
  moveDown: "Move down",
  retire: "Retire",
  bringBack: "Bring back",
  retiredGroup: "Retired",
  approved: "approved",
  groupLabel: "Group by",
  groupings: { stage: "stage", channel: "channel", section: "section" } satisfies Record<Grouping, string>,
  without: { stage: "Without a stage", channel: "Without a channel", section: "Without a section" } satisfies Record<Grouping, string>,
  shown: (shown: number, all: number) => `${number.format(shown)} of ${number.format(all)} shown`,
  nothingFound: (query: string) => `Nothing found for ‘${query}’.`,
  nothingFoundNext: "The filter looks at codes and titles. Find (Ctrl K) looks at every word.",
  showAll: "Show all",
  emptyTitle: "No standards yet",
  empty: "Add the first one, or import what you have written elsewhere.",
  emptyReadOnly: "They appear here as soon as there are some.",
  import: "Import…",
  added: (code: string) => `${code} is added.`,
  duplicated: (code: string, copy: string) => `${copy} is a copy of ${code}.`,
  retired: (code: string) => `${code} is retired. Published editions still hold it.`,
  broughtBack: (code: string) => `${code} is back as it was.`,
  moved: (code: string, place: number, all: number, group: string) => `${code} is now ${place} of ${all} in ${group}.`,
  isFirst: (code: string, group: string) => `${code} is the first in ${group}.`,
  isLast: (code: string, group: string) => `${code} is the last in ${group}.`,
};

export const stageNames: Record<Stage, string> = {
  awareness: "Awareness",
  consideration: "Consideration",
  decision: "Decision",
  "after purchase": "After purchase",
  "every stage": "Every stage",
};

const severities: [Severity, keyof Counts, string][] = [
  ["must-fix", "must_fix", "must fix"],
  ["should-fix", "should_fix", "should fix"],
  ["consider", "consider", "to consider"],
];

/** Returns the gravest kind of finding that is open, and all of them in words; null when nothing is open. */
export function gravest(open: Counts): { severity: Severity; count: number; words: string } | null {
  const found = severities.filter(([, key]) => open[key] > 0);
  const [first] = found;
  return first ? { severity: first[0], count: open[first[1]], words: found.map(([, key, name]) => `${open[key]} ${name}`).join(", ") } : null;
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

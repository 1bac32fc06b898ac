// What a huddle is made of: what to say about each change, and what to practise.
import type { BranchChange, FieldDifference } from "../../core/views";

export interface Point {
  change: BranchChange;
  /** What holds now, in the standard's words; what held before, where it was withdrawn. */
  say: { field: string; text: string }[];
  /** The role play, where the change brings one. */
  rolePlay: string;
}

const MOST = 3;
const spoken = ["statement", "respond_within", "resolve_within", "late_after", "empowerment", "exception", "step"];

/** How many changes ten minutes hold. */
export const FEW = 5;

/** Returns what to say about the changes that the briefing is about. */
export function pointsOf(changes: BranchChange[], toBrief: string[]): Point[] {
  return changes.filter(({ id }) => toBrief.includes(id)).map((change) => ({ change, say: sayings(change), rolePlay: rolePlayOf(change) }));
}

function sayings(change: BranchChange): Point["say"] {
  const kept = change.what === "withdrawn" ? "inserted" : "deleted";
  const texts = change.differences
    .filter(({ field }) => spoken.some((name) => field.startsWith(name)) && !isTranslation(field))
    .map(({ field, pieces }) => ({ field, text: pieces.filter(({ kind }) => kind !== kept).map(({ text }) => text).join("").trim() }))
    .filter(({ text }) => text);
  const isWhole = change.what === "added" || change.what === "withdrawn";
  return isWhole ? texts.filter(({ field }) => field === "statement") : texts.slice(0, MOST);
}

function rolePlayOf({ what, differences }: BranchChange): string {
  if (what === "withdrawn") return "";
  const parts = differences.filter(({ field }) => field.startsWith("role_play") && !isTranslation(field));
  return parts.map(nowText).filter(Boolean).join(" ");
}

const nowText = ({ pieces }: FieldDifference) => pieces.filter(({ kind }) => kind !== "deleted").map(({ text }) => text).join("").trim();
const isTranslation = (field: string) => / \([a-z]+\)$/.test(field);

export interface Record {
  on: string;
  ledBy: string;
  present: string[];
}

export interface Mistakes {
  on: "missing" | "future" | null;
  ledBy: boolean;
  present: boolean;
}

/** Returns what is wrong with what is to be recorded; without a team nobody can be ticked. */
export function mistakesIn({ on, ledBy, present }: Record, today: string, teamSize: number): Mistakes {
  return { on: on ? (on > today ? "future" : null) : "missing", ledBy: !ledBy.trim(), present: teamSize > 0 && present.length === 0 };
}

// The outline as a list of lines: standards in groups, filtered and folded. It knows nothing of drawing.
import type { Handbook, OutlineRow, RetiredRow, Stage } from "../../core/views";
import { capital, outline as words, stageNames } from "../../words/outline";

export type Grouping = "stage" | "channel" | "section";
export interface Group {
  key: string;
  words: string;
  rows: OutlineRow[];
}

interface Line {
  /** Tells lines apart, whatever is shown. */
  key: string;
  level: 1 | 2;
  place: number;
  siblings: number;
}
export type GroupLine = Line & { kind: "group"; words: string; count: number; isFolded: boolean };
export type RowLine = Line & { kind: "row"; row: OutlineRow; group: string };
export type RetiredLine = Line & { kind: "retired"; row: RetiredRow };
export type OutlineLine = GroupLine | RowLine | RetiredLine;

export const RETIRED = "retired:";
const stages = Object.keys(stageNames) as Stage[];

/** Puts every standard into one group, in the handbook's order; a standard of several channels stands under the first. */
export function group(rows: OutlineRow[], by: Grouping, handbook: Handbook): Group[] {
  const known = { stage: stages, channel: handbook.channels, section: handbook.sections }[by];
  const groups = new Map<string, OutlineRow[]>(known.map((key) => [key, []]));
  const without: OutlineRow[] = [];
  for (const row of by === "section" ? rows : byHand(rows, handbook.order)) {
    const key = groupOf(row, by, handbook);
    const list = key ? (groups.get(key) ?? []) : without;
    list.push(row);
    if (key) groups.set(key, list);
  }
  const named = [...groups].map(([key, rows]) => ({ key: `${by}:${key}`, words: groupWords(key, by), rows }));
  return [...named, { key: `${by}:`, words: words.without[by], rows: without }].filter(({ rows }) => rows.length > 0);
}

/** Sections stand one after the other in the book; in other groups the order that was made by hand goes across them. */
function byHand(rows: OutlineRow[], order: string[]): OutlineRow[] {
  const places = new Map(order.map((id, place) => [id, place]));
  const place = ({ id }: OutlineRow) => places.get(id) ?? order.length;
  return [...rows].sort((a, b) => place(a) - place(b));
}

function groupOf(row: OutlineRow, by: Grouping, handbook: Handbook): string | undefined {
  if (by === "stage") return row.stage ?? undefined;
  if (by === "section") return row.section;
  return handbook.channels.find((channel) => row.channels.includes(channel)) ?? row.channels[0];
}

function groupWords(key: string, by: Grouping): string {
  if (by === "stage") return stageNames[key as Stage];
  return by === "channel" ? capital(key) : key;
}

/** Keeps the standards whose code or title has every word of the query, without regard to case and accents. */
export function filter<Row extends { code: string; title: string }>(rows: Row[], query: string): Row[] {
  const parts = plain(query).split(/\s+/).filter(Boolean);
  if (parts.length === 0) return rows;
  return rows.filter((row) => {
    const text = plain(`${row.code} ${row.title}`);
    return parts.every((part) => text.includes(part));
  });
}

/** Accents go; the vowel signs of Telugu and Tamil stay. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
}

/** Returns the lines to show, one below the other. */
export function lines(groups: Group[], retired: RetiredRow[], folded: ReadonlySet<string>): OutlineLine[] {
  const siblings = groups.length + (retired.length > 0 ? 1 : 0);
  const shown = groups.flatMap(({ key, words, rows }, at) => {
    const head: GroupLine = { kind: "group", key, words, count: rows.length, isFolded: folded.has(key), level: 1, place: at + 1, siblings };
    return head.isFolded ? [head] : [head, ...rows.map((row, at) => rowLine(row, key, at, rows.length))];
  });
  return retired.length > 0 ? [...shown, ...retiredLines(retired, !folded.has(RETIRED), siblings)] : shown;
}

function rowLine(row: OutlineRow, group: string, at: number, siblings: number): RowLine {
  return { kind: "row", key: row.id, row, group, level: 2, place: at + 1, siblings };
}

/** Retired standards are folded away until somebody asks for them, so the set says the opposite here. */
function retiredLines(retired: RetiredRow[], isFolded: boolean, siblings: number): OutlineLine[] {
  const head: GroupLine = { kind: "group", key: RETIRED, words: words.retiredGroup, count: retired.length, isFolded, level: 1, place: siblings, siblings };
  if (isFolded) return [head];
  return [head, ...retired.map((row, at): RetiredLine => ({ kind: "retired", key: row.id, row, level: 2, place: at + 1, siblings: retired.length }))];
}

/** Where a standard of this group is added. */
export function placeIn(key: string | undefined): { section: string; stage: Stage | null; channel: string | null } {
  const [by, ...rest] = (key ?? "").split(":");
  const name = rest.join(":");
  return {
    section: by === "section" ? name : "",
    stage: by === "stage" && name ? (name as Stage) : null,
    channel: by === "channel" && name ? name : null,
  };
}

/** Which lines are worth drawing: those in sight, some around them, and the one that has the focus. */
export function inSight(count: number, first: number, shown: number, focused: number): number[] {
  const from = Math.max(0, Math.min(first, count) - 6);
  const to = Math.min(count, first + shown + 6);
  const seen = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  if (focused < 0 || focused >= count || (focused >= from && focused < to)) return seen;
  return focused < from ? [focused, ...seen] : [...seen, focused];
}

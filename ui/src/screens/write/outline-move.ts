// Where a standard goes when it is moved within its group.
import type { Group } from "./outline";

interface Moved {
  kind: "moved";
  before: string | null;
  place: number;
  siblings: number;
  group: string;
}
export type Move = Moved | { kind: "first"; group: string } | { kind: "last"; group: string };

/** Says before which standard this one must be put to stand one place higher or lower; `order` is the handbook's. */
export function step(groups: Group[], order: string[], id: string, by: 1 | -1): Move | null {
  const home = groups.find(({ rows }) => rows.some((row) => row.id === id));
  if (!home) return null;
  const from = home.rows.findIndex((row) => row.id === id);
  const to = from + by;
  if (to < 0) return { kind: "first", group: home.words };
  if (to >= home.rows.length) return { kind: "last", group: home.words };
  return moveTo(home, order, id, to);
}

/** Says before which standard this one must be put to stand at a place of its group, counted from 0. */
export function moveTo(home: Group, order: string[], id: string, to: number): Move {
  const others = home.rows.filter((row) => row.id !== id);
  const next = others[to];
  const last = others.at(-1);
  const before = next ? next.id : last ? after(order, last.id, id) : null;
  return { kind: "moved", before, place: to + 1, siblings: home.rows.length, group: home.words };
}

function after(order: string[], id: string, moved: string): string | null {
  const others = order.filter((other) => other !== moved);
  return others[others.indexOf(id) + 1] ?? null;
}

/** Returns the place in its group on which a dragged standard is dropped, or null outside the group. */
export function dropPlace(keys: string[], group: string[], id: string, line: number): number | null {
  const first = keys.indexOf(group[0] ?? "");
  if (first < 0) return null;
  const gap = Math.round(line) - first;
  if (gap < 0 || gap > group.length) return null;
  return gap > group.indexOf(id) ? gap - 1 : gap;
}

// The due dates of an edition while they are being changed, and what is wrong with them.
import type { Due } from "../../core/views";

export interface RoleDate {
  role: string;
  on: string;
}

export interface DueForm {
  all: string;
  roles: RoleDate[];
}

export function formOf(due: readonly Due[]): DueForm {
  const all = due.find(({ audience }) => audience === null)?.on ?? "";
  return { all, roles: due.flatMap(({ audience, on }) => (audience === null ? [] : [{ role: audience, on }])) };
}

/** Returns the due dates that the form says; no date for all means that none is late. */
export function dueFrom({ all, roles }: DueForm, edition: number): Due[] {
  const own = roles.map(({ role, on }) => ({ edition, audience: role, on }));
  return all ? [{ edition, audience: null, on: all }, ...own] : own;
}

export type DateMistake = "early" | "missing";

/** Returns what is wrong with each date; the first one is that of all branches. */
export function dateMistakes({ all, roles }: DueForm, issued: string): (DateMistake | undefined)[] {
  const early = (on: string) => (on < issued.slice(0, 10) ? "early" : undefined);
  return [all ? early(all) : undefined, ...roles.map(({ on }) => (on ? early(on) : "missing"))];
}

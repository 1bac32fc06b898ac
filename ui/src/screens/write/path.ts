// One place of a standard, by a path such as "steps.2.text": reading it and changing it. Nothing is changed in place.
import type { Standard } from "../../core/views";

export type Path = string;
type Branch = Record<string, unknown> | unknown[];

/** Returns what stands at the path; undefined where nothing does. */
export function valueAt(standard: Standard, path: Path): unknown {
  return path.split(".").reduce<unknown>((branch, key) => (branch as Record<string, unknown> | undefined)?.[key], standard);
}

/** Returns the text at the path; empty where nothing stands. */
export function textAt(standard: Standard, path: Path): string {
  const value = valueAt(standard, path);
  return value === undefined || value === null ? "" : String(value);
}

/** Returns the list at the path. */
export function listAt(standard: Standard, path: Path): unknown[] {
  return (valueAt(standard, path) as unknown[] | undefined) ?? [];
}

/** Returns the standard with the value at the path; undefined leaves the place out. */
export function withValue(standard: Standard, path: Path, value: unknown): Standard {
  return tidy(changed(standard as unknown as Branch, path.split("."), value) as unknown as Standard);
}

function changed(branch: Branch, [key = "", ...rest]: string[], value: unknown): Branch {
  const copy = (Array.isArray(branch) ? [...branch] : { ...branch }) as Record<string, unknown>;
  const next = rest.length === 0 ? value : changed((copy[key] as Branch | undefined) ?? {}, rest, value);
  if (next === undefined) delete copy[key];
  else copy[key] = next;
  return copy;
}

/** A role play or an escalation is whole, or not there at all. */
function tidy({ role_play, escalation, ...rest }: Standard): Standard {
  const tidied: Standard = { ...rest };
  if (role_play?.situation || role_play?.good_answer) tidied.role_play = { situation: role_play.situation ?? "", good_answer: role_play.good_answer ?? "" };
  if (escalation?.to || escalation?.after) tidied.escalation = { ...escalation, to: escalation.to ?? "" };
  return tidied;
}

/** Returns the list with an entry more. */
export function inserted<T>(list: readonly T[], at: number, entry: T): T[] {
  return list.toSpliced(at, 0, entry);
}

/** Returns the list with the entry elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const entry = list[from];
  if (entry === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, entry);
}

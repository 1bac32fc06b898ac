// Which standards are listed, and in which order: by section, filtered, or as they were found.
import type { HitView, RuleLine } from "../../core/views";

export interface Found {
  rule: RuleLine;
  hit: HitView | null;
}

/** Returns what fits what was typed: codes and titles at once, other words as soon as the app has found them. */
export function found(query: string, rules: RuleLine[], hits: HitView[]): Found[] {
  const parts = query.toLocaleLowerCase().trim().split(/\s+/);
  const named = rules.filter(({ code, title }) => parts.every((part) => `${code} ${title}`.toLocaleLowerCase().includes(part)));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const others = hits.filter(({ id }) => byId.has(id) && !named.some((rule) => rule.id === id));
  return [...named.map((rule) => ({ rule, hit: null })), ...others.map((hit) => ({ rule: byId.get(hit.id)!, hit }))];
}

/** Returns the place in a list that a key leads to; undefined for a key that leads nowhere. */
export function placeAfter(key: string, at: number, count: number): number | undefined {
  const last = count - 1;
  if (last < 0) return undefined;
  const to: Record<string, number> = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last, PageDown: Math.min(at + 10, last), PageUp: Math.max(at - 10, 0) };
  return to[key];
}

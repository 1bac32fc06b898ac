// How many standards use a section or a channel.
import type { OutlineRow } from "../../core/views";

export function sectionUse(outline: OutlineRow[]): Map<string, number> {
  return count(outline.map(({ section }) => section));
}

export function channelUse(outline: OutlineRow[]): Map<string, number> {
  return count(outline.flatMap(({ channels }) => channels));
}

function count(names: string[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

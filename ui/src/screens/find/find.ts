// What Find offers for what was typed: standards and commands, the nearest first. It knows nothing of drawing.
import type { Command } from "../../commands";
import type { HitView, OutlineRow } from "../../core/views";

export type Offer =
  | { kind: "standard"; key: string; id: string; code: string; title: string; snippet: Snippet | null }
  | { kind: "command"; key: string; command: Command };
export interface Snippet {
  before: string;
  found: string;
  after: string;
}
export interface Offers {
  recent: Offer[];
  standards: Offer[];
  commands: Offer[];
  /** How many standards were found and not offered. */
  left: number;
}

const MOST = 40;
const BEFORE = 36;

/** Gathers what to offer: code and title at once, other words as soon as the app has found them. */
export function offers(query: string, rows: OutlineRow[], hits: HitView[], commands: Command[], recent: string[]): Offers {
  if (!query.trim()) return { recent: recall(recent, rows, commands), standards: [], commands: commands.map(commandOffer), left: 0 };
  const byName = rows.filter((row) => nearness(query, `${row.code} ${row.title}`) > 0);
  const byWord = hits.filter((hit) => !byName.some(({ id }) => id === hit.id));
  const all = [...nearest(query, byName, ({ code, title }) => `${code} ${title}`).map((row) => rowOffer(row)), ...byWord.map(hitOffer)];
  const named = nearest(query, commands, ({ words }) => words).map(commandOffer);
  return { recent: [], standards: all.slice(0, MOST), commands: named, left: Math.max(0, all.length - MOST) };
}

/** Puts what fits best first and leaves out what does not fit. */
function nearest<Thing>(query: string, things: Thing[], words: (thing: Thing) => string): Thing[] {
  return things
    .map((thing) => ({ thing, near: nearness(query, words(thing)) }))
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near)
    .map(({ thing }) => thing);
}

/** 0: not every word is in it; 1: within words; 2: at the starts of words; 3: at the very start. */
export function nearness(query: string, words: string): number {
  const text = words.toLowerCase();
  const parts = query.toLowerCase().trim().split(/\s+/);
  if (!parts.every((part) => text.includes(part))) return 0;
  if (text.startsWith(parts.join(" "))) return 3;
  return parts.every((part) => text.startsWith(part) || text.includes(` ${part}`)) ? 2 : 1;
}

function recall(recent: string[], rows: OutlineRow[], commands: Command[]): Offer[] {
  return recent.flatMap((key) => {
    const row = rows.find((row) => standardKey(row.id) === key);
    const command = commands.find((command) => commandKey(command) === key);
    return row ? [rowOffer(row, "recent ")] : command ? [{ ...commandOffer(command), key: `recent ${key}` }] : [];
  });
}

const standardKey = (id: string) => `standard ${id}`;
const commandKey = ({ name }: Command) => `command ${name}`;
const commandOffer = (command: Command): Offer => ({ kind: "command", key: commandKey(command), command });

function rowOffer({ id, code, title }: OutlineRow, prefix = ""): Offer {
  return { kind: "standard", key: prefix + standardKey(id), id, code, title, snippet: null };
}

function hitOffer({ id, code, title, before, found, after }: HitView): Offer {
  const isCut = before.length > BEFORE;
  const near = isCut ? `…${before.slice(-BEFORE).replace(/^\S*\s/, "")}` : before;
  return { kind: "standard", key: standardKey(id), id, code, title, snippet: { before: near, found, after } };
}

/** Puts what was chosen before all that was chosen earlier. */
export function remember(recent: string[], offer: Offer): string[] {
  const key = offer.key.replace(/^recent /, "");
  return [key, ...recent.filter((other) => other !== key)].slice(0, 6);
}

/** Cuts a text where the typed words stand in it, so that they can be marked. */
export function marked(text: string, query: string): { text: string; isFound: boolean }[] {
  const parts = query.trim().split(/\s+/).filter(Boolean).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (parts.length === 0) return [{ text, isFound: false }];
  return text
    .split(new RegExp(`(${parts.join("|")})`, "gi"))
    .map((text, at) => ({ text, isFound: at % 2 === 1 }))
    .filter(({ text }) => text);
}

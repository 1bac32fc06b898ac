// Changes to ordered lists of names, and what is wrong with a name.
import { lists as words } from "../../words/settings";

/** Returns the list with the item at one place moved to another. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const goal = Math.max(0, Math.min(items.length - 1, to));
  return items.toSpliced(from, 1).toSpliced(goal, 0, ...items.slice(from, from + 1));
}

/** Puts a removed item back where it was, unless it has been added again meanwhile. */
export function putBack<Item>(items: readonly Item[], item: Item, at: number, same: (a: Item, b: Item) => boolean = Object.is): Item[] {
  return items.some((other) => same(other, item)) ? [...items] : items.toSpliced(Math.min(at, items.length), 0, item);
}

/** Returns what is wrong with a name for the place `at` in the list; `at` is -1 for a new one. */
export function nameMistake(items: readonly string[], at: number, name: string, one: string): string | undefined {
  const wish = name.trim();
  if (!wish) return at < 0 ? words.emptyNew(one) : words.empty(one);
  const isTwice = items.some((item, place) => place !== at && item.toLocaleLowerCase() === wish.toLocaleLowerCase());
  return isTwice ? words.twice(wish) : undefined;
}

/** Returns the place in a list that a pointer is over, by the middles of its lines. */
export function placeUnder(y: number, middles: readonly number[]): number {
  return Math.min(middles.filter((middle) => middle < y).length, middles.length - 1);
}

export interface Line<Item> {
  key: number;
  item: Item;
}

let keys = 0;

/**
 * Gives every item a key that stays with it when it is moved or renamed, so that the focus and what is typed stay in its line.
 * `nameOf` tells which items are the same; one whose name is new takes over the key of the line that it stands in, if that is free.
 */
export function linesOf<Item>(items: readonly Item[], before: readonly Line<Item>[], nameOf: (item: Item) => string): Line<Item>[] {
  const free = [...before];
  const take = (at: number) => (at < 0 ? undefined : free.splice(at, 1)[0]?.key);
  const found = items.map((item) => take(free.findIndex((line) => nameOf(line.item) === nameOf(item))));
  return items.map((item, at) => {
    const renamed = items.length === before.length ? free.findIndex(({ key }) => key === before[at]?.key) : -1;
    return { item, key: found[at] ?? take(renamed) ?? (keys += 1) };
  });
}

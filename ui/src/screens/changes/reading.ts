// Whether what changed is read as cards or as a list, and how far each section has come.
import type { BranchChange } from "../../core/views";
import { grouped } from "../../parts/groups";

/** With more changes than these a card for each is no help any more. */
const MANY = 8;

export interface Part {
  section: string;
  changes: BranchChange[];
  /** How many of them were ticked. */
  seen: number;
}

/** A first edition is a book to be read, and so is what came together in a long absence: a list by section. */
export function isBook(since: number | null, asked: BranchChange[]): boolean {
  return asked.length > (since === null ? 1 : MANY);
}

/** Returns the sections in reading order, with how many of their standards were seen. */
export function partsOf(asked: BranchChange[]): Part[] {
  return grouped(asked, ({ section }) => section).map(({ name, entries }) => ({
    section: name,
    changes: entries,
    seen: entries.filter(({ is_seen }) => is_seen).length,
  }));
}

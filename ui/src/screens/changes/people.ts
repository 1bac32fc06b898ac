// The people of a branch: whom a change concerns, and what is wrong with a name or a list.
import type { BranchChange, PersonView } from "../../core/views";
import { team as words } from "../../words/changes";

/** Returns the changes that a person in this role must know. */
export function concerning(changes: BranchChange[], role: string): BranchChange[] {
  return changes.filter((change) => change.is_asked && (change.roles.length === 0 || change.roles.includes(role)));
}

/** Returns what is wrong with a person's name on this list; empty for nothing. */
export function nameMistake(people: PersonView[], person: PersonView): string {
  const name = person.name.trim().toLocaleLowerCase();
  if (!name) return words.nameMissing;
  const isTwice = people.some((other) => other.id !== person.id && other.name.toLocaleLowerCase() === name && other.role === person.role);
  return isTwice ? words.nameTwice(person.name.trim()) : "";
}

export interface Paper {
  on: string;
  by: string;
  ids: string[];
}

/** Returns what is wrong with a paper list, field by field. */
export function paperMistakes({ on, by, ids }: Paper, today: string): { on: string; by: string; ids: string } {
  const day = on ? (on > today ? words.paperDayFuture : "") : words.paperDayMissing;
  return { on: day, by: by.trim() ? "" : words.paperByMissing, ids: ids.length > 0 ? "" : words.paperNobody };
}

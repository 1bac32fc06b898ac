// What stood before and what stands now, from the pieces of a difference.
import type { BranchChange, FieldDifference, Piece } from "../../core/views";

/** Returns the pieces as they were: without what was inserted. */
export const before = (pieces: Piece[]): Piece[] => pieces.filter(({ kind }) => kind !== "inserted");

/** Returns the pieces as they are: without what was deleted. */
export const now = (pieces: Piece[]): Piece[] => pieces.filter(({ kind }) => kind !== "deleted");

/** Whether there is anything to read. */
export const isBlank = (pieces: Piece[]): boolean => pieces.every(({ text }) => !text.trim());

export interface Shown {
  /** What is shown at once. */
  first: FieldDifference[];
  /** What is shown when asked for: the rest of a standard that is new or withdrawn. */
  rest: FieldDifference[];
}

/** Of a whole standard only the statement is shown at once; its title stands above. */
export function shownOf({ what, differences }: Pick<BranchChange, "what" | "differences">): Shown {
  if (what !== "added" && what !== "withdrawn") return { first: differences, rest: [] };
  const statement = differences.filter(({ field }) => field === "statement");
  const rest = differences.filter(({ field }) => field !== "statement" && field !== "title");
  return statement.length > 0 ? { first: statement, rest } : { first: differences, rest: [] };
}

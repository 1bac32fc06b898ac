// Two texts of one standard beside each other: the fields in which they differ.
import type { Standard } from "../../core/views";
import { textRows } from "./text-rows";

export interface Side {
  field: string;
  mine: string;
  theirs: string;
}

/** Returns the fields that differ, in the form's order. */
export function sideBySide(mine: Standard, theirs: Standard): Side[] {
  const [here, there] = [textRows(mine), textRows(theirs)];
  const fields = [...new Set([...here, ...there].map(({ field }) => field))];
  const text = (rows: typeof here, field: string) => rows.find((row) => row.field === field)?.text ?? "";
  return fields.map((field) => ({ field, mine: text(here, field), theirs: text(there, field) })).filter((side) => side.mine !== side.theirs);
}

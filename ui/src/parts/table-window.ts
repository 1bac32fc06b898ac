// Which part of a long table is drawn: the rows that are in view, and the columns that there is room for.

export interface Column {
  key: string;
  words: string;
  /** As CSS grid has it, such as "minmax(8rem, 2fr)". */
  width: string;
  /** From which width of the table on it is shown, in rem; 0 for always. */
  from: number;
  isNumber?: boolean;
}

/** Returns the first row in view and the one after the last, with a few more at both ends. */
export function rowsInView(top: number, height: number, rowHeight: number, count: number, spare = 8): { from: number; to: number } {
  if (rowHeight <= 0) return { from: 0, to: Math.min(count, spare) };
  const from = Math.floor(top / rowHeight) - spare;
  const to = Math.ceil((top + height) / rowHeight) + spare;
  return { from: Math.max(0, Math.min(from, count)), to: Math.max(0, Math.min(to, count)) };
}

/** Returns the columns that a table of that width has room for. */
export function columnsWithin(columns: readonly Column[], rem: number): Column[] {
  return columns.filter(({ from }) => from <= rem);
}

/** Returns the row that a key leads to; undefined where the key is not one of the table's. */
export function rowAfter(key: string, at: number, count: number, page: number): number | undefined {
  const goals: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: count - 1 };
  const goal = goals[key];
  return goal === undefined ? undefined : Math.max(0, Math.min(goal, count - 1));
}

/** Returns the language of a name by its letters, where it is not that of the window. */
export function scriptOf(text: string): "te" | "ta" | undefined {
  if (/[\u0c00-\u0c7f]/.test(text)) return "te";
  return /[\u0b80-\u0bff]/.test(text) ? "ta" : undefined;
}

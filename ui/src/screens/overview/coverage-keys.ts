// The arrow keys in the coverage table: from a cell to the one beside, above or below it.

const steps: Record<string, [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Returns what takes the focus when an arrow key is pressed in a cell; undefined at the table's edge and for other keys. */
export function cellTowards(from: EventTarget | null, key: string): HTMLElement | undefined {
  const step = steps[key];
  if (!step || !(from instanceof HTMLElement) || from.closest("[popover]")) return undefined;
  const cell = from.closest("td");
  const row = cell?.closest("tr");
  const rows = [...(row?.parentElement?.children ?? [])];
  if (!cell || !row) return undefined;
  const nextRow = rows[rows.indexOf(row) + step[0]];
  const nextCell = nextRow?.children[[...row.children].indexOf(cell) + step[1]];
  return nextCell?.querySelector("button") ?? undefined;
}

// Where a key takes the focus in a list of named entries.

/** Returns the position to go to from `from`, or -1 when the key means nothing here. */
export function goal(key: string, from: number, names: string[][]): number {
  const last = names.length - 1;
  if (key === "ArrowDown") return Math.min(from + 1, last);
  if (key === "ArrowUp") return Math.max(from - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return last;
  return key.length === 1 && key !== " " ? nextStartingWith(key, from, names) : -1;
}

function nextStartingWith(letter: string, from: number, names: string[][]): number {
  const starts = (name: string) => name.toLowerCase().startsWith(letter.toLowerCase());
  const steps = names.map((_, step) => (from + 1 + step) % names.length);
  return steps.find((at) => names[at]?.some(starts)) ?? -1;
}

// What is still to be translated, over the whole handbook.
import type { Language, OutlineRow } from "../../core/views";

export function isToDo(row: OutlineRow, language: Language): boolean {
  return row.behind.includes(language);
}

/** Returns the next standard after `from` that lacks something in the language, beginning again at the top; null when there is no other. */
export function nextToTranslate(outline: OutlineRow[], language: Language, from: string | null): OutlineRow | null {
  const at = outline.findIndex(({ id }) => id === from);
  const others = [...outline.slice(at + 1), ...outline.slice(0, Math.max(at, 0))];
  return others.find((row) => isToDo(row, language)) ?? null;
}

/** Returns the language to begin with: the first in which something is to be done. */
export function firstLanguage(outline: OutlineRow[], languages: Language[]): Language | null {
  return languages.find((language) => outline.some((row) => isToDo(row, language))) ?? languages[0] ?? null;
}

export function doneCount(outline: OutlineRow[], language: Language): number {
  return outline.filter((row) => !isToDo(row, language)).length;
}

// Putting other words where a finding stands.
import type { FindingView, Standard } from "../../core/views";
import { textAt, withValue, type Path } from "./path";
import { pathOf } from "./place";

export interface Fixed {
  standard: Standard;
  path: Path;
  /** Where the new words begin and end. */
  start: number;
  end: number;
}

/** Tells whether the finding is about words, and not about something that is missing. */
export function isQuoted({ start, end }: FindingView): boolean {
  return end > start;
}

/** Returns where the phrase stands in the text now, even if the text has changed since it was checked; null when it is gone. */
export function placeOf({ start, end, phrase }: FindingView, text: string): { start: number; end: number } | null {
  if (end <= start) return null;
  if (text.slice(start, end) === phrase) return { start, end };
  const others = [...text.matchAll(new RegExp(phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "g"))];
  const [nearest] = others.map(({ index }) => index).sort((a, b) => Math.abs(a - start) - Math.abs(b - start));
  return nearest === undefined ? null : { start: nearest, end: nearest + phrase.length };
}

/** Puts the words in the phrase's place; null when the phrase is gone. */
export function replaced(standard: Standard, finding: FindingView, words: string): Fixed | null {
  const path = pathOf(finding.place);
  const text = textAt(standard, path);
  const at = placeOf(finding, text);
  return at && spliced(standard, path, text, at, words);
}

/** Puts the words at the end of the sentence in which the phrase stands; null when the phrase is gone. */
export function appended(standard: Standard, finding: FindingView, words: string): Fixed | null {
  const path = pathOf(finding.place);
  const text = textAt(standard, path);
  const at = placeOf(finding, text);
  if (!at) return null;
  const rest = text.slice(at.end);
  const end = at.end + (/[.!?…](?=\s|$)|\n|$/.exec(rest)?.index ?? rest.length);
  return spliced(standard, path, text, { start: end, end }, ` ${words}`);
}

function spliced(standard: Standard, path: Path, text: string, { start, end }: { start: number; end: number }, words: string): Fixed {
  const next = text.slice(0, start) + words + text.slice(end);
  return { standard: withValue(standard, path, next), path, start, end: start + words.length };
}

/** The rules to which a time is the answer. */
export function isAboutTime({ rule }: FindingView): boolean {
  return rule === "vague-time" || rule === "missing-time";
}

/** Answers a finding about time with a limit. */
export function withTime(standard: Standard, finding: FindingView, limit: string): Fixed | null {
  const put = finding.rule === "missing-time" ? appended : replaced;
  return put(standard, finding, `within ${limit}`);
}

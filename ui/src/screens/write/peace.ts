// A sentence that is being typed is left in peace: what is found in it waits until it is finished.
import type { FindingView } from "../../core/views";
import { pathOf } from "./place";
import type { Path } from "./path";

/** So long after the last key a sentence counts as finished for now. */
export const PEACE = 2000;

export interface Typing {
  path: Path;
  text: string;
  caret: number;
}

/** Returns the sentence at the caret from its first to after its last character, if it is unfinished. */
export function unfinishedSentence(text: string, caret: number): { from: number; to: number } | null {
  const ends = [...text.matchAll(/[.!?…]+["”’)]*(?=\s|$)|\n/g)].map((match) => match.index + match[0].length);
  const from = ends.findLast((end) => end <= caret) ?? 0;
  const to = ends.find((end) => end > caret);
  if (to !== undefined) return null;
  return text.slice(from).trim() === "" ? null : { from, to: text.length };
}

/** Tells whether a finding has to wait because its sentence is being typed. */
export function isHeldBack(finding: FindingView, typing: Typing | null): boolean {
  if (!typing || pathOf(finding.place) !== typing.path) return false;
  const sentence = unfinishedSentence(typing.text, typing.caret);
  if (!sentence) return false;
  const isAboutAll = finding.start === finding.end;
  return isAboutAll || (finding.end > sentence.from && finding.start < sentence.to);
}

/** Tells whether a moved caret is still in the sentence that is being typed. */
export function isStillThere(typing: Typing, caret: number): boolean {
  const sentence = unfinishedSentence(typing.text, typing.caret);
  return sentence !== null && caret >= sentence.from && caret <= sentence.to;
}

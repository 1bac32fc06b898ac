// A difference in a few words: long stretches that stayed the same are cut.
import type { Piece } from "../../core/views";

const KEPT = 28;

/** Returns the pieces with what stayed the same shortened to a few words on each side of a change. */
export function shortened(pieces: Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== "same") return piece;
    return { ...piece, text: cut(piece.text, index > 0, index < pieces.length - 1) };
  });
}

function cut(text: string, hasBefore: boolean, hasAfter: boolean): string {
  const start = hasBefore ? wordsFrom(text, KEPT) : "";
  const end = hasAfter ? wordsTo(text, KEPT) : "";
  return start.length + end.length + 3 >= text.length ? text : `${start}… ${end}`.trimEnd() + (hasAfter && /\s$/.test(text) ? " " : "");
}

function wordsFrom(text: string, length: number): string {
  return text.slice(0, text.lastIndexOf(" ", length) + 1) || "";
}

function wordsTo(text: string, length: number): string {
  return text.slice(text.indexOf(" ", Math.max(text.length - length, 0)) + 1).trimStart();
}

// Which two texts of a standard are compared, and the difference between them in the order that was asked for.
import type { Core } from "../../core/core";
import type { FieldDifference, HistoryView, Piece, RevisionLine } from "../../core/views";

/** A text of a standard: a revision by its number, or the draft. */
export type Text = number | "draft";
export interface Pair {
  before: Text;
  after: Text;
}

/** Returns what can be compared, the newest first; the draft only where it differs from the last revision. */
export function textsOf({ approval, revisions }: HistoryView): Text[] {
  const numbers = revisions.map(({ number }) => number);
  return approval === "approved" ? numbers : ["draft", ...numbers];
}

/** Returns the newest text and the one before it; null while there is only one. */
export function newestPair(view: HistoryView): Pair | null {
  const [after, before] = textsOf(view);
  return after === undefined || before === undefined ? null : { before, after };
}

/** Returns the pair after one side was chosen: choosing the text of the other side exchanges the two. */
export function chosen(pair: Pair, side: keyof Pair, text: Text): Pair {
  const other = side === "before" ? "after" : "before";
  if (pair[other] !== text) return { ...pair, [side]: text };
  return { before: pair.after, after: pair.before };
}

/** Compares two texts. The core reads a missing "from" in its own way, so the draft always goes in as "to". */
export async function compareTexts(core: Core, id: string, { before, after }: Pair): Promise<FieldDifference[]> {
  if (before !== "draft") return core.compare(id, before, after === "draft" ? null : after);
  if (after === "draft") return [];
  return turned(await core.compare(id, after, null));
}

/** Exchanges what came with what went. */
export function turned(differences: FieldDifference[]): FieldDifference[] {
  return differences.map(({ field, pieces }) => ({ field, pieces: deletedFirst(pieces.map(turnedPiece)) }));
}

function turnedPiece({ kind, text }: Piece): Piece {
  return { kind: kind === "inserted" ? "deleted" : kind === "deleted" ? "inserted" : "same", text };
}

function deletedFirst(pieces: Piece[]): Piece[] {
  const ordered = [...pieces];
  for (let at = 1; at < ordered.length; at += 1) {
    const [left, right] = [ordered[at - 1]!, ordered[at]!];
    if (left.kind === "inserted" && right.kind === "deleted") [ordered[at - 1], ordered[at]] = [right, left];
  }
  return ordered;
}

/** Returns a digest in groups of four; `length` keeps only its beginning. */
export function grouped(digest: string, length = digest.length): string {
  return digest.slice(0, length).match(/.{1,4}/g)?.join(" ") ?? "";
}

export function revisionOf(view: HistoryView, text: Text): RevisionLine | undefined {
  return view.revisions.find(({ number }) => number === text);
}

// What the Overview makes of the figures: where to go first, and what to show of a long text.
import type {
  Channel, Counts, FieldDifference, OutlineRow, Piece, PromiseRow, Severity,
} from "../../core/views";

const severities: Severity[] = ["must-fix", "should-fix", "consider"];
const keys = { "must-fix": "must_fix", "should-fix": "should_fix", consider: "consider" } as const;

/** What people look for first when a standard has changed in several fields. */
const weights = ["respond_within", "resolve_within", "late_after", "measure", "empowerment", "force", "statement", "step", "exception", "title"];

export function count(counts: Counts, severity: Severity): number {
  return counts[keys[severity]];
}

/** Returns the gravest severity of which something is open. */
export function gravest(counts: Counts): Severity | null {
  return severities.find((severity) => count(counts, severity) > 0) ?? null;
}

/** Returns the first standard with an open finding of that severity. */
export function firstWith(outline: OutlineRow[], severity: Severity): OutlineRow | undefined {
  return outline.find((row) => count(row.open, severity) > 0);
}

/** Cuts a title between words, so that it fits a cell. */
export function shortTitle(title: string, length = 30): string {
  if (title.length <= length) return title;
  const cut = title.slice(0, length);
  const end = cut.lastIndexOf(" ");
  return `${(end > length / 2 ? cut.slice(0, end) : cut).replace(/[\s,;:.–-]+$/u, "")}…`;
}

/** Returns the section in which most standards of that channel stand, so that a new one lies beside them. */
export function sectionFor(outline: OutlineRow[], channel: Channel | null, sections: string[]): string {
  const here = outline.filter((row) => channel !== null && row.channels.includes(channel)).map((row) => row.section);
  const often = (section: string) => here.filter((other) => other === section).length;
  return [...here].sort((a, b) => often(b) - often(a))[0] ?? sections[0] ?? "";
}

/** Returns the difference that says most about a change. */
export function mainDifference(differences: FieldDifference[]): FieldDifference | undefined {
  const weight = ({ field }: FieldDifference) => {
    const at = field.endsWith(")") ? -1 : weights.indexOf(field.replace(/ \d+$/, ""));
    return at < 0 ? weights.length : at;
  };
  return [...differences].sort((a, b) => weight(a) - weight(b))[0];
}

/** Keeps the first change of a text with a few words around it. */
export function aroundChange(pieces: Piece[], around = 24, changed = 48): Piece[] {
  const first = pieces.findIndex((piece) => piece.kind !== "same");
  if (first < 0) return [];
  const next = pieces.findIndex((piece, at) => at > first && piece.kind === "same");
  const end = next < 0 ? pieces.length : next;
  const middle = pieces.slice(first, end).map((piece) => ({ ...piece, text: head(piece.text, changed) }));
  const before = tail(pieces[first - 1]?.text ?? "", around);
  const after = head(pieces[end]?.text ?? "", around);
  const same = (text: string): Piece[] => (text ? [{ kind: "same", text }] : []);
  return [...same(before), ...middle, ...same(after)];
}

/** Puts the promises that are not kept first, then those nobody has measured. */
export function promisesInOrder(promises: PromiseRow[]): PromiseRow[] {
  const weight = ({ is_met }: PromiseRow) => (is_met === false ? 0 : is_met === null ? 1 : 2);
  return [...promises].sort((a, b) => weight(a) - weight(b));
}

function head(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf(" ", length);
  return `${text.slice(0, end > 0 ? end : length)}…`;
}

function tail(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.indexOf(" ", text.length - length);
  return `…${text.slice(start >= 0 ? start : text.length - length)}`;
}

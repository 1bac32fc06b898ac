// Which of many changes are shown.
import type { ChangeKind, PublishChange } from "../../core/views";

export type Kinds = ChangeKind | "every";

/** Returns the changes of a kind that have the words in their code, title, texts or notes. */
export function changesWith(changes: PublishChange[], kinds: Kinds, words: string): PublishChange[] {
  const sought = words.trim().toLowerCase();
  return changes.filter((change) => (kinds === "every" || change.kind === kinds) && (!sought || textOf(change).includes(sought)));
}

function textOf({ code, title, differences, notes }: PublishChange): string {
  const texts = differences.map(({ pieces }) => pieces.map(({ text }) => text).join(""));
  return [code, title, ...notes, ...texts].join("\n").toLowerCase();
}

/** Returns the kinds that occur, as they are offered to choose from. */
export function kindsIn(changes: PublishChange[]): ChangeKind[] {
  return (["changed", "new", "withdrawn"] as const).filter((kind) => changes.some((change) => change.kind === kind));
}

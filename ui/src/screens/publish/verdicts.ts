// What a verdict comes down to: genuine, unchanged but of an unknown root, or not to be used.
import type { VerdictView } from "../../core/views";
import { verify as words } from "../../words/publish";

export type Standing = "genuine" | "stranger" | "false";

export function standingOf({ holds, root_is_known }: VerdictView): Standing {
  if (!holds) return "false";
  return root_is_known ? "genuine" : "stranger";
}

/** A receipt is signed with a branch's key, which HR's register knows. */
export function verdictWords(standing: Standing, what: VerdictView["what"]): string {
  const stranger = what === "receipt" ? words.holdsReceipt : words.holdsStranger;
  return { genuine: words.holds, stranger, false: words.fails }[standing];
}

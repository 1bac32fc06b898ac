// What a verdict comes down to: genuine, unchanged but of an unknown root, or not to be used.
import type { VerdictView } from "../../core/views";
import { verify as words } from "../../words/publish";

export type Standing = "genuine" | "stranger" | "false";

export function standingOf({ holds, root_is_known }: VerdictView): Standing {
  if (!holds) return "false";
  return root_is_known ? "genuine" : "stranger";
}

export function verdictWords(standing: Standing): string {
  return { genuine: words.holds, stranger: words.holdsStranger, false: words.fails }[standing];
}

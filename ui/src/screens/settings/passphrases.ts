// Whether a passphrase will do, and what is said while it is typed.
import { identity as words } from "../../words/settings";

const ENOUGH = 12;
const FEW_SIGNS = 4;

/** Returns what to say about a passphrase while it is typed; nothing while it is empty. */
export function strengthWords(passphrase: string): string | undefined {
  const signs = Array.from(passphrase);
  if (signs.length === 0) return undefined;
  if (signs.length < ENOUGH) return words.strength.short(signs.length);
  return new Set(signs).size <= FEW_SIGNS ? words.strength.repeated : words.strength.enough;
}

/** Returns what is wrong with a new passphrase and its repetition. */
export function passphraseMistakes(passphrase: string, again: string): { passphrase?: string; again?: string } {
  const { length } = Array.from(passphrase);
  if (length < ENOUGH) return { passphrase: words.mistakes.short(length) };
  return passphrase === again ? {} : { again: words.mistakes.differs };
}

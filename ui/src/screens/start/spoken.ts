// The words of an invite that was read aloud: eight words and a check word, of five letters each.
import { join as words } from "../../words/join";

const COUNT = 9;
const LENGTH = 5;

/** Returns the words in small letters; without spaces between them, every five letters are a word. */
export function spokenWords(text: string): string[] {
  const parts = text.toLowerCase().split(/[^a-z]+/).filter(Boolean);
  const [only] = parts;
  return parts.length === 1 && only?.length === COUNT * LENGTH ? (only.match(/.{5}/g) ?? []) : parts;
}

/** Returns what the code on an invite's sheet says, once a scanner has typed all of it. */
export function inviteCode(text: string): { depot: string; words: string } | null {
  const code = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (code?.protocol !== "plumbline:" || code.pathname !== "join") return null;
  const spoken = code.searchParams.get("words") ?? "";
  return spokenMistake(spoken) ? null : { depot: code.searchParams.get("depot") ?? "", words: spoken };
}

/** Returns what is wrong with the words as far as their form tells; empty for nothing. */
export function spokenMistake(text: string): string {
  const parts = spokenWords(text);
  if (parts.length === 0) return words.spokenMissing;
  if (parts.length === 1) return words.wrongLetters(parts[0]!.length);
  if (parts.length !== COUNT) return words.wrongCount(parts.length);
  const wrong = parts.findIndex((part) => part.length !== LENGTH);
  return wrong < 0 ? "" : words.wrongWord(wrong + 1);
}

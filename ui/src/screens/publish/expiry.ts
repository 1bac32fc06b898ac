// When an identity is about to expire.
import type { IdentityView } from "../../core/views";
import { expiryWords } from "../../words/publish";

const WARNED_DAYS = 60;

/** Returns what must be said about an identity's last day; null while it is far away. */
export function expiryWarning({ days_left, expires_at }: IdentityView): { words: string; isOver: boolean } | null {
  if (days_left < 0) return { words: expiryWords.expired(expires_at), isOver: true };
  return days_left <= WARNED_DAYS ? { words: expiryWords.soon(days_left), isOver: false } : null;
}

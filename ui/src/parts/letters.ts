// In which language a text is, as far as its letters tell.
import type { Language } from "../core/views";

/** Telugu and Tamil are known by their letters; of other texts it is not said. */
export function languageOf(text: string): Language | undefined {
  if (/[\u0c00-\u0c7f]/.test(text)) return "te";
  return /[\u0b80-\u0bff]/.test(text) ? "ta" : undefined;
}

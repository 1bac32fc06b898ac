// Up to two letters that stand for a name or a role.

/** Returns the first letters of the first and the last word, such as "SO" for "Standards office". */
export function initials(name: string): string {
  const words = name.split(/[\s.,'’-]+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => Array.from(word ?? "")[0]?.toUpperCase()).join("");
}

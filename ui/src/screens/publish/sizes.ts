// File sizes as people read them.

const units = ["bytes", "kB", "MB", "GB"];

/** Writes a number of bytes with two or three figures, such as "412 kB" or "1.2 MB". */
export function sizeWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const figures = unit > 0 && size < 9.95 ? 1 : 0;
  return `${size.toFixed(figures)} ${units[unit]}`;
}

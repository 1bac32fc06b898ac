// The keys of a tree view, as the ARIA authoring practices have them.
import type { OutlineLine } from "./outline";

export type TreeMove =
  | { kind: "focus"; at: number }
  | { kind: "open"; at: number }
  | { kind: "fold" | "unfold"; at: number }
  | { kind: "up" | "down"; at: number };

interface Press {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Says what a key does at a line; null when the tree does not know it. */
export function treeMove(lines: OutlineLine[], at: number, { key, altKey, ctrlKey, metaKey }: Press): TreeMove | null {
  if (ctrlKey || metaKey) return null;
  if (altKey) return key === "ArrowUp" ? { kind: "up", at } : key === "ArrowDown" ? { kind: "down", at } : null;
  const line = lines[at];
  if (!line) return null;
  const focus = (to: number): TreeMove => ({ kind: "focus", at: Math.max(0, Math.min(to, lines.length - 1)) });
  if (key === "ArrowDown") return focus(at + 1);
  if (key === "ArrowUp") return focus(at - 1);
  if (key === "Home") return focus(0);
  if (key === "End") return focus(lines.length - 1);
  if (key === "PageDown") return focus(at + 10);
  if (key === "PageUp") return focus(at - 10);
  if (key === "ArrowRight") return line.kind !== "group" ? null : line.isFolded ? { kind: "unfold", at } : focus(at + 1);
  if (key === "ArrowLeft") return line.kind !== "group" ? focus(parent(lines, at)) : line.isFolded ? null : { kind: "fold", at };
  if (key === "Enter" || key === " ") return line.kind !== "group" ? { kind: "open", at } : { kind: line.isFolded ? "unfold" : "fold", at };
  return null;
}

function parent(lines: OutlineLine[], at: number): number {
  return lines.findLastIndex((line, index) => index < at && line.kind === "group");
}

/** Returns the next line whose code or title starts with what was typed; the same line counts while more is typed. */
export function typeAhead(lines: OutlineLine[], at: number, typed: string): number {
  const from = typed.length > 1 ? at : at + 1;
  const order = lines.map((_, index) => (from + index) % lines.length);
  return order.find((index) => startsWith(lines[index], typed.toLowerCase())) ?? -1;
}

function startsWith(line: OutlineLine | undefined, typed: string): boolean {
  if (!line) return false;
  const names = line.kind === "group" ? [line.words] : [line.row.code, line.row.title];
  return names.some((name) => name.toLowerCase().startsWith(typed));
}

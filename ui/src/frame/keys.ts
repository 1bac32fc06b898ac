// Which command a key press asks for, and how keys are written for people.
import { commandsFor, type Command } from "../commands";
import type { WorkspaceKind } from "../core/views";

export const isMac = typeof navigator !== "undefined" && /mac/i.test(navigator.platform);

interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Returns the command whose key was pressed; `inText` says that the press is on its way into a text. */
export function pressed(press: Press, inText: boolean, onMac = isMac, kind: WorkspaceKind = "publisher"): Command | undefined {
  return commandsFor(kind).find((command) => {
    if (inText && command.isTextKey) return false;
    return command.keys?.some((keys) => matches(keys, press, inText, onMac));
  });
}

function matches(keys: string, press: Press, inText: boolean, onMac: boolean): boolean {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const [main, other] = onMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (other || main !== parts.includes("CmdOrCtrl") || press.altKey !== parts.includes("Alt")) return false;
  if (isSign(key)) return sameSign(key, press.key) && (main || !inText);
  return press.shiftKey === parts.includes("Shift") && sameKey(key, press);
}

/** On many keyboards a sign is typed with Shift. */
function isSign(key: string): boolean {
  return key.length === 1 && !/[A-Z0-9]/.test(key);
}

function sameSign(sign: string, key: string): boolean {
  return key === sign || (sign === "=" && key === "+");
}

/** A keyboard with other letters still has the key at the same place. */
function sameKey(key: string, press: Press): boolean {
  return press.key.toUpperCase() === key.toUpperCase() || press.code === `Key${key}` || press.code === `Digit${key}`;
}

const names: Record<string, string> = { CmdOrCtrl: "Ctrl", ArrowUp: "↑", ArrowDown: "↓", "=": "+", "-": "−" };
const macNames: Record<string, string> = { ...names, CmdOrCtrl: "⌘", Shift: "⇧", Alt: "⌥" };

/** Writes "CmdOrCtrl+Shift+N" as "Ctrl Shift N", or "⌘ ⇧ N" on a Mac. */
export function keyWords(keys: string, onMac = isMac): string {
  return keys.split("+").map((part) => (onMac ? macNames : names)[part] ?? part).join(" ");
}

/** Writes keys as `aria-keyshortcuts` has them. */
export function ariaKeys(keys: string, onMac = isMac): string {
  return keys.replace("CmdOrCtrl", onMac ? "Meta" : "Control");
}

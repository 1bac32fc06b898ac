// Everything that can be asked of the window by name: the keys, the menu bar, Find and the keyboard map read this one list.
import type { Screen } from "./core/views";
import { commandWords } from "./words/menu";

export type Menu = "file" | "edit" | "view" | "standard" | "help";
/** Where a command makes sense: always, with a handbook, with one that may be written, with a chosen standard in it, or where a part of the screen carries it out. */
export type Needs = "nothing" | "handbook" | "writing" | "standard" | "screen";

interface Entry {
  menu: Menu;
  needs: Needs;
  /** As Tauri and the keyboard map write them; the first is shown. "CmdOrCtrl" is the command key on a Mac. */
  keys?: readonly string[];
  /** It stands after a line in its menu. */
  isApart?: boolean;
  /** In a text field the key belongs to the text, so that the menu bar must not take it either. */
  isTextKey?: boolean;
  /** It works while a dialog is open. */
  isAlways?: boolean;
}

const table = {
  "new-handbook": { menu: "file", needs: "nothing", keys: ["CmdOrCtrl+N"] },
  open: { menu: "file", needs: "nothing", keys: ["CmdOrCtrl+O"] },
  save: { menu: "file", needs: "handbook", keys: ["CmdOrCtrl+S"] },
  close: { menu: "file", needs: "handbook", keys: ["CmdOrCtrl+W"] },
  import: { menu: "file", needs: "writing", isApart: true },
  "back-up": { menu: "file", needs: "handbook" },
  verify: { menu: "file", needs: "nothing" },
  undo: { menu: "edit", needs: "screen", keys: ["CmdOrCtrl+Z"], isTextKey: true },
  redo: { menu: "edit", needs: "screen", keys: ["CmdOrCtrl+Shift+Z"], isTextKey: true },
  find: { menu: "edit", needs: "handbook", keys: ["CmdOrCtrl+K", "F3"], isApart: true },
  "next-finding": { menu: "edit", needs: "screen", keys: ["F8"], isApart: true },
  "previous-finding": { menu: "edit", needs: "screen", keys: ["Shift+F8"] },
  "apply-fix": { menu: "edit", needs: "screen", keys: ["CmdOrCtrl+."] },
  overview: { menu: "view", needs: "handbook", keys: ["CmdOrCtrl+1"] },
  write: { menu: "view", needs: "handbook", keys: ["CmdOrCtrl+2"] },
  translate: { menu: "view", needs: "handbook", keys: ["CmdOrCtrl+3"] },
  history: { menu: "view", needs: "handbook", keys: ["CmdOrCtrl+4"] },
  publish: { menu: "view", needs: "handbook", keys: ["CmdOrCtrl+5"] },
  settings: { menu: "view", needs: "handbook", keys: ["CmdOrCtrl+6", "CmdOrCtrl+,"] },
  outline: { menu: "view", needs: "screen", keys: ["CmdOrCtrl+Shift+O"], isApart: true },
  "show-changes": { menu: "view", needs: "screen", keys: ["CmdOrCtrl+D"] },
  preview: { menu: "view", needs: "screen", keys: ["CmdOrCtrl+P"] },
  "text-larger": { menu: "view", needs: "nothing", isAlways: true, keys: ["CmdOrCtrl+="], isApart: true },
  "text-smaller": { menu: "view", needs: "nothing", isAlways: true, keys: ["CmdOrCtrl+-"] },
  "text-usual": { menu: "view", needs: "nothing", isAlways: true, keys: ["CmdOrCtrl+0"] },
  "appearance-system": { menu: "view", needs: "nothing", isApart: true },
  "appearance-light": { menu: "view", needs: "nothing" },
  "appearance-dark": { menu: "view", needs: "nothing" },
  "new-standard": { menu: "standard", needs: "writing", keys: ["CmdOrCtrl+Shift+N"] },
  "duplicate-standard": { menu: "standard", needs: "standard" },
  "move-up": { menu: "standard", needs: "standard", keys: ["Alt+ArrowUp"], isTextKey: true },
  "move-down": { menu: "standard", needs: "standard", keys: ["Alt+ArrowDown"], isTextKey: true },
  approve: { menu: "standard", needs: "screen", keys: ["CmdOrCtrl+Enter"], isApart: true },
  "retire-standard": { menu: "standard", needs: "standard", isApart: true },
  keys: { menu: "help", needs: "nothing", keys: ["F1", "?"] },
} as const satisfies Record<string, Entry>;

export type CommandName = keyof typeof table;
export type Command = Entry & { name: CommandName; words: string };

/** Every command, in the order of the menus. */
export const commands: Command[] = (Object.entries(table) as [CommandName, Entry][]).map(([name, entry]) => ({
  ...entry,
  name,
  words: commandWords[name],
}));

export const screens: readonly Screen[] = ["overview", "write", "translate", "history", "publish", "settings"];

export function isCommand(name: string): name is CommandName {
  return name in table;
}

// Everything that can be asked of the window by name: the keys, the menu bar, Find and the keyboard map read this one list.
import type { Screen, WorkspaceKind } from "./core/views";
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
  /** Only HR or only a branch has it. */
  only?: WorkspaceKind;
}

const table = {
  "new-handbook": { menu: "file", needs: "nothing", only: "publisher", keys: ["CmdOrCtrl+N"] },
  open: { menu: "file", needs: "nothing", keys: ["CmdOrCtrl+O"] },
  join: { menu: "file", needs: "nothing" },
  save: { menu: "file", needs: "handbook", keys: ["CmdOrCtrl+S"] },
  close: { menu: "file", needs: "handbook", keys: ["CmdOrCtrl+W"] },
  receive: { menu: "file", needs: "handbook", only: "branch", isApart: true },
  exchange: { menu: "file", needs: "handbook", keys: ["F5"] },
  "take-over": { menu: "file", needs: "writing", only: "publisher" },
  import: { menu: "file", needs: "writing", only: "publisher", isApart: true },
  "briefing-sheet": { menu: "file", needs: "handbook", only: "branch", keys: ["CmdOrCtrl+P"], isApart: true },
  "confirmation-sheet": { menu: "file", needs: "handbook", only: "branch" },
  "back-up": { menu: "file", needs: "handbook" },
  verify: { menu: "file", needs: "nothing" },
  undo: { menu: "edit", needs: "screen", only: "publisher", keys: ["CmdOrCtrl+Z"], isTextKey: true },
  redo: { menu: "edit", needs: "screen", only: "publisher", keys: ["CmdOrCtrl+Shift+Z"], isTextKey: true },
  find: { menu: "edit", needs: "handbook", keys: ["CmdOrCtrl+K", "F3"], isApart: true },
  "next-finding": { menu: "edit", needs: "screen", only: "publisher", keys: ["F8"], isApart: true },
  "previous-finding": { menu: "edit", needs: "screen", only: "publisher", keys: ["Shift+F8"] },
  "apply-fix": { menu: "edit", needs: "screen", only: "publisher", keys: ["CmdOrCtrl+."] },
  "next-unseen": { menu: "edit", needs: "screen", only: "branch", keys: ["F8"], isApart: true },
  acknowledge: { menu: "edit", needs: "screen", only: "branch", keys: ["CmdOrCtrl+Enter"] },
  overview: { menu: "view", needs: "handbook", only: "publisher" },
  write: { menu: "view", needs: "handbook", only: "publisher" },
  translate: { menu: "view", needs: "handbook", only: "publisher" },
  history: { menu: "view", needs: "handbook", only: "publisher" },
  publish: { menu: "view", needs: "handbook", only: "publisher" },
  branches: { menu: "view", needs: "handbook", only: "publisher" },
  acknowledged: { menu: "view", needs: "handbook", only: "publisher" },
  changes: { menu: "view", needs: "handbook", only: "branch" },
  handbook: { menu: "view", needs: "handbook", only: "branch" },
  briefing: { menu: "view", needs: "handbook", only: "branch" },
  settings: { menu: "view", needs: "handbook", keys: ["CmdOrCtrl+,"] },
  outline: { menu: "view", needs: "screen", only: "publisher", keys: ["CmdOrCtrl+Shift+O"], isApart: true },
  "show-changes": { menu: "view", needs: "screen", only: "publisher", keys: ["CmdOrCtrl+D"] },
  preview: { menu: "view", needs: "screen", only: "publisher", keys: ["CmdOrCtrl+P"] },
  "text-larger": { menu: "view", needs: "nothing", isAlways: true, keys: ["CmdOrCtrl+="], isApart: true },
  "text-smaller": { menu: "view", needs: "nothing", isAlways: true, keys: ["CmdOrCtrl+-"] },
  "text-usual": { menu: "view", needs: "nothing", isAlways: true, keys: ["CmdOrCtrl+0"] },
  "appearance-system": { menu: "view", needs: "nothing", isApart: true },
  "appearance-light": { menu: "view", needs: "nothing" },
  "appearance-dark": { menu: "view", needs: "nothing" },
  "new-standard": { menu: "standard", needs: "writing", only: "publisher", keys: ["CmdOrCtrl+Shift+N"] },
  "duplicate-standard": { menu: "standard", needs: "standard", only: "publisher" },
  "move-up": { menu: "standard", needs: "standard", only: "publisher", keys: ["Alt+ArrowUp"], isTextKey: true },
  "move-down": { menu: "standard", needs: "standard", only: "publisher", keys: ["Alt+ArrowDown"], isTextKey: true },
  approve: { menu: "standard", needs: "screen", only: "publisher", keys: ["CmdOrCtrl+Enter"], isApart: true },
  "retire-standard": { menu: "standard", needs: "standard", only: "publisher", isApart: true },
  keys: { menu: "help", needs: "nothing", keys: ["F1", "?"] },
} as const satisfies Record<string, Entry>;

export type CommandName = keyof typeof table;
export type Command = Entry & { name: CommandName; words: string };

/** The screens of HR and of a branch, in the order of the rail. */
export const screensOf: Record<WorkspaceKind, readonly Screen[]> = {
  publisher: ["overview", "write", "translate", "history", "publish", "branches", "acknowledged", "settings"],
  branch: ["changes", "handbook", "briefing", "settings"],
};

/** The screen that a workspace begins with. */
export const firstScreen: Record<WorkspaceKind, Screen> = { publisher: "write", branch: "changes" };

/** Every command that makes sense for HR or for a branch, in the order of the menus; a screen's key is its place in the rail. */
export function commandsFor(kind: WorkspaceKind): Command[] {
  const entries = Object.entries(table) as [CommandName, Entry][];
  return entries
    .filter(([, { only }]) => only === undefined || only === kind)
    .map(([name, entry]) => ({ ...entry, name, words: commandWords[name], keys: keysOf(name, entry, kind) }));
}

function keysOf(name: CommandName, { keys }: Entry, kind: WorkspaceKind): readonly string[] | undefined {
  const at = screensOf[kind].findIndex((screen) => screen === name);
  return at < 0 ? keys : [`CmdOrCtrl+${at + 1}`, ...(keys ?? [])];
}

export function isCommand(name: string): name is CommandName {
  return name in table;
}

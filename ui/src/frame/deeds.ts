// What the window itself does on a command: files, screens, the look. The screens do the rest.
import { tick } from "svelte";

import { commandsFor, isCommand, screensOf, type Command, type CommandName } from "../commands";
import type { ChooserWords, MenuWords } from "../core/core";
import type { Appearance, OutlineRow, ProblemCode, Screen, WorkspaceKind } from "../core/views";
import type { Overlay, Session } from "../session.svelte";
import { addStandard, duplicateStandard, moveStandard, retireStandard } from "../screens/write/outline-deeds";
import { app as words } from "../words/app";
import { briefing, type SheetWords } from "../words/briefing";
import { menuWords } from "../words/menu";

const chooser = { title: words.chooserTitle, kind: words.chooserKind };
export const textSizes = [100, 115, 130, 150, 200];

/** Whether a command makes sense now. */
export function isAvailable({ needs, name, only }: Command, session: Session): boolean {
  if (only && only !== session.kind) return false;
  if (needs === "screen") return session.handles(name);
  if (needs === "nothing") return true;
  if (needs === "standard" && !session.row) return false;
  return session.workspace !== null && (needs === "handbook" || !session.isReadOnly);
}

/** Carries out everything that does not belong to one screen; returns the way to stop. */
export function handleCommands(session: Session): () => void {
  const show = (overlay: Overlay) => () => void (session.overlay = overlay);
  const look = (appearance: Appearance) => () => void changePreferences(session, { appearance });
  const deeds: Partial<Record<CommandName, () => void>> = {
    "new-handbook": show("begin-blank"),
    open: () => void openHandbook(session),
    save: () => void saveNow(session),
    close: () => void closeHandbook(session),
    join: show("join"),
    receive: () => void carryOutOn(session, "changes", "receive"),
    exchange: () => void carryOutOn(session, session.kind === "branch" ? "changes" : "branches", "exchange"),
    "take-over": () => void carryOutOn(session, "branches", "take-over"),
    "briefing-sheet": () => void printSheet(session, session.core.saveBriefingSheet, briefing.sheet),
    "confirmation-sheet": () => void printSheet(session, session.core.saveConfirmationSheet, briefing.confirmationSheet),
    import: show("import"),
    "back-up": () => void backUp(session),
    find: show("find"),
    keys: show("keys"),
    "new-standard": () => void addStandard(session),
    "duplicate-standard": withRow(session, (row) => duplicateStandard(session, row)),
    "retire-standard": withRow(session, (row) => retireStandard(session, row)),
    "move-up": withRow(session, async (row) => session.tell(await moveStandard(session, row, -1))),
    "move-down": withRow(session, async (row) => session.tell(await moveStandard(session, row, 1))),
    "text-larger": () => void changeTextSize(session, 1),
    "text-smaller": () => void changeTextSize(session, -1),
    "text-usual": () => void changePreferences(session, { text_size: 100 }),
    "appearance-system": look("system"),
    "appearance-light": look("light"),
    "appearance-dark": look("dark"),
    ...Object.fromEntries(Object.values(screensOf).flat().map((screen) => [screen, () => void session.attempt(() => session.go(screen))])),
  };
  const stops = (Object.entries(deeds) as [CommandName, () => void][]).map(([name, deed]) => session.handle(name, deed));
  return () => stops.forEach((stop) => stop());
}

/** Goes to the screen that carries a command out, and lets it do so. */
async function carryOutOn(session: Session, screen: Screen, command: CommandName) {
  if (session.screen === screen) return;
  await session.attempt(() => session.go(screen));
  await tick();
  if (session.screen === screen) session.run(command);
}

function withRow(session: Session, work: (row: OutlineRow) => Promise<void>): () => void {
  return () => void (session.row && work(session.row));
}

/** Lets the user choose another handbook, after what is being written was saved. */
export async function openHandbook(session: Session) {
  const workspace = await session.attempt(async () => {
    await session.flush();
    return session.core.chooseWorkspace(chooser);
  });
  if (workspace) session.show(workspace);
}

/** Opens a handbook that was open before. */
export async function openRecent(session: Session, path: string) {
  const workspace = await session.attempt(async () => {
    await session.flush();
    return session.core.openWorkspace(path);
  });
  if (workspace) session.show(workspace);
}

async function closeHandbook(session: Session) {
  await session.attempt(async () => {
    await session.flush();
    await session.core.closeWorkspace();
    session.app = await session.core.readApp();
    session.workspace = null;
  });
}

async function saveNow(session: Session) {
  await session.attempt(async () => {
    await session.flush();
    if (session.saving !== "failed") session.tell(words.savedAlready);
  });
}

async function backUp(session: Session) {
  const name = session.workspace?.file_name;
  const path = await session.attempt(async () => {
    await session.flush();
    return session.core.backUpWorkspace({ title: words.backUpTitle, kind: words.chooserKind, name });
  });
  if (path) session.tell(words.backedUp(path));
}

/** Writes a sheet to print; the app opens it. */
async function printSheet(session: Session, save: (words: ChooserWords) => Promise<string | null>, name: SheetWords) {
  const number = session.workspace?.membership?.edition;
  if (!number) return session.tell(briefing.nothingToPrint);
  const path = await session.attempt(() => save({ title: name.title, kind: briefing.sheetKind, name: name.file(number) }));
  if (path) session.tell(name.saved(path));
}

async function changeTextSize(session: Session, by: 1 | -1) {
  const size = session.app?.preferences.text_size ?? 100;
  const next = by > 0 ? textSizes.find((other) => other > size) : textSizes.findLast((other) => other < size);
  if (!next) return session.tell(by > 0 ? words.largest : words.smallest);
  await changePreferences(session, { text_size: next });
  session.tell(words.textSize(next));
}

async function changePreferences(session: Session, change: { appearance?: Appearance; text_size?: number }) {
  if (session.app) await session.savePreferences({ ...session.app.preferences, ...change });
}

/** Carries out what the menu bar or a key asks for, unless a dialog is waiting for an answer. */
export function carryOut(session: Session, name: string): boolean {
  if (!isCommand(name)) return false;
  const command = commandsFor(session.kind).find((other) => other.name === name);
  const isWaiting = document.querySelector("dialog[open]") !== null;
  if (!command || (isWaiting && !command.isAlways) || !isAvailable(command, session)) return false;
  return session.run(name);
}

/** The commands that lead out of a problem. */
const waysOut: Partial<Record<ProblemCode, CommandName>> = { "depot-ahead": "take-over" };

/** The way out of a problem that the window offers, if it can be gone now. */
export function wayOut(session: Session, code: ProblemCode): { words: string; do: () => void } | undefined {
  const command = commandsFor(session.kind).find(({ name }) => name === waysOut[code]);
  if (!command || !isAvailable(command, session)) return undefined;
  return { words: command.words, do: () => carryOut(session, command.name) };
}

/** The menu bar; keys that belong to a text are left to the text. */
export function menus(kind: WorkspaceKind): MenuWords[] {
  const all = (Object.keys(menuWords) as (keyof typeof menuWords)[]).map((menu) => ({
    words: menuWords[menu],
    items: commandsFor(kind).filter((command) => command.menu === menu).flatMap(menuItems),
  }));
  return all.filter(({ items }) => items.length > 0);
}

function menuItems({ name, words, keys, isApart, isTextKey }: Command): MenuWords["items"] {
  const item = { command: name, words, keys: isTextKey ? undefined : keys?.[0] };
  return isApart ? [{ command: "", words: "" }, item] : [item];
}

// What is open in the window: the workspace, the screen, and what there is to tell. Every screen has it by `useSession()`.
import { getContext, setContext, untrack } from "svelte";

import { firstScreen, screensOf, type CommandName } from "./commands";
import { problemFrom, type Core, type Listener } from "./core/core";
import type { AppView, ArrivedView, ExchangeProgress, ExchangeReport, OutlineAnswer, OutlineRow, Place, Preferences, Problem, ReceiveReport, Screen, WorkspaceKind, WorkspaceView } from "./core/views";
import { exchange } from "./words/branches";

const KEY = Symbol("session");

/** A line that tells what was done, with a way back where there is one. */
export interface Notice {
  words: string;
  undo?: () => void;
}

/** Whether what was written is in the file. */
export type Saving = "saved" | "saving" | "failed";
/** The dialogs that open over any screen. */
export type Overlay = "find" | "keys" | "import" | "join" | "arrived" | "begin-starters" | "begin-import" | "begin-blank";

export class Session {
  app = $state.raw<AppView | null>(null);
  workspace = $state.raw<WorkspaceView | null>(null);
  screen = $state<Screen>("write");
  /** The standard that Write, Translate and History show. */
  standard = $state<string | null>(null);
  /** Where the focus should go as soon as the standard is shown. */
  target = $state.raw<Place | null>(null);
  problem = $state.raw<Problem | null>(null);
  notice = $state.raw<Notice | null>(null);
  isBusy = $state(false);
  /** Whether long work is under way: one at a time, since there is one way to stop. */
  isLong = $state(false);
  /** How far it is. */
  long = $state.raw<{ title: string; progress: ExchangeProgress } | null>(null);
  /** Set by the screen that saves; the header shows it. */
  saving = $state<Saving>("saved");
  /** The moment of the last save as the app tells it, or null before the first one. */
  savedAt = $state<string | null>(null);
  overlay = $state<Overlay | null>(null);
  /** What taking in a file brought that was opened with the app, until What changed has told it. */
  arrived = $state.raw<ReceiveReport | null>(null);
  /** What taking in a file from a branch brought, until Branches has told it. */
  collected = $state.raw<ExchangeReport | null>(null);
  /** A file of an exchange that was opened with the app, until it is taken in or put away. */
  file = $state.raw<ArrivedView | null>(null);
  #calls = $state.raw<ReadonlyMap<CommandName, (() => void)[]>>(new Map());
  /** What must be saved before something else is shown; set by the screen that edits. */
  flush: () => Promise<void> = async () => {};

  constructor(readonly core: Core) {}

  get row(): OutlineRow | undefined {
    return this.workspace?.outline.find((row) => row.id === this.standard);
  }

  /** Whose window it is; HR's as long as nothing is open. */
  get kind(): WorkspaceKind {
    return this.workspace?.kind ?? "publisher";
  }

  get isReadOnly(): boolean {
    return this.workspace !== null && this.workspace.access !== "full";
  }

  /** Waits for an answer; a problem is shown, and the answer is then undefined. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    this.problem = null;
    return this.look(work);
  }

  /** Waits for what is read again by itself: what went wrong before stays told. */
  async look<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (thrown) {
      this.problem = problemFrom(thrown);
      return undefined;
    }
  }

  /** Waits for long work with files, in a dialog that tells how far it is and can stop it. */
  async attemptLong<T>(title: string, work: (listener: Listener) => Promise<T>): Promise<T | null | undefined> {
    const answer = await this.attemptAlone(work, (progress) => (this.long = { title, progress }));
    this.long = null;
    return answer;
  }

  /** Waits for work that can be stopped; what was taken in by then stays. Where there is some already, the answer is null. */
  async attemptAlone<T>(work: (listener: Listener) => Promise<T>, listener: Listener): Promise<T | null | undefined> {
    if (this.isLong) {
      this.tell(exchange.underWay);
      return null;
    }
    this.isLong = true;
    // Words of progress may come after the answer.
    let isOver = false;
    const answer = await this.attempt(() => work((progress) => void (isOver || listener(progress))));
    isOver = true;
    this.isLong = false;
    if (this.problem?.code === "cancelled") {
      this.problem = null;
      this.tell(exchange.stopped);
    }
    return answer;
  }

  /** Shows a screen, after what is being edited was saved. */
  async go(screen: Screen, standard: string | null = this.standard, target: Place | null = null) {
    await this.flush();
    this.screen = screen;
    this.standard = standard;
    this.target = target;
    void this.core.notePlace(screen, standard).catch(() => {});
  }

  /** Shows a workspace that was opened, where it was left. */
  show(workspace: WorkspaceView) {
    this.workspace = workspace;
    const place = workspace.place;
    const isThere = workspace.kind === "branch" || workspace.outline.some((row) => row.id === place?.standard);
    const isOwn = place !== null && screensOf[workspace.kind].includes(place.screen);
    this.screen = isOwn ? place.screen : firstScreen[workspace.kind];
    this.standard = isThere ? (place?.standard ?? null) : (workspace.outline[0]?.id ?? null);
    this.target = null;
    this.saving = "saved";
    this.savedAt = null;
  }

  /** Reads the workspace again after much of it has changed; the screen stays. */
  async readAgain() {
    const workspace = await this.look(this.core.readWorkspace);
    if (!workspace) return;
    this.workspace = workspace;
    if (!this.row) this.standard = workspace.outline[0]?.id ?? null;
  }

  /** Takes over the outline after a standard was added, moved, retired or brought back. */
  takeOutline({ outline, retired, handbook }: OutlineAnswer) {
    if (this.workspace) this.workspace = { ...this.workspace, outline, retired, handbook };
  }

  /** Takes over one row of the outline, after its standard was saved. */
  takeRow(row: OutlineRow) {
    if (!this.workspace) return;
    const outline = this.workspace.outline.map((old) => (old.id === row.id ? row : old));
    this.workspace = { ...this.workspace, outline };
  }

  async savePreferences(preferences: Preferences) {
    await this.attempt(() => this.core.savePreferences(preferences));
    if (this.app) this.app = { ...this.app, preferences };
  }

  /**
   * Lets a screen or a part carry out a command for as long as it is shown; returns the way to stop.
   * As in `$effect(() => session.handle("approve", approve))`. Who came last is asked.
   * Key presses, the menu bar and Find all arrive here; a screen that listens to a key itself calls `event.preventDefault()`.
   */
  handle(command: CommandName, call: () => void): () => void {
    this.#setCalls(command, (calls) => [...calls, call]);
    return () => this.#setCalls(command, (calls) => calls.filter((other) => other !== call));
  }

  /** Whether anything on the screen carries the command out. */
  handles(command: CommandName): boolean {
    return Boolean(this.#calls.get(command)?.length);
  }

  /** Carries a command out, and tells whether anybody did. */
  run(command: CommandName): boolean {
    const call = this.#calls.get(command)?.at(-1);
    call?.();
    return call !== undefined;
  }

  #setCalls(command: CommandName, change: (calls: (() => void)[]) => (() => void)[]) {
    untrack(() => (this.#calls = new Map(this.#calls).set(command, change(this.#calls.get(command) ?? []))));
  }

  tell(words: string, undo?: () => void) {
    this.notice = { words, undo };
  }
}

export function provideSession(session: Session): Session {
  return setContext(KEY, session);
}

export function useSession(): Session {
  return getContext(KEY);
}

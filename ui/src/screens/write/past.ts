// The way back and forth through the texts of a standard. Typing in one field is one step until a pause or a new word after one.
import type { Standard } from "../../core/views";
import type { Path } from "./path";

/** Keys that follow each other faster than this belong together. */
export const PAUSE = 1000;

interface Step {
  before: Standard;
  after: Standard;
  path: Path;
}
export interface Past {
  done: readonly Step[];
  undone: readonly Step[];
  /** The field that is being typed in, and the time of the last key. */
  typing: { path: Path; at: number } | null;
}
export interface Way {
  past: Past;
  standard: Standard;
  /** The field that is other now. */
  path: Path;
}

export const noPast: Past = { done: [], undone: [], typing: null };

/** Notes a change; `typedAt` is the time of a key in a text, or null for any other change. */
export function note(past: Past, before: Standard, after: Standard, path: Path, typedAt: number | null): Past {
  const last = past.done.at(-1);
  const goesOn = typedAt !== null && past.typing?.path === path && typedAt - past.typing.at < PAUSE;
  const done = goesOn && last ? [...past.done.slice(0, -1), { ...last, after }] : [...past.done, { before, after, path }];
  return { done, undone: [], typing: typedAt === null ? null : { path, at: typedAt } };
}

/** Returns the text before the last step, or null when there is none. */
export function undo(past: Past): Way | null {
  const step = past.done.at(-1);
  if (!step) return null;
  return { standard: step.before, path: step.path, past: { done: past.done.slice(0, -1), undone: [...past.undone, step], typing: null } };
}

/** Returns the text after the step that was undone last, or null when there is none. */
export function redo(past: Past): Way | null {
  const step = past.undone.at(-1);
  if (!step) return null;
  return { standard: step.after, path: step.path, past: { done: [...past.done, step], undone: past.undone.slice(0, -1), typing: null } };
}

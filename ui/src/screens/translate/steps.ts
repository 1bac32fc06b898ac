// The way back and forth through what was typed. Letters that follow each other quickly in one text are one step.
import type { Language } from "../../core/views";
import type { Path } from "./texts";

export const PAUSE = 1000;

export interface Step {
  language: Language;
  path: Path;
  before: string;
  after: string;
  at: number;
}
export interface Steps {
  done: readonly Step[];
  undone: readonly Step[];
}

export const noSteps: Steps = { done: [], undone: [] };

/** Notes what was typed; what had been undone is gone then. */
export function noted({ done }: Steps, step: Step): Steps {
  const last = done.at(-1);
  const goesOn = last && last.language === step.language && last.path === step.path && step.at - last.at < PAUSE;
  return { done: goesOn ? [...done.slice(0, -1), { ...step, before: last.before }] : [...done, step], undone: [] };
}

/** Returns the steps after one was taken back, and that step; null when there is none. */
export function back({ done, undone }: Steps): { steps: Steps; step: Step } | null {
  const step = done.at(-1);
  return step ? { step, steps: { done: done.slice(0, -1), undone: [...undone, step] } } : null;
}

export function forth({ done, undone }: Steps): { steps: Steps; step: Step } | null {
  const step = undone.at(-1);
  return step ? { step, steps: { done: [...done, { ...step, at: 0 }], undone: undone.slice(0, -1) } } : null;
}

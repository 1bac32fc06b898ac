// A form of the identity: asks the app, and says at the field what was refused.
import { tick } from "svelte";

import { problemFrom } from "../../core/core";
import type { ProblemCode } from "../../core/views";
import type { Session } from "../../session.svelte";
import { identity as words } from "../../words/settings";

export type IdentityField = "compared" | "name" | "file" | "passphrase" | "again" | "folder";
export type Errors = Partial<Record<IdentityField, string>>;

const places: Partial<Record<ProblemCode, IdentityField>> = {
  "name-missing": "name",
  "name-unfit": "name",
  "folder-missing": "folder",
  "folder-refused": "folder",
  "file-exists": "folder",
  "disk-full": "folder",
  "passphrase-wrong": "file",
  "key-unreadable": "file",
  "root-differs": "file",
};

/** Returns the field of the form that a refusal is said at; the window shows what belongs to none. */
export function refusalAt(code: ProblemCode, fields: readonly IdentityField[]): Errors | undefined {
  const place = places[code];
  const sentence = words.refusals[code];
  if (!place || !sentence) return undefined;
  const field = fields.includes(place) ? place : fields.at(-1);
  return field && { [field]: sentence };
}

export class IdentityForm {
  errors = $state.raw<Errors>({});
  isBusy = $state(false);
  element = $state<HTMLElement>();

  constructor(
    readonly session: Session,
    readonly fields: readonly IdentityField[],
  ) {}

  /** Asks the app if nothing is wrong so far; returns the answer, or undefined when it was refused. */
  async send<T>(mistakes: Errors, work: () => Promise<T>): Promise<T | undefined> {
    this.errors = mistakes;
    if (this.fields.some((field) => mistakes[field])) return this.#focus();
    this.isBusy = true;
    try {
      return await work();
    } catch (thrown) {
      const problem = problemFrom(thrown);
      this.errors = refusalAt(problem.code, this.fields) ?? {};
      if (Object.keys(this.errors).length === 0) this.session.problem = problem;
      return await this.#focus();
    } finally {
      this.isBusy = false;
    }
  }

  async #focus(): Promise<undefined> {
    await tick();
    const wrong = this.fields.find((field) => this.errors[field]);
    this.element?.querySelector<HTMLElement>(`[data-field="${wrong}"] :is(input, button)`)?.focus();
  }
}

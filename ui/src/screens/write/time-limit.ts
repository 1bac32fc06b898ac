// Time limits as files hold them, such as "2 working days", and as people type them: a number and a unit.
import type { TimeLimit } from "../../core/views";

export const units = ["seconds", "minutes", "hours", "business hours", "calendar days", "working days", "weeks", "months"] as const;
export const LARGEST = 9999;

export interface TypedLimit {
  /** What was typed, whether it is a number or not. */
  amount: string;
  unit: string;
}

/** Takes a limit apart; nothing typed and the usual unit where there is none. */
export function takenApart(limit: TimeLimit | undefined, usualUnit: string): TypedLimit {
  const [, amount, unit] = /^(\d+) (.+)$/.exec(limit ?? "") ?? [];
  return amount && unit ? { amount, unit: unit.endsWith("s") ? unit : `${unit}s` } : { amount: "", unit: usualUnit };
}

/** Tells whether what was typed is no number of 1 to 9999; nothing typed is no mistake. */
export function isWrong({ amount }: TypedLimit): boolean {
  const typed = amount.trim();
  return typed !== "" && !(/^\d+$/.test(typed) && Number(typed) > 0 && Number(typed) <= LARGEST);
}

/** Returns the limit as files hold it; undefined where none is typed. */
export function limitOf(typed: TypedLimit): TimeLimit | undefined {
  const amount = Number(typed.amount.trim());
  if (!amount || isWrong(typed)) return undefined;
  return `${amount} ${amount === 1 ? typed.unit.replace(/s$/, "") : typed.unit}`;
}

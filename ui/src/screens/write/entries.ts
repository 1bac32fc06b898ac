// The lists of a standard: what a new entry begins with, and where each one's first text stands.
import type { Standard } from "../../core/views";
import { inserted, listAt, moved, withValue, type Path } from "./path";

export type ListName = "steps" | "exceptions" | "empowerment" | "do" | "dont" | "evidence" | "references";

const beginnings: Record<ListName, (standard: Standard) => unknown> = {
  steps: () => ({ text: "" }),
  exceptions: () => ({ when: "", holds: "" }),
  empowerment: (standard) => ({ who: standard.empowerment.at(-1)?.who ?? standard.actor, may: "" }),
  do: () => "",
  dont: () => "",
  evidence: () => ({ kind: "interview", learnt: "" }),
  references: () => "",
};
const firsts: Partial<Record<ListName, string>> = { steps: ".text", exceptions: ".when", empowerment: ".may", evidence: ".learnt" };

/** Returns the path of the text in which writing an entry begins. */
export function firstText(list: ListName, index: number): Path {
  return `${list}.${index}${firsts[list] ?? ""}`;
}

/** Returns the standard with an empty entry more. */
export function withEntry(standard: Standard, list: ListName, at: number): Standard {
  return withValue(standard, list, inserted(listAt(standard, list), at, beginnings[list](standard)));
}

export function withoutEntry(standard: Standard, list: ListName, at: number): Standard {
  return withValue(standard, list, listAt(standard, list).toSpliced(at, 1));
}

/** Returns the standard with the entry elsewhere in its list. */
export function withMoved(standard: Standard, list: ListName, from: number, to: number): Standard {
  return withValue(standard, list, moved(listAt(standard, list), from, to));
}

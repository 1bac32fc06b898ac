// Makes the order to publish out of what was entered, and says what is still missing in it.
import type { Change, Problem, PublishChange, PublishOrder, PublishView } from "../../core/views";
import { mistakeWords, refusals } from "../../words/publish";

export interface Entered {
  note: string;
  effectiveOn: string;
  expectedBy: string;
  folder: string;
  decisions: Record<string, Change>;
  passphrase: string;
}

export const orderFields = ["note", "effective", "expected", "folder", "identity", "passphrase"] as const;
export type OrderField = (typeof orderFields)[number];
export type Mistakes = Partial<Record<OrderField, string>>;

/** Returns the order; of the decisions only those that differ from what the revisions say. */
export function orderFrom(entered: Entered, changes: PublishChange[]): PublishOrder {
  return {
    note: entered.note.trim(),
    effective_on: entered.effectiveOn,
    next_expected_by: entered.expectedBy || null,
    folder: entered.folder,
    passphrase: entered.passphrase,
    changes: decided(entered.decisions, changes),
  };
}

function decided(decisions: Record<string, Change>, changes: PublishChange[]): PublishOrder["changes"] {
  return changes.flatMap(({ id, change }) => {
    const decision = decisions[id];
    return change && decision && decision !== change ? [{ id, change: decision }] : [];
  });
}

/** Says at which fields something is missing or does not fit. */
export function mistakesIn(entered: Entered, { today, identity }: Pick<PublishView, "today" | "identity">): Mistakes {
  const mistakes: Mistakes = {
    note: entered.note.trim() ? undefined : mistakeWords.note,
    effective: entered.effectiveOn >= today ? undefined : mistakeWords.effective(today),
    expected: entered.expectedBy && entered.expectedBy <= entered.effectiveOn ? mistakeWords.expected : undefined,
    folder: entered.folder ? undefined : mistakeWords.folder,
    identity: identityMistake(identity),
    passphrase: !identity || entered.passphrase ? undefined : mistakeWords.passphrase,
  };
  return Object.fromEntries(Object.entries(mistakes).filter(([, words]) => words));
}

function identityMistake(identity: PublishView["identity"]): string | undefined {
  if (!identity) return mistakeWords.identity;
  return identity.days_left < 0 ? mistakeWords.expired : undefined;
}

const refusedFields: Partial<Record<Problem["code"], OrderField>> = {
  "passphrase-wrong": "passphrase",
  "folder-missing": "folder",
  "folder-refused": "folder",
  "disk-full": "folder",
  "file-exists": "folder",
  "identity-missing": "identity",
  "identity-expired": "identity",
};

/** Returns the field that a refusal is about, with its words; undefined when it is about none of them. */
export function refusalAt({ code }: Problem, number: number): Mistakes | undefined {
  const field = refusedFields[code];
  const words = refusals[code]?.(number);
  return field && words ? { [field]: words } : undefined;
}

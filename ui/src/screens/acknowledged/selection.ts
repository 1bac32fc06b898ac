// Which branches are selected, and whom a reminder is about.
import type { AcknowledgedQuery, AcknowledgedRow, AcknowledgedView } from "../../core/views";

/** None, all that match and can be reminded, or some by their identities. */
export type Selection = "none" | "all" | ReadonlySet<string>;

export function canBeReminded({ state }: Pick<AcknowledgedRow, "state">): boolean {
  return state === "late" || state === "waiting";
}

/** Returns the selection with one branch more or less; none that is left over is none. */
export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection instanceof Set ? selection : []);
  if (!ids.delete(id)) ids.add(id);
  return ids.size ? ids : "none";
}

export function howMuch(selection: Selection, remindable: number): "none" | "some" | "all" {
  if (selection instanceof Set) return selection.size === remindable ? "all" : "some";
  return selection === "all" ? "all" : "none";
}

/** Without a selection the late ones are reminded; where a filter holds, those that it shows. */
export function remindQuery(query: AcknowledgedQuery, { totals, remindable }: Pick<AcknowledgedView, "totals" | "remindable">): { query: AcknowledgedQuery; count: number } {
  const isFiltered = query.search !== "" || query.region !== null || query.state !== null;
  if (isFiltered || totals.late === 0) return { query, count: remindable };
  return { query: { ...query, state: "late" }, count: totals.late };
}

// What can be done with standards as wholes, from the outline, the menu bar and Find alike.
import type { OutlineAnswer, OutlineRow } from "../../core/views";
import type { Session } from "../../session.svelte";
import { outline as words } from "../../words/outline";
import { group, placeIn, type Group, type Grouping } from "./outline";
import { step, type Move } from "./outline-move";

const KEY = "plumbline.outline.grouping";
const titlePlace = { field: "title", index: null, language: null } as const;

/** Returns how the outline was grouped last on this computer. */
export function storedGrouping(): Grouping {
  const stored = localStorage.getItem(KEY);
  return stored === "channel" || stored === "section" ? stored : "stage";
}

export function storeGrouping(grouping: Grouping) {
  localStorage.setItem(KEY, grouping);
}

function groups(session: Session): Group[] {
  const workspace = session.workspace;
  return workspace ? group(workspace.outline, storedGrouping(), workspace.handbook) : [];
}

/** Asks the app to change the outline, after what is being written was saved, and takes its answer over. */
async function change(session: Session, work: () => Promise<OutlineAnswer>): Promise<OutlineAnswer | undefined> {
  const answer = await session.attempt(async () => {
    await session.flush();
    return work();
  });
  if (answer) session.takeOutline(answer);
  return answer;
}

const rowOf = ({ id, outline }: OutlineAnswer): OutlineRow | undefined => outline.find((row) => row.id === id);

/** Adds a standard where the chosen one stands, and puts the cursor into its title. */
export async function addStandard(session: Session) {
  const home = groups(session).find(({ rows }) => rows.some((row) => row.id === session.standard));
  const answer = await change(session, () => session.core.addStandard(placeIn(home?.key)));
  const row = answer && rowOf(answer);
  if (!row) return;
  session.tell(words.added(row.code));
  await session.attempt(() => session.go("write", row.id, titlePlace));
}

export async function duplicateStandard(session: Session, { id, code }: OutlineRow) {
  const answer = await change(session, () => session.core.duplicateStandard(id));
  const copy = answer && rowOf(answer);
  if (!copy) return;
  session.tell(words.duplicated(code, copy.code));
  await session.attempt(() => session.go("write", copy.id, titlePlace));
}

/** Retires a standard and shows its neighbour; the notice brings it back. */
export async function retireStandard(session: Session, { id, code }: OutlineRow) {
  const next = neighbour(groups(session), id);
  const answer = await change(session, () => session.core.retireStandard(id));
  if (!answer) return;
  if (session.standard === id) await session.attempt(() => session.go(session.screen, next));
  session.tell(words.retired(code), () => void bringBackStandard(session, id, code));
}

export async function bringBackStandard(session: Session, id: string, code: string) {
  const answer = await change(session, () => session.core.bringBackStandard(id));
  if (!answer) return;
  await session.attempt(() => session.go("write", id));
  session.tell(words.broughtBack(code));
}

/** Returns the standard below, or else above, in the order in which the groups show them. */
export function neighbour(groups: Group[], id: string): string | null {
  const ids = groups.flatMap(({ rows }) => rows.map((row) => row.id));
  const at = ids.indexOf(id);
  return ids[at + 1] ?? ids[at - 1] ?? null;
}

/** Moves a standard one place within its group, as far as it is shown; returns what to say about it. */
export async function moveStandard(session: Session, row: OutlineRow, by: 1 | -1, shown = groups(session)): Promise<string> {
  const order = orderOf(session);
  const move = step(shown, order, row.id, by);
  return move ? putAt(session, row, move) : "";
}

/** Carries out a move, and returns what to say about it. */
export async function putAt(session: Session, { id, code }: OutlineRow, move: Move): Promise<string> {
  if (move.kind === "first") return words.isFirst(code, move.group);
  if (move.kind === "last") return words.isLast(code, move.group);
  const answer = await change(session, () => session.core.moveStandard(id, move.before));
  return answer ? words.moved(code, move.place, move.siblings, move.group) : "";
}

/** Returns the order that was made by hand, and what follows it by code. */
export function orderOf({ workspace }: Session): string[] {
  const byHand = new Set(workspace?.handbook.order);
  const others = workspace?.outline.filter(({ id }) => !byHand.has(id)) ?? [];
  return [...byHand, ...others.map(({ id }) => id)];
}

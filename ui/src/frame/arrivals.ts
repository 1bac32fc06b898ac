// A file of an exchange that was opened with the app: taken in where it belongs, or told what it is.
import type { ArrivedKind, WorkspaceKind } from "../core/views";
import type { Session } from "../session.svelte";
import { exchange } from "../words/branches";

export type Way = "receive" | "collect" | "join" | "tell";

/** What becomes of a file where such a workspace is open, or none. */
export function wayOf(kind: ArrivedKind, open: WorkspaceKind | null): Way {
  if (kind === "invite") return "join";
  if (open === "branch" && (kind === "edition" || kind === "parcel")) return "receive";
  if (open === "publisher" && kind !== "edition") return "collect";
  return "tell";
}

/** Asks what was opened with the app, and does with it what can be done. */
export async function readArrived(session: Session) {
  const { problem } = session;
  session.file = (await session.attempt(session.core.readArrived)) ?? null;
  // What went wrong at the start stays told.
  session.problem ??= problem;
  await takeArrived(session);
}

/** Does with the file what can be done now; what cannot be taken in stays, and is told. */
export async function takeArrived(session: Session) {
  const { file } = session;
  if (!file) return;
  const way = wayOf(file.kind, session.workspace?.kind ?? null);
  if (way === "join") session.overlay = "join";
  else if (way === "tell") session.overlay = "arrived";
  else if (way === "receive") await receive(session);
  else await collect(session);
}

async function receive(session: Session) {
  if (session.isLong) return session.tell(exchange.underWay);
  session.file = null;
  const report = await session.attemptLong(exchange.receiving, session.core.receiveArrived);
  // What came before it was stopped is there; a problem stays told where it is.
  if (session.problem) return;
  session.arrived = report ?? null;
  await session.go("changes");
}

async function collect(session: Session) {
  if (session.isLong) return session.tell(exchange.underWay);
  session.file = null;
  const report = await session.attemptLong(exchange.collecting, session.core.collectArrived);
  if (session.problem) return;
  session.collected = report ?? null;
  await session.go("branches");
}

/** Puts the file away: nothing is done with it. */
export function putAway(session: Session) {
  session.file = null;
  session.overlay = null;
  void session.core.putAwayArrived().catch(() => {});
}

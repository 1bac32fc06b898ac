// Saves changes to the handbook's title and lists, one after the other, each on top of what is in the file.
import { problemFrom } from "../../core/core";
import type { Handbook } from "../../core/views";
import type { Session } from "../../session.svelte";

export type Save = (change: (handbook: Handbook) => Handbook) => Promise<boolean>;

/** Returns the function that saves a change and tells whether it is in the file now, and one that waits for all of them. */
export function handbookSaver(session: Session): { save: Save; settled: () => Promise<void> } {
  let last: Promise<unknown> = Promise.resolve();
  const saveNext: Save = (change) => {
    const next = last.then(() => save(session, change));
    last = next;
    return next;
  };
  return { save: saveNext, settled: async () => void (await last) };
}

async function save(session: Session, change: (handbook: Handbook) => Handbook): Promise<boolean> {
  const read = session.workspace?.handbook;
  if (!read || session.isReadOnly) return false;
  session.problem = null;
  session.saving = "saving";
  try {
    session.workspace = await session.core.saveHandbook(change(read), read);
    session.saving = "saved";
    session.savedAt = new Date().toISOString();
    return true;
  } catch (thrown) {
    session.saving = "saved";
    const problem = problemFrom(thrown);
    if (problem.code === "handbook-changed") await readAgain(session);
    session.problem = problem;
    return false;
  }
}

/** Somebody else has changed the handbook: shows what is in the file now. */
async function readAgain(session: Session) {
  const workspace = await session.core.readWorkspace().catch(() => null);
  if (workspace) session.workspace = workspace;
}

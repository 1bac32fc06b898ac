import { expect, test } from "vitest";

import { fakeCore, problem } from "../../core/fake";
import { Session } from "../../session.svelte";
import { handbookSaver } from "./handbook.svelte";

async function opened(session: Session) {
  session.workspace = await session.core.readWorkspace();
  return session;
}

test("two changes at once both end up in the file", async () => {
  const session = await opened(new Session(fakeCore()));
  const { save } = handbookSaver(session);
  await Promise.all([
    save((handbook) => ({ ...handbook, title: "Service" })),
    save((handbook) => ({ ...handbook, organisation: "Shop" })),
  ]);
  expect((await session.core.readWorkspace())?.handbook).toMatchObject({ title: "Service", organisation: "Shop" });
});

test("when somebody else was quicker, theirs is shown and the problem is told", async () => {
  const core = fakeCore();
  const session = await opened(new Session(core));
  const read = session.workspace?.handbook;
  if (!read) throw new Error("the fake core has a workspace open");
  await core.saveHandbook({ ...read, title: "Theirs" }, read);
  core.saveHandbook = () => Promise.reject(problem("handbook-changed"));
  expect(await handbookSaver(session).save((handbook) => ({ ...handbook, title: "Mine" }))).toBe(false);
  expect(session.workspace?.handbook.title).toBe("Theirs");
  expect(session.problem?.code).toBe("handbook-changed");
});

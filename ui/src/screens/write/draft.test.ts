import { expect, test, vi } from "vitest";

import type { Core } from "../../core/core";
import { fakeCore, problem } from "../../core/fake";
import { Session } from "../../session.svelte";
import { Draft } from "./draft.svelte";

const id = "01980000-0000-7000-8000-000000000005";

async function opened(core: Core = fakeCore()): Promise<{ core: Core; draft: Draft; session: Session }> {
  const session = new Session(core);
  session.show((await core.readWorkspace())!);
  return { core, session, draft: new Draft(session, await core.readStandard(id)) };
}

const statement = async (core: Core) => (await core.readStandard(id)).standard.statement;

test("every key is saved at once, and the last one is in the file", async () => {
  const { core, draft, session } = await opened();
  for (const text of ["C", "Ca", "Call."]) draft.type("statement", text, text.length);
  expect(session.saving).toBe("saving");
  await draft.flush();
  expect(await statement(core)).toBe("Call.");
  expect(session.saving).toBe("saved");
});

test("a failed save keeps the text, says why, and is made good by trying again", async () => {
  const core = fakeCore();
  const save = core.saveStandard;
  core.saveStandard = () => Promise.reject(problem("disk-full"));
  const { draft, session } = await opened(core);
  draft.type("statement", "Call.", 5);
  await expect(draft.flush()).rejects.toMatchObject({ code: "disk-full" });
  expect([session.saving, draft.problem?.code, draft.standard.statement]).toEqual(["failed", "disk-full", "Call."]);
  core.saveStandard = save;
  await draft.tryAgain();
  expect([session.saving, draft.problem, await statement(core)]).toEqual(["saved", null, "Call."]);
});

async function stale() {
  const { core, draft, session } = await opened();
  await core.saveStandard({ ...draft.standard, statement: "Theirs." }, 1);
  draft.type("statement", "Mine.", 5);
  const flushed = draft.flush();
  await vi.waitFor(() => expect(draft.theirs).not.toBeNull());
  return { core, draft, session, flushed };
}

test("when somebody else has saved, nothing is overwritten until it is decided", async () => {
  const { core, draft } = await stale();
  expect(await statement(core)).toBe("Theirs.");
  expect(draft.standard.statement).toBe("Mine.");
});

test("keeping mine saves over, and Undo brings theirs", async () => {
  const { core, draft, flushed } = await stale();
  draft.keepMine();
  await flushed;
  expect(await statement(core)).toBe("Mine.");
  draft.undo();
  expect(draft.standard.statement).toBe("Theirs.");
});

test("taking theirs keeps mine within reach of Undo", async () => {
  const { core, draft, flushed, session } = await stale();
  draft.takeTheirs();
  await flushed;
  expect([draft.standard.statement, await statement(core), session.saving]).toEqual(["Theirs.", "Theirs.", "saved"]);
  draft.undo();
  await draft.flush();
  expect(await statement(core)).toBe("Mine.");
});

test("a finding that is kept on purpose is not lost by undoing what was typed before it", async () => {
  const { core, draft } = await opened();
  draft.type("statement", "Call soon.", 10);
  await draft.flush();
  draft.take(await core.waive(id, "vague-time", "Call soon.", "It is so."));
  expect(draft.findings.find(({ phrase }) => phrase === "soon")?.is_waived).toBe(true);
  draft.undo();
  expect(draft.standard.statement).toBe("Call soon.");
  draft.redo();
  expect(draft.standard.waivers).toHaveLength(1);
});

test("clarity does not fall while a sentence is being typed", async () => {
  const { draft } = await opened();
  const before = draft.checked.clarity.score;
  draft.type("statement", "Call soon", 9);
  await vi.waitFor(() => expect(draft.checkedText.statement).toBe("Call soon"));
  expect([draft.findings.length, draft.checked.clarity.score]).toEqual([0, before]);
  draft.moveCaret("statement", null);
  expect(draft.findings.map(({ phrase }) => phrase)).toEqual(["soon"]);
  expect(draft.checked.clarity.score).toBeLessThan(before);
});

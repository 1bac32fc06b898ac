import { expect, test } from "vitest";

import type { Core } from "../../core/core";
import { fakeCore, problem } from "../../core/fake";
import { Session } from "../../session.svelte";
import { Desk } from "./desk.svelte";
import { textAt, withText } from "./texts";

const ID = "01980000-0000-7000-8000-000000000001";

async function begin(core: Core = fakeCore()) {
  const session = new Session(core);
  const view = await core.readStandard(ID);
  return { core, session, desk: new Desk(session, view) };
}
const saved = async (core: Core, path: string) => textAt((await core.readStandard(ID)).standard.translations.te, path);

test("what is typed is in the file after a flush", async () => {
  const { core, session, desk } = await begin();
  desk.type("te", "title", "క");
  desk.type("te", "title", "కొత్త");
  expect(session.saving).toBe("saving");
  await desk.flush();
  expect(await saved(core, "title")).toBe("కొత్త");
  expect(session.saving).toBe("saved");
});

test("quick typing in one text is taken back at once, and another text is another step", async () => {
  const { desk } = await begin();
  desk.type("te", "title", "a");
  desk.type("te", "title", "ab");
  desk.type("te", "statement", "x");
  expect(desk.undo()?.path).toBe("statement");
  expect(textAt(desk.standard.translations.te, "title")).toBe("ab");
  desk.undo();
  expect(textAt(desk.standard.translations.te, "title")).toBe("");
  expect(desk.undo()).toBeNull();
  desk.redo();
  expect(textAt(desk.standard.translations.te, "title")).toBe("ab");
});

test("when somebody else has saved, their source holds and what was typed here stays", async () => {
  const { core, desk } = await begin();
  const { standard, saves } = await core.readStandard(ID);
  await core.saveStandard({ ...standard, statement: "Theirs.", translations: { ta: withText(undefined, "title", "அவர்கள்") } }, saves);
  desk.type("te", "title", "నాది");
  await desk.flush();
  const now = (await core.readStandard(ID)).standard;
  expect([now.statement, now.translations.te?.title, now.translations.ta?.title]).toEqual(["Theirs.", "నాది", "அவர்கள்"]);
});

test("a failed save is told, keeps the text, and goes through at the next try", async () => {
  const core = fakeCore();
  const { session, desk } = await begin(core);
  const save = core.saveStandard;
  core.saveStandard = () => Promise.reject(problem("disk-full"));
  desk.type("te", "title", "కొత్త");
  await expect(desk.flush()).rejects.toMatchObject({ code: "disk-full" });
  expect([session.saving, session.problem?.code]).toEqual(["failed", "disk-full"]);
  core.saveStandard = save;
  await desk.flush();
  expect(await saved(core, "title")).toBe("కొత్త");
});

// Shows the interface on the fake core, for a browser: /tests/index.html?screen=publish&appearance=dark
// A branch's window: branch=waiting (or another branchState of FakeWishes); refused=damaged,two-publishers. HR's branches: branches=42, hr=usual (or new, no-edition, just-out, alarm, behind).
// A file that was opened with the app: arrived=edition (or parcel, receipt, request, invite, false, unknown). Roots: roots=3.
// Other wishes: text_size=200, slow, closed, standards=3000, identity=none, failing=publish:disk-full, standard=PH-03, access=read-only-file.
import { mount, unmount } from "svelte";

import App from "../src/App.svelte";
import type { Core } from "../src/core/core";
import { fakeApp, fakeCore, problem } from "../src/core/fake";
import { manyStandards } from "../src/core/fake-handbook";
import type { Access, Appearance, ProblemCode, RefusalCode, Screen } from "../src/core/views";
import "../src/look/base.css";
import "../src/look/fonts";
import "../src/look/tokens.css";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has an element with the id app");
let app: ReturnType<typeof mount> | undefined;

/** Begins anew with other wishes, which is much faster than to load the page again. */
async function show(search: string) {
  if (app) await unmount(app);
  if (target) app = mount(App, { target, props: { core: coreFor(new URLSearchParams(search)) } });
}

Object.assign(globalThis, { show });
void show(location.search);

function coreFor(wishes: URLSearchParams): Core {
  const appearance = (wishes.get("appearance") ?? "light") as Appearance;
  const text_size = Number(wishes.get("text_size") ?? 100);
  const [command, code] = wishes.get("failing")?.split(":") ?? [];
  const many = wishes.get("standards");
  const core = fakeCore({
    isClosed: wishes.has("closed"),
    isBranch: wishes.has("branch"),
    branchState: (wishes.get("branch") || "waiting") as "waiting",
    refused: wishes.get("refused")?.split(",").map((code) => ({ name: `Customer-service-${code}.edition`, code: code as RefusalCode, reason: "it was changed after it was signed" })),
    branches: wishes.has("branches") ? Number(wishes.get("branches")) : undefined,
    hr: (wishes.get("hr") ?? "usual") as "usual",
    roots: (Number(wishes.get("roots")) || 1) as 1,
    arrived: (wishes.get("arrived") ?? undefined) as "edition" | undefined,
    isSlow: wishes.has("slow"),
    hasIdentity: wishes.get("identity") !== "none",
    app: { preferences: { ...fakeApp.preferences, appearance, text_size } },
    standards: many ? manyStandards(Number(many)) : undefined,
    failing: command ? { [command]: problem(code as ProblemCode) } : undefined,
  });
  const read = core.readWorkspace;
  core.readWorkspace = async () => {
    const workspace = await read();
    const standard = workspace?.outline.find((row) => row.code === (wishes.get("standard") ?? "PH-03"))?.id ?? workspace?.outline[0]?.id;
    const access = (wishes.get("access") ?? "full") as Access;
    return workspace && { ...workspace, access, place: { screen: (wishes.get("screen") ?? (wishes.has("branch") ? "changes" : "write")) as Screen, standard: standard ?? null } };
  };
  return core;
}

// Shows Publish and Settings on the fake core in the states that a handbook can be in: /tests/publish.html?changes=300&days_left=20
// Wishes: screen, appearance, text_size, identity=none, days_left, changes, edition=first, edition=nothing, refusal=CODE, verdict=false, verdict=stranger.
import { mount } from "svelte";

import App from "../src/App.svelte";
import { fakeApp, fakeCore, fakeIdentity, problem } from "../src/core/fake";
import type { Appearance, ProblemCode, PublishChange, PublishView, Screen, VerdictView } from "../src/core/views";
import "../src/look/base.css";
import "../src/look/fonts";
import "../src/look/tokens.css";

const wishes = new URLSearchParams(location.search);
const appearance = (wishes.get("appearance") ?? "light") as Appearance;
const text_size = Number(wishes.get("text_size") ?? 100);
const core = fakeCore({ hasIdentity: wishes.get("identity") !== "none", app: { preferences: { ...fakeApp.preferences, appearance, text_size } } });
const given = { ...core };

core.readWorkspace = async () => {
  const workspace = await given.readWorkspace();
  const place = { screen: (wishes.get("screen") ?? "publish") as Screen, standard: workspace?.outline[0]?.id ?? null };
  return workspace && { ...workspace, place };
};
core.readPublish = async () => wished(await given.readPublish());
core.readIdentity = async () => {
  const identity = await given.readIdentity();
  return identity && { ...identity, days_left: daysLeft(identity.days_left) };
};
core.verifyFiles = async (paths) => (await given.verifyFiles(paths)).map(verdict);
core.chooseAndVerify = async () => core.verifyFiles(["/media/stick/Customer-service-edition-8.pdf"]);
const refusal = wishes.get("refusal");
if (refusal) core.publish = () => Promise.reject(problem(refusal as ProblemCode));

function wished(view: PublishView): PublishView {
  const identity = view.identity && { ...fakeIdentity, days_left: daysLeft(fakeIdentity.days_left) };
  const edition = wishes.get("edition");
  const changes = many(view.changes, Number(wishes.get("changes") ?? view.changes.length));
  if (edition === "nothing") return { ...view, identity, number: 1, last: null, changes: [] };
  if (edition !== "first") return { ...view, identity, changes };
  return { ...view, identity, number: 1, last: null, changes: changes.map((change) => ({ ...change, kind: "new", change: null })) };
}

function daysLeft(usual: number): number {
  return Number(wishes.get("days_left") ?? usual);
}

function many(changes: PublishChange[], count: number): PublishChange[] {
  return Array.from({ length: count }, (_, at) => {
    const model = changes[at % changes.length];
    if (!model) throw new Error("the sample handbook has changes");
    return at < changes.length ? model : { ...model, id: `${model.id}-${at}`, code: `${model.code}-${at}` };
  });
}

function verdict(view: VerdictView): VerdictView {
  const wish = wishes.get("verdict");
  if (wish === "stranger") return { ...view, root_is_known: false };
  return wish === "false" ? { ...view, holds: false, reason: "The file was changed after it was signed.", signer: null } : view;
}

const target = document.getElementById("app");
if (!target) throw new Error("publish.html has an element with the id app");
mount(App, { target, props: { core } });

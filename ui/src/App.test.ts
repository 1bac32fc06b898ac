import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";

import App from "./App.svelte";
import { fakeCore, finding, standard } from "./core/fake";
import type { Core } from "./core/core";
import type { Problem, WriteView } from "./core/views";

const missing: Problem = { code: "workspace-missing", values: { path: "/usb/Shop.plumbline" } };
const handbook: WriteView = {
  title: "Shop",
  language: "en",
  sections: [{ title: "On the phone", standards: [standard("PH-01"), standard("PH-02")] }],
};

let app: Record<string, unknown>;

beforeEach(() => {
  document.body.innerHTML = "";
});

afterEach(() => unmount(app));

test("without a workspace it offers to open one, and shows what was chosen", async () => {
  await start(fakeCore(null, handbook));
  expect(text("h1")).toBe("No handbook is open");
  await click("main button");
  expect(text("h1")).toBe("PH-01 Title of PH-01");
});

test("a file that is gone is named, with what to do next", async () => {
  await start(fakeCore(missing));
  expect(text("[role=alert]")).toContain("There is no file at /usb/Shop.plumbline.");
  expect(document.activeElement?.getAttribute("role")).toBe("alert");
});

test("a failed opening leaves the open workspace on the screen", async () => {
  await start(fakeCore(handbook, missing));
  await click("header button");
  expect(text("[role=alert]")).toContain("Nothing was changed");
  expect(text("h1")).toBe("PH-01 Title of PH-01");
});

test("a finding kept on purpose is shown but not counted", async () => {
  const kept = finding({ phrase: "all calls", is_waived: true });
  const findings = [finding({ phrase: "soon" }), kept];
  const sections = [{ title: "", standards: [standard("PH-01", { findings })] }];
  await start(fakeCore({ ...handbook, sections }));
  expect(text("aside")).toContain("Kept on purpose");
  expect(text("header")).toContain("1 must fix");
});

test("an error that nobody foresaw has words too", async () => {
  const core: Core = { ...fakeCore(null), readWorkspace: () => Promise.reject(new Error("no answer")) };
  await start(core);
  expect(text("[role=alert]")).toContain("no answer");
});

async function start(core: Core) {
  app = mount(App, { target: document.body, props: { core } });
  await settle();
}

async function click(css: string) {
  document.querySelector<HTMLElement>(css)?.click();
  await settle();
}

async function settle() {
  await new Promise((done) => setTimeout(done));
  flushSync();
}

function text(css: string): string {
  return document.querySelector(css)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

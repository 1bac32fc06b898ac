// @vitest-environment happy-dom
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import App from "./App.svelte";
import type { Core } from "./core/core";
import { fakeCore, problem } from "./core/fake";

let app: Record<string, unknown>;

beforeEach(() => {
  document.body.innerHTML = "";
  localStorage.clear();
});

afterEach(() => unmount(app));

test("without a handbook it offers to begin one, and shows what was chosen", async () => {
  await start(fakeCore({ isClosed: true }));
  expect(text("h1")).toBe("Start with a handbook");
  await press("o", { ctrlKey: true });
  expect(text("header")).toContain("Customer Service Standards");
});

test("the header says of which edition this is the draft, and whether it is saved", async () => {
  await start(fakeCore());
  expect(text("header")).toContain("Draft of edition 8 · based on edition 7, 1 July 2026");
  expect(text("header")).toContain("Saved on this computer");
});

test("the screens have keys, and the one that is shown is marked", async () => {
  await start(fakeCore());
  await press("3", { ctrlKey: true });
  expect(text("nav [aria-current=page]")).toBe("Translate");
});

test("a file that is gone is named, with what to do next, and the focus is there", async () => {
  await start(fakeCore({ isClosed: true, failing: { readWorkspace: problem("workspace-missing", { path: "/usb/Shop.plumbline" }) } }));
  expect(text("[role=alert]")).toContain("There is no file at /usb/Shop.plumbline.");
  expect(document.activeElement?.getAttribute("role")).toBe("alert");
});

test("a failed opening leaves the open handbook on the screen", async () => {
  await start(fakeCore({ failing: { chooseWorkspace: problem("not-a-workspace") } }));
  await press("o", { ctrlKey: true });
  expect(text("[role=alert]")).toContain("nothing was changed");
  expect(text("header")).toContain("Customer Service Standards");
});

test("an error that nobody foresaw has words too", async () => {
  const core: Core = { ...fakeCore(), readWorkspace: () => Promise.reject(new Error("no answer")) };
  await start(core);
  expect(text("[role=alert]")).toContain("no answer");
});

test("saving says that it was saved all along", async () => {
  await start(fakeCore());
  await press("s", { ctrlKey: true });
  expect(text(".notice")).toContain("Already saved");
});

test("a retired standard comes back with Undo", async () => {
  await start(fakeCore());
  const before = rows();
  chooseFromMenu("retire-standard");
  await settle();
  expect(rows()).toBe(before - 1);
  await click(".notice .undo");
  expect(rows()).toBe(before);
});

test("a key that a part of the screen has used is not used twice", async () => {
  await start(fakeCore());
  const event = new KeyboardEvent("keydown", { key: "3", ctrlKey: true, bubbles: true, cancelable: true });
  event.preventDefault();
  window.dispatchEvent(event);
  await settle();
  expect(text("nav [aria-current=page]")).toBe("Write");
});

test("the menu bar gets every command once, each with words", async () => {
  const core = fakeCore();
  const setMenu = vi.spyOn(core, "setMenu");
  await start(core);
  const items = setMenu.mock.calls.flatMap(([menus]) => menus).flatMap(({ items }) => items).filter(({ command }) => command);
  expect(new Set(items.map(({ command }) => command)).size).toBe(items.length);
  expect(items.every(({ words }) => words)).toBe(true);
});

test("appearance and text size hold for the whole window", async () => {
  await start(fakeCore());
  await press("+", { ctrlKey: true, shiftKey: true });
  expect(document.documentElement.style.fontSize).toBe("115%");
});

test("a branch has its own screens, keys and menus, and none of HR's", async () => {
  const core = fakeCore({ isBranch: true });
  const setMenu = vi.spyOn(core, "setMenu");
  await start(core);
  expect([...document.querySelectorAll("nav .name")].map((name) => name.firstChild?.textContent)).toEqual(["What changed", "Handbook", "Briefing", "Settings"]);
  await press("3", { ctrlKey: true });
  expect(text("nav [aria-current=page]")).toBe("Briefing");
  const menus = setMenu.mock.lastCall?.[0] ?? [];
  const offered = menus.flatMap(({ items }) => items).map(({ command }) => command);
  expect(offered).toContain("receive");
  expect(offered).not.toContain("publish");
  expect(menus.map(({ words }) => words)).not.toContain("Standard");
});

let chooseFromMenu: (command: string) => void = () => {};

async function start(core: Core) {
  core.onCommand = (call) => void (chooseFromMenu = call);
  app = mount(App, { target: document.body, props: { core } });
  await settle();
}

async function press(key: string, but: KeyboardEventInit = {}) {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...but }));
  await settle();
}

async function click(css: string) {
  document.querySelector<HTMLElement>(css)?.click();
  await settle();
}

async function settle() {
  for (let turn = 0; turn < 4; turn += 1) {
    await new Promise((done) => setTimeout(done));
    flushSync();
  }
}

function text(css: string): string {
  return document.querySelector(css)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

function rows(): number {
  return document.querySelectorAll("[role=treeitem].row").length;
}

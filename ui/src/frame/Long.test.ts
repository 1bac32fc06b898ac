// @vitest-environment happy-dom
import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test } from "vitest";

import App from "../App.svelte";
import { fakeCore, type FakeWishes } from "../core/fake";

let app: Record<string, unknown>;

afterEach(() => {
  void unmount(app);
  document.body.innerHTML = "";
});

test("receiving a long file tells how far it is, and can be stopped", async () => {
  await start({ isBranch: true, isSlow: true });
  click("Receive an edition…");
  await until(() => text("dialog").includes("of 2,048 MB"));
  expect(text("dialog h2")).toBe("Receiving files");
  expect(document.querySelector<HTMLProgressElement>("dialog progress")?.value).toBeGreaterThan(0);
  click("Stop");
  await until(() => document.querySelector("dialog") === null);
  expect(text("body")).toContain("Stopped. What had been taken in is kept; the rest comes next time.");
  expect(document.querySelector("[role=alert]")).toBeNull();
});

test("what is received in a blink opens no dialog", async () => {
  await start({ isBranch: true });
  click("Receive an edition…");
  await until(() => text(".notice").includes("Edition 8"));
  expect(document.querySelector("dialog")).toBeNull();
});

async function start(wishes: FakeWishes) {
  app = mount(App, { target: document.body, props: { core: fakeCore(wishes) } });
  await settle();
}

async function settle() {
  await new Promise((done) => setTimeout(done));
  flushSync();
}

async function until(isSo: () => boolean) {
  await expect.poll(() => (flushSync(), isSo()), { timeout: 5000 }).toBe(true);
}

const text = (selector: string) => document.querySelector(selector)?.textContent ?? "";

function click(words: string) {
  const buttons = [...document.querySelectorAll<HTMLElement>("button")].filter((button) => button.textContent?.trim() === words);
  buttons.at(-1)?.click();
}

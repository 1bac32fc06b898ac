// @vitest-environment happy-dom
import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import App from "../../App.svelte";
import { fakeCore, problem, type FakeWishes } from "../../core/fake";

let app: Record<string, unknown>;

afterEach(() => {
  void unmount(app);
  document.body.innerHTML = "";
});

test("an old copy is offered to take over from the depot, is told what is lost, and ends with what came back", async () => {
  const core = await start({ hr: "behind" });
  await press("F5");
  await click("Collect only");
  await until(() => text("[role=alert]").includes("The depot is ahead"));
  await click("Take over from the depot…");
  expect(text("dialog")).toContain("Drafts, waivers and approved texts that were in no edition yet");
  const read = vi.spyOn(core, "readWorkspace");

  // Two files that both go on would be two publishers: that is asked first.
  await click("Take over");
  expect(text("dialog .error")).toContain("two publishers");
  expect(document.activeElement).toBe(document.querySelector("dialog input"));
  document.querySelector<HTMLElement>("dialog input")?.click();
  await settle();
  await click("Take over");
  expect(text("dialog")).toContain("Looking what the depot holds");
  await until(() => text("dialog h2") === "Taken over from the depot");
  expect(text("dialog")).toContain("Editions 8 and 9 came back");
  expect(text("dialog")).toContain("58 receipts came back; 214 were here already.");
  expect(text("dialog")).toContain("Enter the names of the 2 branches");
  expect(read).toHaveBeenCalled();

  await click("Done");
  expect(document.querySelector("dialog, [role=alert]")).toBeNull();
});

test("what was found stays told on the page, with the same way out", async () => {
  await start({ hr: "behind" });
  await press("F5");
  await click("Collect only");
  await until(() => text("[role=alert]").includes("The depot is ahead"));
  await click("Close this message");
  expect(text("[role=alert]")).toContain("state 31");
  await click("Take over from the depot…");
  expect(text("dialog h2")).toBe("Take over from the depot");
});

test("two publishers of one number stay an alarm: nothing offers to take over", async () => {
  await start({ hr: "alarm", failing: { exchange: problem("two-publishers") } });
  expect(text("[role=alert]")).toContain("Nothing was merged");
  await press("F5");
  await click("Collect only");
  await until(() => text("main .problem").includes("Two publishers"));
  expect(buttons()).not.toContain("Take over from the depot…");
});

test("stopping keeps what came, and says that it can go on", async () => {
  await start({ hr: "behind" });
  await press("F5");
  await click("Collect only");
  await until(() => text("[role=alert]").includes("The depot is ahead"));
  await click("Take over from the depot…");
  document.querySelector<HTMLElement>("dialog input")?.click();
  await settle();
  await click("Take over");
  await click("Stop");
  await until(() => text(".notice").includes("take over once more to go on"));
  expect(document.querySelector("dialog")).toBeNull();
});

test("F5 asks for a depot where there is none", async () => {
  await start({ hr: "new" });
  await press("F5");
  expect(text("dialog h2")).toBe("Set up the depot");
});

async function start(wishes: FakeWishes) {
  const core = fakeCore(wishes);
  const { readWorkspace } = core;
  core.readWorkspace = async () => {
    const workspace = await readWorkspace();
    return workspace && { ...workspace, place: { screen: "branches", standard: null } };
  };
  app = mount(App, { target: document.body, props: { core } });
  await settle();
  return core;
}

async function press(key: string) {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await settle();
}

async function click(name: string) {
  const all = [...document.querySelectorAll<HTMLElement>(document.querySelector("dialog") ? "dialog button" : "button")];
  const button = all.find((each) => (each.getAttribute("aria-label") ?? each.textContent)?.trim() === name);
  expect(button, `${name} among ${buttons()}`).toBeDefined();
  button?.click();
  await settle();
}

async function until(isSo: () => boolean) {
  for (let turn = 0; turn < 400 && !isSo(); turn += 1) {
    await new Promise((done) => setTimeout(done, 10));
    flushSync();
  }
  expect(isSo()).toBe(true);
}

async function settle() {
  for (let turn = 0; turn < 6; turn += 1) {
    await new Promise((done) => setTimeout(done));
    flushSync();
  }
}

function buttons(): string[] {
  return [...document.querySelectorAll("button")].map((button) => button.textContent?.trim() ?? "");
}

function text(css: string): string {
  return document.querySelector(css)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

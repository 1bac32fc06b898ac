// @vitest-environment happy-dom
import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import App from "../../App.svelte";
import type { Core } from "../../core/core";
import { fakeCore, problem, type FakeWishes } from "../../core/fake";

let app: Record<string, unknown>;

afterEach(() => {
  void unmount(app);
  document.body.innerHTML = "";
});

test("the late branches come first, and the button reminds just them", async () => {
  await start();
  expect(text("[role=row][data-at='0']")).toContain("3 days late");
  expect(text("main header .main")).toBe("Remind 6 branches");
});

test("Space selects a branch, and only that one is reminded", async () => {
  await start();
  await press("[data-at='0']", "ArrowDown");
  await press("[data-at='1']", " ");
  expect(document.querySelector("[data-at='1']")?.getAttribute("aria-selected")).toBe("true");
  expect(text("main header .main")).toBe("Remind 1 branch");
});

test("Enter opens a branch's receipt, with the words that were agreed to, and Escape leads back to its row", async () => {
  await start();
  await press("[data-at='0']", "Enter");
  expect(text("aside blockquote")).toContain("I have read what changed");
  expect(document.activeElement).toBe(document.querySelector("aside h2"));
  await press("aside h2", "Escape");
  expect(document.activeElement?.getAttribute("data-at")).toBe("0");
});

test("a receipt for a whole first edition counts its standards, and names them with their titles when asked", async () => {
  await start();
  await press("[data-at='12']", "Enter");
  expect(text("aside dl")).toContain("PH-03 r4, EM-02 r2, SM-02 r1");
  await click("aside .list");
  await click("aside ol li:last-child button");
  expect(text("aside dl")).toContain("41 standards");
  expect(document.querySelector("aside [aria-label='Standards that were acknowledged']")).toBeNull();
  await click("aside dl [aria-expanded]");
  const named = [...document.querySelectorAll("aside [aria-label='Standards that were acknowledged'] li")].map((line) => line.textContent?.replace(/\s+/g, " ").trim());
  expect(named).toHaveLength(41);
  expect(named.every((line) => /^[A-Z]+-[\d-]+ \S.* r1$/.test(line ?? ""))).toBe(true);
});

test("20,000 branches are read window by window", async () => {
  const core = await start({ branches: 20_000 }, (made) => vi.spyOn(made, "readAcknowledged"));
  const counts = vi.mocked(core.readAcknowledged).mock.calls.map(([{ count }]) => count);
  expect(Math.max(...counts)).toBe(100);
  expect(document.querySelectorAll("[data-at]").length).toBeLessThan(60);
});

test("those without a mail address are named before the mail is opened", async () => {
  await start();
  await click("main header .main");
  expect(text("dialog")).toContain("have no mail address");
  expect(text("dialog footer .main")).toMatch(/Open a mail to \d branch/);
});

test("a wrong passphrase is said at its field, and nothing that was typed is lost", async () => {
  await start({ failing: { saveEvidence: problem("passphrase-wrong") } });
  await click("main header .actions button:nth-of-type(2)");
  const field = document.querySelector<HTMLInputElement>("dialog input[type=password]")!;
  field.value = "four words that differ";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await click("dialog footer .main");
  expect(text("dialog .error")).toContain("not the passphrase");
  expect(field.value).toBe("four words that differ");
  expect(document.activeElement).toBe(field);
});

test("two publishers are told loudly, with what to do", async () => {
  await start({ hr: "alarm" });
  expect(text("[role=alert]")).toContain("Nothing was merged");
});

test("before the first edition the page says what it is for", async () => {
  await start({ hr: "no-edition" });
  expect(text("main")).toContain("No edition has gone out yet");
});

async function start(wishes: FakeWishes = {}, prepare: (core: Core) => void = () => {}): Promise<Core> {
  const core = fakeCore(wishes);
  const { readWorkspace } = core;
  core.readWorkspace = async () => {
    const workspace = await readWorkspace();
    return workspace && { ...workspace, place: { screen: "acknowledged", standard: null } };
  };
  prepare(core);
  app = mount(App, { target: document.body, props: { core } });
  await settle();
  return core;
}

async function press(css: string, key: string) {
  document.querySelector(css)?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await settle();
}

async function click(css: string) {
  document.querySelector<HTMLElement>(css)?.click();
  await settle();
}

async function settle() {
  for (let turn = 0; turn < 6; turn += 1) {
    await new Promise((done) => setTimeout(done));
    flushSync();
  }
}

function text(css: string): string {
  return document.querySelector(css)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

// Looks for barriers on every screen and dialog with axe, light and dark, small, wide and with text at 200 %: node tests/axe.mjs [URL] [name] [--thorough]
// Whoever adds a screen adds a line to `pages`: a name, what to ask tests/main.ts for, and what to do before looking.
import { readFileSync } from "node:fs";

import { chromium } from "playwright-core";
import { build, preview } from "vite";

const press = (...keys) => async (page) => {
  for (const key of keys) await page.keyboard.press(key);
};
const type = (text) => (page) => page.keyboard.type(text);
const click = (css) => (page) => page.click(css);
const fill = (css, text) => (page) => page.fill(css, text);
const clickName = (name) => (page) => page.getByRole("button", { name, exact: name.length < 8 }).first().click();
const clickCommand = (words) => async (page) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(words);
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
};
/** In a narrow window the outline is in a drawer. */
const showOutline = async (page) => {
  if (!(await page.isVisible("main input[type=search]"))) await page.keyboard.press("Control+Shift+o");
  await page.waitForSelector("[role=treeitem]");
};
const wait = (time = 300) => (page) => page.waitForTimeout(time);

const pages = [
  ["start", "closed"],
  ["start, starters", "closed", click(".ways li:nth-child(1) button")],
  ["start, blank", "closed", press("Control+n")],
  ["start, blank, with what is wrong", "closed", press("Control+n"), fill("dialog input[required]", ""), click("dialog .main"), wait()],
  ["start, problem", "closed&failing=openWorkspace:workspace-damaged", click(".file"), wait()],
  ["overview", "screen=overview"],
  ["write", "screen=write"],
  ["write, no standards", "screen=write&standards=0"],
  ["write, nothing in the outline", "screen=write", showOutline, fill("main input[type=search]", "refnd"), wait()],
  ["write, outline's menu", "screen=write", showOutline, (page) => page.focus("[role=treeitem][tabindex='0']"), press("Shift+F10"), wait()],
  ["write, for reading only", "screen=write&access=newer-version"],
  ["write, 3,000 standards", "screen=write&standards=3000"],
  ["translate", "screen=translate"],
  ["history", "screen=history"],
  ["publish", "screen=publish"],
  ["acknowledged", "screen=acknowledged"],
  ["acknowledged, a branch", "screen=acknowledged", click("[data-at='12']"), wait()],
  ["acknowledged, as a table", "screen=acknowledged", click("main [aria-label*='day by day'] button"), wait()],
  ["acknowledged, evidence report", "screen=acknowledged", click(".actions button:nth-of-type(2)"), wait(), click("dialog .main"), wait()],
  ["acknowledged, due dates", "screen=acknowledged", click(".actions button:nth-of-type(3)"), wait()],
  ["acknowledged, remind", "screen=acknowledged", click(".actions .main"), wait()],
  ["acknowledged, 20,000 branches", "screen=acknowledged&branches=20000"],
  ["acknowledged, two publishers", "screen=acknowledged&hr=alarm"],
  ["acknowledged, no edition", "screen=acknowledged&hr=no-edition"],
  ["acknowledged, no branches", "screen=acknowledged&branches=0"],
  ["acknowledged, just out", "screen=acknowledged&hr=just-out"],
  ["branches", "screen=branches"],
  ["branches, nothing yet", "screen=branches&hr=new&branches=0"],
  ["branches, selected", "screen=branches", click("[data-at='3'] .box"), wait()],
  ["branches, one of them", "screen=branches", click("[data-at='3']"), wait()],
  ["branches, add", "screen=branches", click(".actions .main"), wait(), click("dialog .main"), wait()],
  ["branches, import", "screen=branches", click(".actions button:nth-of-type(1)"), wait()],
  ["branches, invites", "screen=branches", click(".actions button:nth-of-type(2)"), wait()],
  ["branches, compare", "screen=branches", clickName("Compare and approve…"), wait(), click("dialog .main"), wait()],
  ["branches, depot", "screen=branches", click(".side .buttons button:nth-of-type(2)"), wait(), click("dialog label:nth-of-type(3)"), click("dialog .main"), wait()],
  ["branches, exchange", "screen=branches", click(".side .main"), wait(), fill("dialog input", "wrong"), click("dialog .main"), wait()],
  ["branches, exchanged", "screen=branches", click(".side .main"), wait(), fill("dialog input", "right"), click("dialog .main"), wait(4000)],
  ["branches, behind the depot", "screen=branches&hr=behind", press("F5"), wait(), click("dialog .main"), wait(1200)],
  ["branches, take over", "screen=branches&hr=behind", clickCommand("take over"), clickName("Take over"), wait()],
  ["branches, taken over", "screen=branches&hr=behind", clickCommand("take over"), click("dialog input"), clickName("Take over"), wait(4000)],
  ["settings", "screen=settings"],
  ["settings, three roots", "screen=settings&roots=3"],
  ["settings, no identity", "screen=settings&identity=none", clickName("Make the identity"), wait()],
  ["settings, renew", "screen=settings&roots=3", clickName("Renew with the root’s key…"), wait(), clickName("Renew the key"), wait()],
  ["settings, change the roots", "screen=settings", clickName("Change the roots…"), wait(), clickName("Choose the key file…"), wait(), clickName("Make the new roots"), wait()],
  ["settings, key stolen", "screen=settings&roots=3", clickName("The key was stolen…"), wait(), clickName("Choose the key file…"), wait(), clickName("Make a new key"), wait()],
  ["branch: changes", "branch=waiting"],
  ["branch: first edition", "branch=first&standards=41"],
  ["branch: first edition, opened", "branch=first&standards=41", press("F8"), wait(), press("Space"), wait()],
  ["branch: briefing of a first edition", "branch=first&standards=41&screen=briefing"],
  ["branch: briefing, chosen", "branch=first&standards=41&screen=briefing", clickName("Choose…"), wait()],
  ["branch: receipt arrived", "branch=waiting&arrived=receipt"],
  ["branch: all fields", "branch=waiting", click("details summary"), wait()],
  ["branch: acknowledged", "branch=acknowledged"],
  ["branch: not enrolled", "branch=not-enrolled"],
  ["branch: nothing for it", "branch=others"],
  ["branch: alarm", "branch=alarm"],
  ["branch: overdue", "branch=overdue"],
  ["branch: refused", "branch=waiting&refused=damaged,two-publishers,signature-missing", clickName("Receive an edition…"), wait()],
  ["branch: receiving a long file", "branch=waiting&slow", clickName("Receive an edition…"), wait(900)],
  ["branch: missing", "branch=waiting", press("F8"), clickName("Show who is missing"), wait()],
  ["branch: confirm", "branch=waiting", clickName("Show who is missing"), wait(), clickName("Confirm as Till 3"), wait()],
  ["branch: paper", "branch=waiting", clickName("Enter the paper list"), wait(), clickName("Enter"), wait()],
  ["branch: people", "branch=waiting", clickName("Edit the list"), wait(), clickName("Edit Till 1"), wait()],
  ["branch: handbook", "branch=waiting&screen=handbook"],
  ["branch: handbook, found", "branch=waiting&screen=handbook", press("/"), type("complaint"), wait()],
  ["branch: handbook, nothing", "branch=waiting&screen=handbook", press("/"), type("refnd"), wait()],
  ["branch: handbook, empty", "branch=nothing&screen=handbook"],
  ["branch: briefing", "branch=waiting&screen=briefing", clickName("Record the briefing"), wait()],
  ["branch: briefing, recorded", "branch=acknowledged&screen=briefing"],
  ["branch: settings", "branch=waiting&screen=settings", clickName("Change the depot…"), wait()],
  ["branch: keys", "branch=waiting", press("F1"), wait()],
  ["join, file", "closed", clickName("Join as a branch"), wait(), clickName("Choose the invite…"), wait()],
  ["arrived, edition", "closed&arrived=edition"],
  ["arrived, of a stranger", "closed&arrived=unknown"],
  ["arrived, not genuine", "closed&arrived=false"],
  ["arrived, request", "closed&arrived=request"],
  ["arrived, at HR", "screen=overview&arrived=edition"],
  ["arrived, collected", "screen=overview&arrived=receipt", wait()],
  ["join, invite opened", "closed&arrived=invite"],
  ["join, words", "closed", clickName("Join as a branch"), wait(), (page) => page.getByRole("radio", { name: "I was given words" }).check(), clickName("Fetch the invite"), wait()],
  ["find", "screen=overview", press("Control+k"), wait()],
  ["find, standards", "screen=overview", press("Control+k"), type("comp"), wait()],
  ["find, nothing", "screen=overview", press("Control+k"), type("refnd"), wait()],
  ["keyboard map", "screen=overview", press("F1"), wait()],
  ["import", "screen=overview", press("Control+k"), type("import"), wait(), press("Enter"), wait()],
  ["import, report", "screen=overview", press("Control+k"), type("import"), wait(), press("Enter"), wait(), click("dialog .main"), wait()],
  ["verify", "screen=overview", press("Control+k"), type("verify"), wait(), press("Enter"), wait()],
  ["notice", "screen=overview", press("Control+s"), wait()],
  ["problem", "screen=overview&failing=chooseWorkspace:not-a-workspace", press("Control+o"), wait()],
];
const isThorough = process.argv.includes("--thorough");
const looks = [
  { appearance: "light", width: 1440, height: 900, text: 100 },
  { appearance: "dark", width: 1024, height: 700, text: 200 },
  // Colours and sizes of these two are among the others'.
  ...(isThorough ? [{ appearance: "dark", width: 1440, height: 900, text: 100 }, { appearance: "light", width: 1024, height: 700, text: 100 }] : []),
];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

const [url, only] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const server = url ? null : await servePages();
const base = url || server.resolvedUrls.local[0];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const chosen = pages.filter(([name]) => !only || name.startsWith(only));
let count = 0;
// Each look has windows of its own. They work side by side: some of the time is waiting.
const WINDOWS = 2;
await Promise.all(looks.flatMap((look) => {
  const left = [...chosen];
  return Array.from({ length: WINDOWS }, () => lookAt(left, look));
}));
await browser.close();
await server?.close();
console.log(count ? `${count} barriers` : `no barriers on ${chosen.length} pages`);
process.exit(count ? 1 : 0);

/** Builds the page of the fake core, which loads much faster than from its sources, and serves it. */
async function servePages() {
  const root = new URL("..", import.meta.url).pathname;
  const outDir = "node_modules/.pages";
  await build({ root, logLevel: "error", build: { outDir, rolldownOptions: { input: `${root}tests/index.html` } } });
  return preview({ root, logLevel: "error", build: { outDir }, preview: { port: 0, strictPort: false } });
}

function tell(name, { appearance, width, text }, fault) {
  count += 1;
  console.log(`${name} (${appearance}, ${width}, ${text} %): ${fault}`);
}

/** Looks at one page after another in a window; after one that could not be reached, the window is another one. */
async function lookAt(left, look) {
  let page;
  for (let next = left.shift(); next; next = left.shift()) {
    const [name, wishes, ...acts] = next;
    page ??= await openPage(look);
    const failures = [];
    const note = (error) => failures.push(`the page fails: ${error}`);
    page.on("pageerror", note);
    try {
      await reach(page, wishes, acts, look);
      failures.push(...(await page.evaluate(barriers, tags)));
      page.off("pageerror", note);
    } catch (error) {
      failures.push(`it could not be reached: ${String(error).split("\n")[0]}`);
      await page.close();
      page = undefined;
    }
    for (const fault of failures) tell(name, look, fault);
  }
  await page?.close();
}

async function openPage({ width, height }) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce" });
  await page.goto(`${base}tests/index.html?closed`);
  await page.evaluate(axe);
  return page;
}

async function reach(page, wishes, acts, { appearance, text }) {
  await page.mouse.move(0, 0);
  await page.evaluate((search) => (localStorage.clear(), globalThis.show(search)), `${wishes}&appearance=${appearance}&text_size=${text}`);
  await page.waitForSelector("main h1, main h2, main [role=tree]", { state: "attached" });
  await page.waitForTimeout(250);
  for (const act of acts) await act(page);
}

/** Runs in the page. */
async function barriers(tags) {
  const { violations } = await globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} times, as in ${nodes[0].target.join(" ")}: ${nodes[0].html.slice(0, 160)}`);
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [...found, `the page is ${scrollWidth - clientWidth} px too wide`] : found;
}

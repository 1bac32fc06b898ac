// Publishes an edition in Chromium as a publisher does, and looks at every state of Publish and Settings with axe.
// node tests/publish.mjs http://localhost:5173
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [origin = "http://localhost:5173"] = process.argv.slice(2);
const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const errors = [];

async function open(wishes, size = { width: 1440, height: 900 }) {
  const page = await browser.newPage({ viewport: size, reducedMotion: "reduce" });
  page.on("pageerror", (error) => errors.push(`${wishes}: ${error}`));
  // The page stays as it is, even if a file is changed meanwhile.
  await page.routeWebSocket(/.*/, () => {});
  await page.goto(`${origin}/tests/publish.html?${wishes}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
}

async function isClean(page, state) {
  await page.evaluate(axe);
  const violations = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }).then((found) => found.violations), tags);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target}`), [], state);
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(isWide, false, `${state}: scrolls sideways`);
}

const focused = (page) => page.evaluate(() => document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent?.trim());
const button = (page, name) => page.getByRole("button", { name, exact: true });

async function journey(wishes) {
  const page = await open(wishes);
  await isClean(page, `review ${wishes}`);

  // Everything that is missing is listed, and each line leads to its field.
  await button(page, "Sign and publish edition 8").click();
  const summary = page.getByRole("alert");
  await summary.getByRole("button").first().waitFor();
  assert.equal(await summary.getByRole("button").count(), 2);
  await isClean(page, `missing ${wishes}`);
  await summary.getByRole("button").first().press("Enter");
  assert.equal(await focused(page), "Release note");

  // The choice between material and editorial goes by the arrow keys.
  const choice = page.getByRole("radiogroup").first();
  await choice.getByRole("radio", { name: "Material" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await choice.getByRole("radio", { name: "Editorial" }).isChecked(), true);

  // A wrong passphrase is told at its field; what was entered stays.
  await page.getByLabel("Release note").fill("Refunds are quicker.");
  await page.getByLabel("Passphrase", { exact: true }).fill("wrong");
  await page.getByLabel("Passphrase", { exact: true }).press("Enter");
  await page.getByText("This is not the passphrase of the signing key.").waitFor();
  assert.equal(await focused(page), "Passphrase");
  assert.equal(await page.getByLabel("Release note").inputValue(), "Refunds are quicker.");
  await isClean(page, `wrong passphrase ${wishes}`);

  // Leaving for Settings and coming back keeps the note and the choices.
  await page.keyboard.press("Control+6");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await page.keyboard.press("Control+5");
  await page.getByRole("heading", { level: 1, name: "Publish edition 8" }).waitFor();
  assert.equal(await page.getByLabel("Release note").inputValue(), "Refunds are quicker.");
  assert.equal(await choice.getByRole("radio", { name: "Editorial" }).isChecked(), true);

  // Escape while it works stops it.
  const passphrase = page.getByLabel("Passphrase", { exact: true });
  await passphrase.fill("four words in a row");
  await passphrase.press("Enter");
  await page.getByRole("dialog", { name: "Publishing edition 8" }).waitFor();
  await isClean(page, `progress ${wishes}`);
  await page.keyboard.press("Escape");
  await page.getByText("Nothing was published.", { exact: false }).first().waitFor();
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Publish edition 8");
  assert.equal(await focused(page), "Passphrase");

  await button(page, "Sign and publish edition 8").click();
  await page.getByRole("heading", { level: 1, name: "Edition 8 is published" }).waitFor();
  assert.equal(await focused(page), "Edition 8 is published");
  await isClean(page, `result ${wishes}`);
  await button(page, "Verify these files").click();
  await page.getByText("Genuine and unchanged").first().waitFor();
  assert.equal(await page.getByText("Genuine and unchanged").count(), 3, "every file but the signatures");
  await isClean(page, `verified ${wishes}`);
  await page.close();
}

async function manyChanges() {
  const page = await open("changes=300");
  assert.equal(await page.getByRole("article").count(), 50);
  await button(page, "Show the other 250").click();
  assert.equal(await page.getByRole("article").count(), 300);
  await page.getByLabel("Find among the changes").fill("PH-04-6");
  await page.getByRole("article").nth(10).waitFor({ state: "detached" });
  assert.ok((await page.getByRole("article").count()) < 20);
  await isClean(page, "many changes");
  await page.close();
}

async function approveAll() {
  const page = await open("");
  await button(page, "Approve it…").click();
  await button(page, "Cancel").click();
  assert.equal(await focused(page), "Approve it…", "a closed dialog gives the focus back");
  await button(page, "Approve it…").click();
  await page.getByLabel("Why").fill("The pilot worked.");
  await isClean(page, "approve all");
  await button(page, "Approve 1 standard").click();
  await page.getByText("1 standard is approved.").first().waitFor();
  assert.equal(await button(page, "Approve it…").count(), 0);
  await page.close();
}

async function settings() {
  const page = await open("screen=settings");
  await isClean(page, "settings");
  await page.getByLabel("New role").fill("Branch manager");
  await page.keyboard.press("Enter");
  await page.getByText("“Branch manager” is already in the list.").waitFor();
  await page.getByLabel("New role").fill("Driver");
  await page.keyboard.press("Enter");
  await page.getByLabel("Role 6").waitFor();
  await page.getByLabel("Role 6").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.waitForFunction(() => document.querySelector('[aria-label="Role 5"]')?.value === "Driver");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Role 5", "the focus goes with the line");
  await button(page, "Remove Driver").click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => document.querySelector('[aria-label="Role 5"]')?.value === "Driver");
  await page.getByLabel("Title", { exact: true }).fill("");
  await page.keyboard.press("Tab");
  await page.getByText("A handbook has a title.", { exact: false }).waitFor();
  await isClean(page, "settings with mistakes");
  await page.close();
}

async function makeIdentity() {
  const page = await open("identity=none");
  await button(page, "Make one in Settings").click();
  await page.getByText("There is no signing identity yet").waitFor();
  await button(page, "Make the identity").click();
  await page.getByText("Type a passphrase of at least 12 characters.").waitFor();
  await isClean(page, "identity with mistakes");
  await page.getByLabel("Passphrase", { exact: true }).fill("four words in a row");
  await page.getByLabel("The passphrase again", { exact: true }).fill("four words in a row");
  await button(page, "Choose…").click();
  await button(page, "Make the identity").click();
  await page.getByText("Copy root-key.pem to two sticks").waitFor();
  await isClean(page, "identity made");
  await page.close();
}

for (const appearance of ["light", "dark"]) await journey(`appearance=${appearance}`);
await manyChanges();
await approveAll();
await settings();
await makeIdentity();
const states = ["edition=first&changes=41", "edition=nothing", "days_left=20", "days_left=-3", "refusal=clock-doubtful", "screen=settings", "screen=settings&identity=none", "screen=settings&days_left=20"];
for (const state of states) {
  for (const look of ["", "&appearance=dark", "&text_size=200"]) {
    const page = await open(state + look, { width: 1024, height: 700 });
    await isClean(page, state + look);
    await page.close();
  }
}
assert.deepEqual(errors, []);
await browser.close();
console.log("Publish and Settings: every journey and state is as promised.");

// Drives the Write screen in Chromium on the fake core: node tests/write.mjs http://localhost:5181
import assert from "node:assert/strict";

import { chromium } from "playwright-core";

const [base = "http://localhost:5173"] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const failures = [];
page.on("pageerror", (error) => failures.push(String(error)));

const box = (label) => page.locator(`.cm-content[aria-label="${label}"]`);
const statement = box("Statement");
const marks = () => statement.locator(".mark").allTextContents();
const waitForMarks = async (...words) => {
  await page.waitForFunction((wanted) => {
    const found = [...document.querySelectorAll('.cm-content[aria-label="Statement"] .mark')].map((mark) => mark.textContent);
    return JSON.stringify(found) === JSON.stringify(wanted);
  }, words);
};
const open = async (wishes = "") => {
  await page.goto(`${base}/tests/index.html?screen=write&standard=PH-02${wishes}`);
  await statement.waitFor();
};
const savedStatement = async () => {
  await page.getByRole("button", { name: "Preview" }).click();
  const text = await page.frameLocator("iframe").locator("p").first().textContent();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  return text;
};
const tests = {
  async "a vague sentence is marked when it is finished, fixed, undone, and saved"() {
    await open();
    await statement.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("The adviser calls back soon");
    await page.waitForTimeout(300);
    assert.deepEqual(await marks(), [], "a sentence being typed is left in peace");
    await page.keyboard.type(".");
    await waitForMarks("soon");
    assert.match((await statement.locator(".mark").getAttribute("aria-description")) ?? "", /Must fix/);
    await page.keyboard.press("F8");
    await page.keyboard.press("Control+.");
    await page.waitForFunction(() => document.querySelector('.cm-content[aria-label="Statement"]').textContent.includes("within 2 working days"));
    await waitForMarks();
    assert.equal(await savedStatement(), "The adviser calls back within 2 working days.");
    await statement.click();
    await page.keyboard.press("Control+z");
    await waitForMarks("soon");
    assert.equal(await savedStatement(), "The adviser calls back soon.");
    await statement.click();
    await page.keyboard.press("Control+Shift+z");
    await waitForMarks();
  },

  async "an unfinished sentence is marked two seconds after the last key, or when the field is left"() {
    await open();
    await statement.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Call soon");
    assert.deepEqual(await marks(), []);
    await page.keyboard.press("Tab");
    await waitForMarks("soon");
    await statement.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" and promptly");
    await page.waitForTimeout(500);
    assert.deepEqual(await marks(), ["soon"], "what was shown stays, what is new waits");
    await waitForMarks("soon", "promptly");
  },

  async "Enter at the end of a step adds the next; Alt and the arrows move it; Undo goes through all fields"() {
    await open("&x=1");
    await page.goto(`${base}/tests/index.html?screen=write&standard=PH-03`);
    const last = box("Step 5: What is done");
    await last.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await box("Step 6: What is done").waitFor();
    await page.keyboard.type("Thank the customer.");
    await page.keyboard.press("Alt+ArrowUp");
    await page.waitForFunction(() => document.querySelector('[aria-label="Step 5: What is done"]').textContent === "Thank the customer.");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Step 5: What is done");
    for (let count = 0; count < 3; count += 1) await page.keyboard.press("Control+z");
    await box("Step 6: What is done").waitFor({ state: "detached" });
    assert.match((await last.textContent()) ?? "", /^Follow up promptly/);
  },

  async "a wrong time is said at the field, stays there, and is not saved"() {
    await open();
    const amount = page.getByLabel("Respond within", { exact: true });
    await amount.fill("0");
    await page.getByText("Write a whole number from 1 to 9999. What was set before still holds.").waitFor();
    assert.equal(await amount.inputValue(), "0");
    await amount.fill("1");
    await page.getByText("What was set before still holds.").waitFor({ state: "detached" });
  },

  async "a finding is kept on purpose with a reason, and taken back"() {
    await page.goto(`${base}/tests/index.html?screen=write&standard=CH-01`);
    await page.getByRole("button", { name: /“always”/ }).click();
    await page.getByRole("button", { name: "Keep on purpose…" }).click();
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText("Say in a few words why it stays.").waitFor();
    await page.getByLabel("Why is it right as it stands?").fill("The chat answers by itself.");
    await page.keyboard.press("Enter");
    await page.getByText("Kept on purpose: 1").click();
    await page.getByText("The chat answers by itself.").waitFor();
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByRole("button", { name: /“always”/ }).waitFor();
  },

  async "what keeps a standard from being approved leads to its place; a clear one is approved"() {
    await page.goto(`${base}/tests/index.html?screen=write&standard=PH-03`);
    await statement.waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    const problem = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await problem.waitFor();
    assert.ok(await problem.evaluate((element) => element === document.activeElement));
    await problem.getByRole("button").last().click();
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Step 5: What is done");
    await open();
    await statement.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Then they write it down.");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByText("PH-02 is approved as revision 2.").waitFor();
  },

  async "a failed save keeps the text in the window and says why"() {
    await open("&failing=saveStandard:disk-full");
    await statement.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" And again.");
    await page.getByText("Your text is still here in this window.").waitFor();
    assert.match((await statement.textContent()) ?? "", /And again\.$/);
    assert.ok(await statement.evaluate((element) => element === document.activeElement), "the focus stays in the text");
  },
};

for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok    ${name}`);
  } catch (error) {
    failures.push(`${name}: ${error}`);
    console.log(`FAIL  ${name}\n      ${error}`);
  }
}
await browser.close();
if (failures.length) throw new Error(failures.join("\n"));

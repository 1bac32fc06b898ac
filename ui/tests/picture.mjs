// Makes a picture of a page in Chromium: node tests/picture.mjs URL FILE [WIDTHxHEIGHT] [--full]
import { chromium } from "playwright-core";

const [url, file, size = "1440x900", ...flags] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width, height } });
page.on("console", (message) => message.type() === "error" && console.error(message.text()));
page.on("pageerror", (error) => console.error(String(error)));
await page.goto(url);
await page.waitForTimeout(600);
await page.screenshot({ path: file, fullPage: flags.includes("--full") });
await browser.close();

// Opens pages of a shop in Debian's Chromium and prints, as one JSON object, what the script tag of Levier drew on each.
// usage: node shop.mjs ADDRESS…   (LEVIER_SHOTS=folder keeps a picture of each page)
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const shots = process.env.LEVIER_SHOTS;
const browser = await chromium.launchPersistentContext(fs.mkdtempSync(path.join(os.tmpdir(), "levier-chromium-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, locale: "fr-FR", viewport: { width: 1000, height: 700 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const seen = [];
for (const address of process.argv.slice(2)) {
  const page = await browser.newPage();
  const one = { asked: [], faults: [] };
  page.on("response", (answer) => { if (answer.url().includes("/boutique/v1/")) one.asked.push([answer.status(), new URL(answer.url()).pathname.split("/").pop()]); });
  page.on("pageerror", (error) => one.faults.push(error.message));
  await page.goto(address, { waitUntil: "networkidle" });
  one.titles = await page.locator(".levier-titre").allInnerTexts();
  one.products = await page.locator(".levier-produit .levier-nom").evaluateAll((all) => all.map((each) => [each.innerText, each.href ?? ""]));
  one.reasons = await page.locator(".levier-raison").allInnerTexts();
  one.injected = await page.evaluate(() => document.querySelectorAll("#propositions img, #propositions script").length);
  one.cookies = (await browser.cookies()).length;
  one.clicked = "";
  if (one.products.length) {
    await page.locator(".levier-produit a").first().click();
    one.clicked = page.url();
    await page.goBack();
    await page.waitForSelector(".levier-produit");
  }
  if (shots) await page.screenshot({ path: path.join(shots, `boutique-${seen.length}.png`) });
  seen.push(one);
  await page.close();
}
await browser.close();
console.log(JSON.stringify(seen));

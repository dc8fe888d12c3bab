// Drives Debian's Chromium over a running Levier and prints what it saw as one JSON object; pytest judges it.
// usage: node browse.mjs ADDRESS EMAIL PASSWORD OUTBOX FRESH   (FRESH: the address of an installation never started)
// LEVIER_SHOTS=folder keeps a picture of each page.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

import { firstStart, imports, rooms, unsure } from "./rooms.mjs";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [address, email, password, outbox, fresh] = process.argv.slice(2);
const shots = process.env.LEVIER_SHOTS;
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "levier-chromium-"));
const seen = { outside: [], faults: [], wide: [], violations: [], pages: [], email, password };

const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  locale: "fr-FR",
  viewport: { width: 1366, height: 768 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
page.setDefaultTimeout(120_000);
const devtools = await browser.newCDPSession(page);
page.on("request", (request) => {
  const url = request.url();
  if (!url.startsWith(address) && !url.startsWith(fresh) && !url.startsWith("data:") && !url.startsWith("blob:")) seen.outside.push(url);
});
page.on("pageerror", (error) => seen.faults.push(`${page.url()}: ${error.message}`));
page.on("console", (message) => {
  if (message.type() === "error") seen.faults.push(`${page.url()}: ${message.text()}`);
});

async function look(name) {
  seen.pages.push(name);
  await page.waitForTimeout(150);
  // Over the debugging protocol: the page's own policy refuses any script that is not the site's.
  await devtools.send("Runtime.evaluate", { expression: axe });
  const result = await page.evaluate(async () => {
    const report = await window.axe.run(document, { resultTypes: ["violations"] });
    return report.violations.filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => ({ rule: one.id, where: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) }));
  });
  seen.violations.push(...result.map((one) => ({ page: name, ...one })));
  if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`) });
  for (const width of [1366, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await page.waitForTimeout(60);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) seen.wide.push(`${name} at ${width}px: ${over}px too wide`);
    if (shots && width === 390) await page.screenshot({ path: path.join(shots, `${name}-phone.png`) });
  }
  await page.setViewportSize({ width: 1366, height: 768 });
}

const open = (where) => page.goto(address + where, { waitUntil: "load" });
const focused = (selector) => page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector);
const text = (selector) => page.locator(selector).first().innerText();

async function answered() {
  await page.waitForSelector(".turn:last-of-type .answer");
  await page.waitForTimeout(700);
}

// ——— login, with the keyboard only ———
await open("/compte/connexion/");
await look("connexion");
await page.fill("input[name=login]", email);
await page.fill("input[name=password]", password);
await page.keyboard.press("Enter");
await page.waitForURL(`${address}/`);
await look("accueil");

// ——— skip link, `/`, Shift+Enter, Enter: ask without a mouse ———
await open("/demander/");
seen.boxFocused = await focused("#demande");
await open("/aide/");
await page.keyboard.press("Tab");
seen.skipLinkFirst = await focused(".skip");
await open("/demander/");
await page.locator("body").evaluate(() => document.activeElement.blur());
await page.keyboard.press("/");
seen.slashFocuses = await focused("#demande");
await look("demander");
await open("/demander/");
await page.keyboard.type("Compare le chiffre d'affaires d'avril et de mai par pays,");
await page.keyboard.press("Shift+Enter");
seen.shiftEnterStays = page.url() === `${address}/demander/`;
await page.keyboard.type("et quelles pénalités prévoit notre contrat fournisseur en cas de retard de livraison ?");
await page.keyboard.press("Enter");
await page.waitForURL(/\/demander\/\d+\/$/);
seen.liveShown = await page.locator("[data-live], .answer").count() > 0;
await answered();
const request = page.url();
seen.answer = await text(".turn:last-of-type [data-answer-text]");
seen.tools = await text(".answer-head");
await look("reponse");

// ——— proofs: opened from the keyboard, highlighted, closed back where one was ———
seen.proofs = [];
const marks = await page.locator(".proof-list a.proof").evaluateAll((all) => all.map((one) => one.dataset.proof));
await page.locator(".answer-proofs > summary").click();
for (const number of marks) {
  const mark = page.locator(`.proof-list a.proof[data-proof="${number}"]`);
  await mark.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("#preuve [data-title]");
  const panel = page.locator("#preuve");
  const marked = panel.locator("mark");
  seen.proofs.push({
    number,
    marked: (await marked.count()) ? await marked.first().innerText() : "",
    inView: (await marked.count()) ? await marked.first().isVisible() : null,
    text: (await panel.innerText()).slice(0, 400),
  });
  if (number === marks[0]) await look("preuve");
  await page.keyboard.press("Escape");
  seen.focusBack = await mark.evaluate((one) => document.activeElement === one);
}
const whole = page.locator(".proof-list a.proof").first();
await open(new URL(await whole.getAttribute("href"), address).pathname);
await look("preuve-seule");

// ——— why ———
await page.goto(`${request}pourquoi/`);
seen.why = await text("main");
await look("pourquoi");

// ——— follow-up in the same conversation ———
await page.goto(request);
await page.fill("#demande", "et pour juin ?");
await page.keyboard.press("Enter");
await page.waitForURL((url) => url.href !== request);
await answered();
seen.turns = await page.locator(".turn").count();

// ——— an error keeps what was typed ———
await open("/demander/");
await page.fill("#demande", "Wie hoch war unser Umsatz im Mai, und welche Kunden haben seitdem nichts mehr bestellt?");
await page.keyboard.press("Enter");
await page.waitForSelector("[role=alert]");
seen.kept = await page.inputValue("#demande");

// ——— capabilities: the catalogue, a form, a refused value kept, a run ———
await open("/savoir-faire/");
await look("savoir-faire");
for (const [name, given] of [["knowledge-search", { question: "Quel est le délai de retour ?" }], ["table-query", {}]]) {
  await open(`/savoir-faire/${name}/`);
  await look(`savoir-faire-${name}`);
  for (const [field, value] of Object.entries(given)) await page.fill(`#champ-${field}`, value);
  if (name === "table-query") await page.locator("#champ-measures, [name=measures]").first().waitFor({ state: "attached" });
  await page.locator("form#lancer button[type=submit]").click();
  await page.waitForURL(/\/demander\/\d+\/$/);
  await answered();
  await look(`savoir-faire-${name}-resultat`);
}
await open("/savoir-faire/sales-forecast/");
await look("savoir-faire-formulaire");
await page.fill("#champ-horizon", "1000");
await page.locator("form#lancer button[type=submit]").click();
await page.waitForSelector(".field-error");
seen.fieldError = await text(".field-error");
seen.fieldKept = await page.inputValue("#champ-horizon");
await page.fill("#champ-horizon", "2");
await page.locator("form#lancer button[type=submit]").click();
await page.waitForURL(/\/demander\/\d+\/$/);
await answered();
seen.charts = await page.locator(".chart-canvas canvas").count();
await look("savoir-faire-resultat");

// ——— a document at the words cited, and its plain page ———
await open("/donnees/");
await page.locator("main a[href*='/documents/']").first().click();
await page.waitForURL(/documents/);
await look("document");
await page.goto(request);
const passage = await page.locator(".proof-list a.proof").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
for (const one of passage) {
  await open(new URL(one, address).pathname);
  const whole = page.locator("a[href*='/donnees/documents/']").first();
  if (!(await whole.count())) continue;
  await whole.click();
  await page.waitForURL(/documents/);
  seen.cited = await text("mark#cite");
  await look("document-cite");
  break;
}
const house = { page, open, look, answered, address, seen };
await imports(house);
await unsure(house);
await firstStart(house, fresh);
await page.context().clearCookies();
await open("/compte/connexion/");
await page.fill("input[name=login]", email);
await page.fill("input[name=password]", password);
await page.keyboard.press("Enter");
await page.waitForURL(`${address}/`);
await rooms(house, outbox);

await browser.close();
fs.rmSync(profile, { recursive: true, force: true });
delete seen.password;
console.log(JSON.stringify(seen));

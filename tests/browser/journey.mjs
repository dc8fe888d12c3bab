// Walks one company from an empty Levier to a measured gain, as its manager would; prints what the pages said as one JSON object.
// usage: node journey.mjs ADDRESS FILES PLAYED SHOTS
// FILES: folder of `levier demo --files`; PLAYED: JSON of tests/journey.py; SHOTS: a picture of each step goes there, when given.
// LEVIER_PHONE=1 keeps each picture at 390 px too. The stopwatch is really pressed; the page's clock is put forward meanwhile.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const [address, files, given, shots] = process.argv.slice(2);
const played = JSON.parse(given);
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "levier-journey-"));
const began = Date.now();
const seen = { steps: [], seconds: {}, wide: [], faults: [], outside: [] };

const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  locale: "fr-FR",
  viewport: { width: 1280, height: 800 },
  env: { ...process.env, LANG: "fr_FR.UTF-8", LANGUAGE: "fr" },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=fr-FR"],
});
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
page.on("request", (request) => {
  if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address)) seen.outside.push(request.url());
});
page.on("pageerror", (error) => seen.faults.push(`${page.url()}: ${error.message}`));
page.on("console", (message) => {
  if (message.type() === "error") seen.faults.push(`${page.url()}: ${message.text()}`);
});

const open = (where) => page.goto(address + where, { waitUntil: "load" });
const text = async (selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, " ");
const press = async (name) => {
  const button = page.locator("main").getByRole("button", { name });
  const one = (await button.count()) ? button : page.locator("main").getByRole("link", { name });
  await Promise.all([page.waitForEvent("load"), one.first().click()]);
};
const main = () => text("main");

/** A picture of the step, numbered; `from`: the element to bring to the top. */
async function shot(name, from) {
  seen.steps.push(name);
  seen.seconds[name] = Math.round((Date.now() - began) / 100) / 10;
  await page.mouse.move(0, 0);
  if (from) await page.locator(from).first().evaluate((one) => window.scrollTo(0, window.scrollY + one.getBoundingClientRect().top - 90));
  if (await page.locator(".chart-canvas").count()) await page.waitForTimeout(shots ? 900 : 0);
  if (shots) await page.waitForTimeout(150);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (over > 0) seen.wide.push(`${name}: ${over}px`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(50);
  const narrow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (narrow > 0) seen.wide.push(`${name} at 390px: ${narrow}px`);
  await page.setViewportSize({ width: 1280, height: 800 });
  if (!shots) return;
  const file = `${String(seen.steps.length).padStart(2, "0")}-${name}`;
  await page.screenshot({ path: path.join(shots, `${file}.png`), animations: "disabled" });
  if (!process.env.LEVIER_PHONE) return;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(shots, `${file}-phone.png`), fullPage: true, animations: "disabled" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

const pick = (pattern) => fs.readdirSync(files).filter((name) => pattern.test(name)).sort().map((name) => path.join(files, name));
const imported = () => page.waitForSelector("main a:has-text('Voir les données')");

/** A table: dropped, its columns checked, saved; `more`: its rows are added to the table already there. */
async function table(file, more, name) {
  await open("/donnees/importer/");
  await page.setInputFiles("input[type=file]", file);
  await press("Continuer");
  if (more) {
    await page.check("input[name=mode][value=append]");
  }
  if (name) await shot(name);
  await page.locator("button[value=import]").click();
  await page.waitForURL(/imports\/\d+/);
  await imported();
}

/** Time passes: the day the company lives at, in its settings. */
async function day(iso) {
  await open("/reglages/");
  await page.check("input[name=clock][value=own]");
  if (iso) await page.fill("input[name=day]", iso);
  seen.day = await page.inputValue("input[name=day]");
}

/** One file, timed with the page's own stopwatch. */
async function timed(way, minutes, checking) {
  const card = page.locator("#chrono");
  await card.locator(`input[name=way][value=${way}]`).check();
  await card.locator("[data-chrono]").click();
  await page.clock.fastForward(minutes * 60_000);
  await card.locator("[data-chrono]").click();
  if (checking) await card.locator("[name=checking]").fill(String(checking));
  await Promise.all([page.waitForEvent("load"), card.getByRole("button", { name: "Enregistrer" }).click()]);
}

/** The capability of the pilot, run for real on the company's data, judged useful. */
async function run(pilot, name) {
  await open(pilot);
  await page.locator("main form[action$='lancer/'] button").click();
  await page.waitForURL(/\/demander\/\d+\/$/);
  await page.waitForSelector(".turn:last-of-type .answer");
  if (!name) return;
  if (shots) await page.waitForTimeout(4000); // the notice « La réponse est prête » goes
  await shot(name);
}

// ——— an empty Levier: the owner, the company, the first files ———
await open("/");
await shot("bienvenue");
await page.fill("#nom", "Claire Martin");
await page.fill("#mail", "claire@maison-tilleul.example");
await page.fill("#passe1", "une tisane de tilleul chaque soir");
await page.fill("#passe2", "une tisane de tilleul chaque soir");
await press("Continuer");
await page.fill("#entreprise", "Maison Tilleul");
await press("Créer l'entreprise");
await page.setInputFiles("input[type=file]", [...pick(/jusqu-a/), ...pick(/\.(pdf|docx|html|md)$/)]);
await shot("premiers-fichiers");
await press("Continuer");
await imported();
await shot("documents-lus");
await press("Vérifier le tableau");
await shot("colonnes-reconnues");
await page.locator("button[value=import]").click();
await page.waitForURL(/imports\/\d+/);
await imported();

// ——— old data: the company lives at its date; its currency ———
await open("/");
seen.home = await main();
await press("Choisir la date");
await day();
await page.selectOption("select[name=currency]", "GBP");
await shot("date-des-donnees");
await press("Enregistrer");
seen.firstDay = seen.day;
await open("/reglages/personnes/");
for (const [name, email, role] of [["Hugo Bernard", "hugo@maison-tilleul.example", "manager"], ["Léa Petit", "lea@maison-tilleul.example", "employee"]]) {
  await page.fill("#i-name", name);
  await page.fill("#i-mail", email);
  await page.check(`input[name=role][value=${role}]`);
  await press("Inviter");
}

// ——— diagnostic: data measured, 21 questions, kept ———
await open("/methode/diagnostic/");
await shot("diagnostic-mesure");
seen.measured = await main();
await press("Lancer le diagnostic");
const answers = [2, 3, 3, 2, 3, 2, 2, 3, 3, 2, 3, 3, 2, 3, 2, 3, 3, 2, 3, 2, 3];
for (let asked = 0; /questions/.test(page.url());) {
  for (const set of await page.locator("fieldset.card").all()) await set.locator("input[type=radio]").nth(answers[asked++ % answers.length] - 1).check();
  if (!seen.steps.includes("diagnostic-questions")) await shot("diagnostic-questions");
  await Promise.all([page.waitForEvent("load"), page.locator("main form button.btn-primary").click()]);
}
await page.selectOption("select[name=owner], select[name=person]", { label: "Hugo Bernard" }).catch(() => null);
await press("Clore et garder");
seen.assessment = await main();
await shot("diagnostic-note");

// ——— road map: an objective proposed, projects valued, one retained, the pilot proposed ———
await open("/methode/feuille-de-route/objectif/");
await shot("objectif-propose");
await press("Enregistrer");
for (const name of ["Prévision des ventes", "Tableau de bord"]) {
  const form = page.locator("tr").filter({ has: page.getByRole("rowheader", { name, exact: true }) }).locator("form");
  await form.locator("select[name=objective]").selectOption({ index: 1 });
  await Promise.all([page.waitForEvent("load"), form.getByRole("button", { name: "Retenir" }).click()]);
}
seen.roadmap = await main();
await shot("feuille-de-route", "section:has(> .card-body > h2:text('Commencer par'))");
await press("Préparer ce pilote");
await shot("pilote-propose", "label[for=p-nom]");
await page.check("label:has-text('Hugo Bernard') input");
await press("Enregistrer");
const pilot = new URL(page.url()).pathname;
await page.clock.install();
await page.reload();
for (const minutes of played.without) await timed("without", minutes);
await press("Mesurer le point de départ");
seen.baseline = await main();
await shot("point-de-depart");

// ——— the pilot: eight Mondays, the forecast run for real and timed; the exports of July and August come in between ———
for (const [week, monday] of played.mondays.entries()) {
  if (week === 4) await table(pick(/juillet/)[0], true, "export-suivant");
  await day(monday);
  await press("Enregistrer");
  await open(pilot);
  if (week === 0) await press("Commencer");
  await run(pilot, week === 0 && "prevision-lancee");
  await open(pilot);
  await timed("with", ...played.with[week]);
  if (week === 0) await shot("pilote-en-cours", "#chrono");
}
await page.check("input[name=useful][value=yes]");
await press("Donner mon avis");

// ——— it is over: the effect, the decision ———
await table(pick(/aout/)[0], true);
await open("/reglages/");
await page.check("input[name=clock][value=own]");
await page.fill("input[name=day]", "2011-09-01");
await press("Enregistrer");
await open(pilot);
seen.effect = await main();
await shot("effet-mesure");
await page.check("#decision input[value=go]");
seen.reasons = await page.inputValue("#d-raisons");
await shot("decision", "#decision");
await press("Enregistrer la décision");
seen.decided = await main();

// ——— gains: the hour and the costs said, the rest counted ———
await open("/indicateurs/gains/depenses/");
await press("Enregistrer");
await page.fill("#d-lib", "Prise en main, une demi-journée");
await page.selectOption("#d-nat", "training");
await page.fill("#d-mont", String(played.training));
await page.selectOption("#d-ryt", "once");
await page.selectOption("#d-pour", { label: "Prévision des ventes" });
await page.fill("#d-du", played.mondays[0]);
await shot("depenses");
await press("Ajouter");
await open("/indicateurs/gains/?du=2011-07-04&au=2011-08-28");
seen.gains = await main();
await shot("gains");
await open("/indicateurs/gains/tache/sales-forecast/");
seen.task = await main();
await shot("trois-ans");

// ——— in service, watched ———
await open(pilot);
await press("Mettre en service");
await shot("mise-en-service");
await press("Mettre en service");
const service = new URL(page.url()).pathname;

// ——— adoption: the team is told, from the pilot's own results; a session is planned ———
await open("/methode/adoption/communication/?brouillon=1");
seen.draft = await page.inputValue("#m-body");
await press("Mettre au plan");
await shot("message-a-l-equipe");
await open("/methode/formation/seances/nouvelle/");
await press("Ouvrir aux inscriptions");
seen.training = await main();
await shot("formation");
await open("/methode/adoption/");
seen.adoption = await main();
await shot("adoption");
await page.goto(address + service);
seen.service = await main();
await shot("surveillance");

// ——— where the company stands; what governs it ———
await open("/methode/");
seen.method = await main();
await shot("methode");
await open("/confiance/systemes/");
seen.systems = await main();
await shot("registre-ia");

// ——— the question ———
await open("/demander/");
await page.fill("#demande", "Où en est notre pilote et combien a-t-il rapporté ?");
await page.keyboard.press("Enter");
await page.waitForURL(/\/demander\/\d+\/$/);
await page.waitForSelector(".turn:last-of-type .answer");
await page.waitForTimeout(shots ? 4500 : 500);
seen.answer = await text(".turn:last-of-type .answer");
await shot("question");
await browser.close();
fs.rmSync(profile, { recursive: true, force: true });
console.log(JSON.stringify(seen));

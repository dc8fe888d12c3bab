// The rooms beside « Demander »: first start, imports, data, settings, account, answers that are not answers.
import { createHmac } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const SALES = ["N° facture;Date;Référence;Désignation;Quantité;Prix unitaire HT;Client;Pays;Commentaire",
  "F1;02/01/2026;B100;Baguette tradition;10;1,30;Hôtel du Lac;France;",
  "F2;03/01/2026;C200;Croissant pur beurre;beaucoup;1,20;Café Central;France;",
  "F3;05/01/2026;T300;Tarte aux pommes;2;18,50;Mairie de Vichy;France;",
  "F4;09/02/2026;B100;Baguette tradition;40;1,30;Hôtel du Lac;France;"].join("\n");
const NOTE = "# Procédure de garde\n\nLe salarié de garde ferme l'atelier à 19 heures et pose les clés au bureau.\n";
/** A credit note in UBL that holds almost nothing: read as far as it goes, not conform. */
const INVOICE = `<?xml version="1.0" encoding="UTF-8"?><CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>AV-7</cbc:ID><cbc:IssueDate>2026-11-02</cbc:IssueDate>
  <cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Moulin Martin</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
  <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">120.00</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID="EUR">120.00</cbc:PayableAmount></cac:LegalMonetaryTotal></CreditNote>`;
/** A sale, its payment and a purchase, as a FEC writes them. */
const FEC = ["JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise",
  ...[["VE|Ventes|1|20260105|411000|Clients|C1|Hôtel du Lac|F1|20260105|Facture F1", "120,00|0,00"], ["VE|Ventes|1|20260105|707000|Ventes|||F1|20260105|Facture F1", "0,00|100,00"],
    ["VE|Ventes|1|20260105|445710|TVA collectée|||F1|20260105|Facture F1", "0,00|20,00"], ["AC|Achats|2|20260210|607000|Achats|||A1|20260210|Farine", "60,00|0,00"],
    ["AC|Achats|2|20260210|401000|Fournisseurs|M1|Moulin Martin|A1|20260210|Farine", "0,00|60,00"], ["BQ|Banque|3|20260301|512000|Banque|||R1|20260301|Règlement F1", "120,00|0,00"],
    ["BQ|Banque|3|20260301|411000|Clients|C1|Hôtel du Lac|R1|20260301|Règlement F1", "0,00|120,00"]].map(([line, sums]) => `${line}|${sums}|||20260331||`)].join("\r\n");
const HUGO = "hugo@maison-tilleul.example";
const LEA = "lea@maison-tilleul.example";
const file = (name, text) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });

const imported = (page) => page.waitForSelector("main a:has-text('Voir les données')");

/** The three steps of a first start, on an installation that holds nothing, to the first file imported. */
export async function firstStart({ page, look, seen }, fresh) {
  await page.goto(`${fresh}/`);
  await look("demarrage-1");
  await page.fill("#nom", "Inès Moreau");
  await page.fill("#mail", "ines@atelier.example");
  await page.fill("#passe1", "une longue phrase pour la garde");
  await page.fill("#passe2", "une longue phrase pour la garde");
  await page.keyboard.press("Enter");
  await page.waitForURL(/entreprise/);
  await look("demarrage-2");
  await page.fill("#entreprise", "Atelier Moreau");
  await page.keyboard.press("Enter");
  await page.waitForURL(/fichier/);
  await look("demarrage-3");
  await page.setInputFiles("input[type=file]", file("garde.md", NOTE));
  await page.locator("button[type=submit]").last().click();
  await imported(page);
  seen.firstFile = await page.locator("main").innerText();
  await look("demarrage-importe");
  await page.goto(`${fresh}/demander/`);
  await look("demander-debut");
}

/** Dropped together: a table to check, a document, a broken one. */
export async function imports({ page, open, look, seen }) {
  await open("/donnees/importer/");
  await look("importer");
  await page.setInputFiles("input[type=file]", [
    file("boulangerie.csv", SALES), file("garde.md", NOTE), file("contrat.pdf", "%PDF-1.7 illisible")]);
  await page.locator("main form button.btn-primary").click();
  await imported(page);
  seen.batch = await page.locator("main").innerText();
  await look("import");
  await open("/donnees/");
  await look("donnees-import-en-attente");
  await page.locator("main a:has-text('Vérifier et importer')").click();
  await page.waitForSelector("#map-country");
  await look("import-verifier");
  await page.selectOption("#map-country", "");
  await page.getByRole("button", { name: "Recalculer" }).click();
  await page.waitForSelector("h3:has-text('Colonnes laissées de côté')");
  seen.ignored = await page.locator("section:has(h3:has-text('Colonnes laissées de côté'))").innerText();
  await page.fill("#name", "Ventes de la boulangerie");
  await page.locator("button[value=import]").click();
  await imported(page);
  seen.table = await page.locator("main").innerText();
  await look("import-tableau");
  await page.locator(".step-label a").click();
  await page.waitForURL(/tableaux/);
  await look("tableau");
  const table = new URL(page.url()).pathname;
  await open(`${table}versions/`);
  await look("versions");
  await open(`${table}qualite/`);
  await look("qualite");
  await open(`${table}supprimer/`);
  await look("supprimer");
  await page.fill("#nom", "Ventes de la boulangerie");
  await page.locator("button.btn-danger").click();
  await page.waitForURL(/\/donnees\/$/);
  await accounting({ page, open, look });
  await open("/donnees/factures/");
  await look("factures-aucune");
  await open("/donnees/importer/");
  await page.setInputFiles("input[type=file]", file("facture.xml", INVOICE));
  await page.locator("main form button.btn-primary").click();
  await imported(page);
  await page.locator("main a:has-text('Voir la facture')").click();
  await page.waitForURL(/factures\/\d+/);
  seen.invoice = await page.locator("main").innerText();
  await look("facture");
  await open("/donnees/factures/");
  await look("factures");
}

/** A FEC, from its drop to what the accounts say. */
export async function accounting({ page, open, look }) {
  await open("/donnees/importer/");
  await page.setInputFiles("input[type=file]", file("732829320FEC20260331.txt", FEC));
  await page.locator("main form button.btn-primary").click();
  await page.waitForSelector("button[value=import]");
  await look("import-fec");
  await page.locator("button[value=import]").click();
  await imported(page);
  await page.locator(".step-label a").click();
  await page.waitForURL(/tableaux/);
  await open(`${new URL(page.url()).pathname}comptabilite/`);
  await look("comptabilite");
}

/** Settings, people, account, help, journal; a page that is not there, and one that is not for this person. */
export async function rooms({ page, open, look, seen }, outbox) {
  for (const place of ["/reglages/", "/reglages/personnes/", "/reglages/modeles/", "/reglages/destinations/", "/donnees/vie/", "/donnees/chercher/", "/donnees/modeles/", "/donnees/modeles/ventes/",
    "/donnees/mesures/", "/donnees/mesures/ventes/", "/donnees/mesures/ventes/nouvelle/", "/donnees/sources/",
    "/donnees/sources/ajouter/mailbox/", "/donnees/sources/ajouter/odoo/",
    "/mon-compte/", "/compte/mot-de-passe/", "/compte/sessions/", "/compte/deconnexion/", "/confiance/journal/",
    "/aide/", "/demander/?cherche=pays", "/introuvable/"]) {
    await open(place);
    await look(place.replace(/^\/|\/$/g, "").replaceAll(/[/?=]/g, "-"));
  }
  await open("/reglages/personnes/");
  await page.fill("input[name=name]", "Paul Garnier");
  await page.fill("input[name=email]", `paul.${Date.now()}@maison-tilleul.example`);
  await page.locator("form[action$='inviter/'] button").click();
  const link = await page.inputValue("#lien");
  await look("invitation-prete");
  await doubleCheck({ page, open, look, seen });
  await page.context().clearCookies();
  await page.goto(link);
  await look("invitation");
  await open("/compte/mot-de-passe/oublie/");
  await look("mot-de-passe-oublie");
  await page.fill("input[name=email]", LEA);
  await page.keyboard.press("Enter");
  await page.waitForURL(/envoye/);
  await look("mot-de-passe-envoye");
  const letters = fs.readdirSync(outbox).map((name) => path.join(outbox, name))
    .sort((a, b) => fs.statSync(a).mtimeMs - fs.statSync(b).mtimeMs);
  const reset = fs.readFileSync(letters.at(-1), "utf8").replaceAll("=\n", "").match(/https?:\/\/\S+/)[0];
  await open(new URL(reset).pathname);
  await look("mot-de-passe-nouveau");
}

/** Log in as somebody, from a browser that knows nobody. */
async function enter({ page, open, seen }, email) {
  await page.context().clearCookies();
  await open("/compte/connexion/");
  await page.fill("input[name=login]", email);
  await page.fill("input[name=password]", seen.password);
  await page.keyboard.press("Enter");
}

/** Two-step login: turned on, its codes, the code asked at login. */
async function doubleCheck({ page, open, look, seen }) {
  await enter({ page, open, seen }, HUGO); // who logs in nowhere else: his account keeps its second step
  await page.waitForURL((url) => url.pathname === "/");
  await open("/compte/double-securite/");
  await look("double-securite");
  await open("/compte/double-securite/activer/");
  if (await page.locator("input[name=password]").count()) {
    await look("confirmer-mot-de-passe");
    await page.fill("input[name=password]", seen.password);
    await page.keyboard.press("Enter");
    await page.waitForSelector("input[name=code]");
  }
  await look("double-securite-activer");
  const key = await page.locator("main code").innerText();
  await page.fill("input[name=code]", code(key));
  await page.keyboard.press("Enter");
  await page.waitForSelector("main :text('codes')");
  await look("codes-de-secours");
  await enter({ page, open, seen }, HUGO);
  await page.waitForSelector("input[name=code]");
  await look("double-securite-code");
}

/** The six digits of RFC 6238 for this half minute. */
function code(key) {
  const bits = [...key.replace(/[\s=]/g, "")].map((one) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(one).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const mac = createHmac("sha1", secret).update(moment).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** A question asked back, one without an answer, and a person without the right. */
export async function unsure({ page, open, look, answered, seen, address }) {
  seen.unsure = {};
  for (const [name, text] of [
    ["a-preciser", "Quel est le chiffre d'affaires du heart of wicker en mai ?"],
    ["sans-reponse", "Quel est l'âge du capitaine ?"]]) {
    await open("/demander/");
    await page.fill("#demande", text);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/demander\/\d+\/$/);
    await answered();
    seen.unsure[name] = await page.locator(".answer").innerText();
    await look(name);
  }
  await enter({ page, open, seen }, LEA);
  await page.waitForURL(`${address}/`);
  await look("accueil-salariee");
  await open("/donnees/importer/");
  await look("interdit");
}

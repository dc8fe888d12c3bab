/* Levier: products to propose on a page of a shop. No dependency, no cookie, nothing about the visitor is sent.

   <div id="propositions"></div>
   <script async src="https://levier.exemple.fr/boutique/v1/KEY/levier.js"
           data-vus="85123A,22423" data-ou="#propositions" data-adresse="/produit/{code}"
           data-titre="Avec cet article" data-nombre="8" data-but="together"></script>

   data-vus: codes of the products seen or in the basket; data-ou: where to draw; data-adresse: the page of a product, {code} being
   replaced; data-but: « together » (bought with) or « similar » (in its place). Without products, or without an answer, nothing is drawn.
*/
(() => {
  "use strict";
  const tag = document.currentScript;
  if (!tag) return;

  const given = (name) => (tag.dataset[name] || "").trim();

  const element = (name, kind, text) => {
    const made = document.createElement(name);
    made.className = kind;
    if (text) made.textContent = text;
    return made;
  };

  /* The page of a product; nothing when the template leads elsewhere than to a page (javascript:, data:…). */
  const pageOf = (code) => {
    const template = given("adresse");
    if (!template) return "";
    const address = new URL(template.split("{code}").join(encodeURIComponent(code)), document.baseURI);
    return address.protocol === "https:" || address.protocol === "http:" ? address.href : "";
  };

  const line = (product) => {
    const made = element("li", "levier-produit");
    const page = pageOf(product.code);
    const name = element(page ? "a" : "span", "levier-nom", String(product.name));
    if (page) name.href = page;
    made.append(name, element("div", "levier-raison", String(product.why)));
    return made;
  };

  const draw = (products) => {
    const place = document.querySelector(given("ou") || "#levier-propositions");
    if (!place || !products.length) return;
    const whole = element("section", "levier-propositions");
    if (given("titre")) whole.append(element("h2", "levier-titre", given("titre")));
    const list = element("ul", "levier-produits");
    list.append(...products.map(line));
    whole.append(list);
    place.replaceChildren(whole);
  };

  const ask = async () => {
    const address = new URL("produits", tag.src);
    address.searchParams.set("vus", given("vus"));
    address.searchParams.set("n", given("nombre") || "8");
    address.searchParams.set("but", given("but") || "together");
    const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (answer.ok) draw((await answer.json()).products);
  };

  const start = () => ask().catch(() => {});
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
  else start();
})();

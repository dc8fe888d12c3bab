/* The house's small manners: menu on a phone, `/` to search, copy, print, confirmations, boxes that grow. */
"use strict";
document.documentElement.classList.add("js");

const side = document.getElementById("menu");
const burger = document.querySelector("[data-menu-open]");

function menu(open) {
  if (!side) return;
  side.classList.toggle("open", open);
  burger?.setAttribute("aria-expanded", String(open));
  document.querySelector(".veil")?.remove();
  if (open) {
    const veil = document.createElement("div");
    veil.className = "veil";
    veil.addEventListener("click", () => menu(false));
    document.body.append(veil);
    side.querySelector("a, button")?.focus();
  } else if (document.activeElement && side.contains(document.activeElement)) {
    burger?.focus();
  }
}
burger?.addEventListener("click", () => menu(!side.classList.contains("open")));
document.querySelector("[data-menu-close]")?.addEventListener("click", () => menu(false));

// On a phone the tabs scroll sideways: the one that is open must be seen.
const tabs = document.querySelector(".tabs");
const tab = tabs?.querySelector("[aria-current]");
if (tab) tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - tab.clientWidth) / 2;

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && side?.classList.contains("open")) menu(false);
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const boxes = [...document.querySelectorAll("[data-search]")].filter((box) => box.offsetParent !== null);
    if (boxes.length) {
      event.preventDefault();
      boxes.at(-1).focus();
    }
  }
  if (event.key === "Enter" && event.target.matches("textarea[data-send]") && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (event.target.value.trim()) event.target.form.requestSubmit();
    else event.target.focus();
  }
});

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, window.innerHeight * 0.5)}px`;
}
document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-grow]")) grow(event.target);
});
document.querySelectorAll("textarea[data-grow]").forEach(grow);

/* Lines typed one by one: another empty one, copied from the last. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-line]");
  const box = button?.closest("fieldset")?.querySelector("[data-lines]");
  if (!box?.lastElementChild) return;
  const line = box.lastElementChild.cloneNode(true);
  line.setAttribute("aria-label", `Ligne ${box.children.length + 1}`);
  line.querySelectorAll("input").forEach((one) => { one.value = ""; });
  line.querySelectorAll("select").forEach((one) => { one.selectedIndex = 0; });
  box.append(line);
  line.querySelector("select, input")?.focus();
});

/* A form is sent once: a second click while the page is on its way does nothing. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) {
    event.preventDefault();
    return;
  }
  if (form.hasAttribute("data-once") && event.submitter?.formTarget !== "_blank") { // a download leaves the page as it is
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    form.querySelector("[type=submit]")?.setAttribute("aria-busy", "true");
  }
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});

/* Says something to screen readers, and shows it for a moment. */
function say(words) {
  const box = document.getElementById("dit");
  if (!box) return;
  box.textContent = words;
  box.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => box.classList.remove("shown"), 2500);
}
window.levierSay = say;

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  say("Copié");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from], [data-print], [data-fill]");
  if (!button) return;
  if (button.dataset.copy) copy(button.dataset.copy);
  if (button.dataset.copyFrom) {
    const from = document.querySelector(button.dataset.copyFrom);
    copy(from?.value ?? from?.innerText ?? "");
  }
  if (button.hasAttribute("data-print")) window.print();
  if (button.dataset.fill) {
    const box = document.querySelector(button.dataset.into);
    box.value = button.dataset.fill;
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

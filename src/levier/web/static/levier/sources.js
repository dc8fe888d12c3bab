/* Sources: « Essayer » answers in place; a run is followed as it goes. */
"use strict";
(() => {
  const form = document.querySelector("[data-source-form]");
  form?.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-try]");
    if (!button) return;
    event.preventDefault();
    const place = document.getElementById("essai");
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    button.disabled = true;
    place.textContent = "Essai en cours…";
    const given = new FormData(form);
    given.set("do", "test");
    try {
      const answer = await fetch(window.location.href, { method: "POST", body: given, headers: { "X-Fragment": "tried" } });
      const html = await answer.text();
      if (!answer.ok) throw new Error(answer.status);
      place.innerHTML = html;
    } catch {
      place.textContent = "L’essai n’a pas abouti : vérifiez que Levier fonctionne, puis réessayez.";
    }
    button.removeAttribute("aria-busy");
    button.disabled = false;
    place.scrollIntoView({ block: "nearest" });
  });

  const page = document.querySelector("[data-source]");
  if (!page?.hasAttribute("data-running")) return;
  const told = document.querySelector("[data-told]");
  const number = (value) => new Intl.NumberFormat("fr-FR").format(value);
  const time = (value) => (value < 60 ? `${Math.max(1, Math.round(value))}\u00a0s` : value < 5400 ? `${Math.round(value / 60)}\u00a0min` : `${number(Math.round(value / 360) / 10)}\u00a0h`);
  let cuts = 0;

  async function refresh() {
    const answer = await fetch(window.location.href, { headers: { "X-Fragment": "source" } });
    if (!answer.ok) return;
    const holder = document.createElement("div");
    holder.innerHTML = await answer.text();
    page.replaceChildren(...holder.children);
  }
  const set = (name, words) => {
    const place = page.querySelector(`[data-${name}]`);
    if (place) place.textContent = words;
  };
  const heard = {
    estimate: (event) => set("left", `environ ${number(event.items)} éléments, ${time(event.seconds)}`),
    progress: (event) => {
      if (event.total > 0) set("share", `${number(event.done)} sur ${number(event.total)}`);
      if (event.left != null) set("left", `encore ${time(event.left)} environ`);
      set("note", event.note || "");
      const bar = page.querySelector("[data-bar]");
      if (bar && event.total > 0) bar.style.setProperty("--done", `${Math.min(100, (100 * event.done) / event.total)}%`);
    },
  };
  const source = new EventSource(page.dataset.source);
  async function finish() {
    source.close();
    await refresh();
    if (page.querySelector("[data-live]")) window.location.reload();
    else if (told) told.textContent = "Le passage est terminé";
  }
  source.onmessage = (message) => {
    const event = JSON.parse(message.data);
    cuts = 0;
    if (event.type === "ended") finish();
    else heard[event.type]?.(event);
  };
  source.addEventListener("fin", finish);
  source.onerror = () => {
    cuts += 1;
    if (source.readyState === EventSource.CLOSED || cuts > 60) window.location.reload();
  };
})();

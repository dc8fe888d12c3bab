/* An import that runs: each file's progress as it is told; the list is asked again when a file ends. */
"use strict";
(() => {
  const place = document.querySelector("[data-import]");
  if (!place) return;
  const told = document.querySelector("[data-told]");
  const seconds = (value) => (value < 60 ? `${Math.max(1, Math.round(value))}\u00a0s` : `${Math.round(value / 60)}\u00a0min`);
  const find = (id) => place.querySelector(`[data-file="${CSS.escape(String(id))}"]`);
  let cuts = 0;

  async function refresh() {
    const answer = await fetch(window.location.href, { headers: { "X-Fragment": "files" } });
    if (!answer.ok) throw new Error(answer.status);
    const holder = document.createElement("div");
    holder.innerHTML = await answer.text();
    const focused = document.activeElement?.closest("[data-file] a")?.getAttribute("href");
    place.replaceChildren(...holder.children);
    if (focused) place.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }
  let asked = Promise.resolve();
  const again = () => { asked = asked.then(refresh, refresh).catch(() => {}); return asked; };

  const heard = {
    "file.started": again,
    "file.progress": (event) => {
      const line = find(event.id);
      const note = line?.querySelector("[data-note]");
      if (!note) return;
      const left = event.left != null && event.left > 1 ? `, encore ${seconds(event.left)} environ` : "";
      const share = event.total > 0 ? ` (${event.done} sur ${event.total})` : "";
      note.textContent = `${event.note || "en cours"}${share}${left}`;
      const bar = line.querySelector(".bar");
      bar.hidden = !(event.total > 0);
      if (event.total > 0) bar.firstElementChild.style.setProperty("--done", `${Math.min(100, (100 * event.done) / event.total)}%`);
    },
    "file.finished": async (event) => {
      await again();
      const name = find(event.id)?.querySelector(".step-label")?.textContent ?? "";
      told.textContent = event.state === "failed" ? `N’a pas pu être importé : ${name}` : `Importé : ${name}`;
    },
  };
  const source = new EventSource(place.dataset.import);
  async function finish() {
    source.close();
    await again();
    told.textContent = "L’import est terminé";
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

/* An open board follows its data: when the server says that something changed, the tiles are fetched again and those whose
   value moved are shown. Without script the page is whole, and reloading it does the same. */
"use strict";
(() => {
  const board = document.querySelector("[data-board]");
  if (!board || !window.EventSource) return;
  const tiles = board.querySelector("[data-tiles]");
  const dot = board.querySelector("[data-dot]");
  const words = board.querySelector("[data-live-words]");
  const told = board.querySelector("[data-told]");
  const shared = words.textContent;
  const stamp = () => tiles.querySelector("[data-stamp]")?.dataset.stamp ?? "";
  const values = () => new Map([...tiles.querySelectorAll("[data-tile]")].map((one) => [one.dataset.tile, one.dataset.value]));
  let source;
  let cuts = 0;
  let fetching = false;
  let again = false;

  function say(text, live) {
    words.textContent = `${text} · ${shared}`;
    dot.hidden = !live;
  }

  async function refresh() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    do {
      again = false;
      try {
        const answer = await fetch(board.dataset.board, { headers: { "X-Fragment": "tiles" } });
        if (answer.redirected || !answer.ok) {
          window.location.reload();
          return;
        }
        const before = values();
        const focused = document.activeElement?.closest("[data-tile]")?.id;
        tiles.innerHTML = await answer.text();
        const moved = [...tiles.querySelectorAll("[data-tile]")].filter((one) => before.get(one.dataset.tile) !== one.dataset.value);
        for (const one of moved) {
          one.classList.add("is-new");
          setTimeout(() => one.classList.remove("is-new"), 6000);
        }
        if (focused) document.querySelector(`#${CSS.escape(focused)} a`)?.focus({ preventScroll: true });
        const at = new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
        say(`Mis à jour à ${at}`, true);
        told.textContent = moved.length ? `${moved.length} indicateur${moved.length > 1 ? "s ont" : " a"} changé` : "Le tableau de bord est à jour";
      } catch {
        say("Mise à jour impossible pour l’instant", false);
      }
    } while (again);
    fetching = false;
  }

  function follow() {
    source = new EventSource(`${board.dataset.flux}?vu=${encodeURIComponent(stamp())}`);
    source.onopen = () => {
      cuts = 0;
      if (dot.hidden) say("En direct : les imports s’affichent d’eux-mêmes", true);
    };
    source.onmessage = (message) => {
      const event = JSON.parse(message.data);
      if (event.type === "changed" && event.stamp !== stamp()) refresh();
    };
    source.addEventListener("fin", () => {
      source.close();
      follow();
    });
    source.onerror = () => {
      cuts += 1;
      if (source.readyState === EventSource.CLOSED || cuts > 30) {
        source.close();
        say("Le suivi en direct est coupé : rechargez la page", false);
      }
    };
  }
  follow();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) source.close();
    else if (source.readyState === EventSource.CLOSED) follow();
  });
  window.addEventListener("pagehide", () => source.close());
})();

/* « Demander »: the plan unfolds as it runs, and a proof opens in one click beside the answer. */
"use strict";
(() => {
  const decimal = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const seconds = (value) => `${value < 10 ? decimal.format(value) : Math.round(value)}\u00a0s`;

  /* ——— the running plan ——— */
  function live(card) {
    const list = card.querySelector("[data-steps]");
    const title = card.querySelector("[data-live-title]");
    const clock = card.querySelector("[data-live-clock]");
    const told = card.querySelector("[data-told]");
    const model = card.querySelector("[data-step-model]");
    const started = Date.now();
    const labels = {};
    let waiting = 0;
    const ticking = setInterval(() => { clock.textContent = `${Math.floor((Date.now() - started) / 1000)}\u00a0s`; }, 1000);
    const tell = (words) => { told.textContent = words; };
    const find = (id) => list.querySelector(`[data-step="${CSS.escape(id)}"]`);

    function state(id, name, note) {
      const line = find(id);
      if (!line) return;
      line.className = `step step-${name}`;
      line.querySelector(".step-icon").replaceChildren(card.querySelector(`[data-icon="${name}"]`).content.cloneNode(true));
      line.querySelector(".step-note").textContent = note;
      if (name !== "running") line.querySelector(".bar")?.setAttribute("hidden", "");
    }

    const told_by = {
      understood: (event) => {
        const count = event.questions?.length ?? 0;
        title.textContent = count > 1 ? `Levier a compris ${count} questions et prépare le travail…` : "Levier a compris et prépare le travail…";
        tell(title.textContent);
      },
      planned: (event) => {
        list.replaceChildren(...event.steps.map((step) => {
          const line = model.content.cloneNode(true).firstElementChild;
          line.dataset.step = step.id;
          labels[step.id] = step.label || step.title || step.capability;
          line.querySelector(".step-label").textContent = labels[step.id];
          return line;
        }));
        const count = event.steps.length;
        title.textContent = count === 1 ? "Une étape à faire" : `${count} étapes à faire`;
        tell(`${title.textContent} : ${Object.values(labels).join(", ")}`);
      },
      "step.started": (event) => { state(event.id, "running", "en cours"); tell(`En cours : ${labels[event.id] ?? ""}`); },
      "step.progress": (event) => {
        const line = find(event.id);
        if (!line) return;
        line.querySelector(".step-note").textContent = event.note || "en cours";
        const bar = line.querySelector(".bar");
        if (bar && event.total > 0) {
          bar.hidden = false;
          bar.firstElementChild.style.setProperty("--done", `${Math.min(100, (100 * event.done) / event.total)}%`);
        }
      },
      "step.finished": (event) => {
        state(event.id, "done", event.summary || "fait");
        const line = find(event.id);
        if (line && event.seconds != null) line.querySelector(".step-time").textContent = seconds(event.seconds);
        tell(`Fait : ${labels[event.id] ?? ""}`);
      },
      "step.failed": (event) => { state(event.id, "failed", event.reason || "n'a pas abouti"); tell(`N'a pas abouti : ${labels[event.id] ?? ""}`); },
      validating: () => { title.textContent = "Levier vérifie chaque affirmation…"; tell(title.textContent); },
    };

    const source = new EventSource(card.dataset.live);
    const heard = (message) => {
      const event = JSON.parse(message.data);
      waiting = 0;
      told_by[event.type]?.(event);
      if (event.type === "answered" || event.type === "failed") finish();
    };
    source.onmessage = heard;
    source.addEventListener("fin", finish);
    source.onerror = () => {
      waiting += 1;
      title.textContent = "Liaison coupée, Levier se reconnecte…";
      if (source.readyState === EventSource.CLOSED || waiting > 60) finish();
    };

    let over = false;
    async function finish() {
      if (over) return;
      over = true;
      source.close();
      clearInterval(ticking);
      const turn = card.closest("[data-turn]");
      try {
        const answer = await fetch(card.dataset.fragment, { headers: { "X-Fragment": "turn" } });
        if (!answer.ok) throw new Error(answer.status);
        const holder = document.createElement("div");
        holder.innerHTML = await answer.text();
        const fresh = holder.querySelector("[data-turn]");
        turn.replaceWith(fresh);
        window.levierCharts?.(fresh);
        window.levierMaps?.(fresh);
        fresh.querySelectorAll("[data-live]").forEach((one) => setTimeout(() => live(one), 1000));
        if (!fresh.querySelector("[data-live]")) window.levierSay?.("La réponse est prête");
      } catch {
        window.location.reload();
      }
    }
  }
  document.querySelectorAll("[data-live]").forEach(live);

  /* ——— was it useful? ——— */
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-feedback]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const words = new FormData(form);
    words.set(event.submitter.name, event.submitter.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body: words, headers: { "X-Fragment": "feedback" } });
      if (!answer.ok) throw new Error(answer.status);
      form.outerHTML = await answer.text();
      window.levierSay?.("Merci, votre avis est noté");
    } catch {
      window.levierSay?.("Votre avis n’a pas pu être noté");
    }
  });

  /* ——— the proof beside the answer ——— */
  const desk = document.querySelector("[data-desk]");
  const panel = document.getElementById("preuve");
  if (!desk || !panel) return;
  const body = panel.querySelector("[data-proof-body]");
  const heading = panel.querySelector("[data-proof-title]");
  let opener = null;

  async function open(mark) {
    opener?.removeAttribute("aria-expanded");
    opener = mark;
    mark.setAttribute("aria-expanded", "true");
    panel.hidden = false;
    desk.classList.add("with-proof");
    heading.textContent = `Preuve ${mark.dataset.proof}`;
    body.innerHTML = '<p class="muted">Ouverture…</p>';
    try {
      const answer = await fetch(mark.href, { headers: { "X-Fragment": "proof" } });
      body.innerHTML = await answer.text();
      heading.textContent = body.querySelector("[data-title]")?.dataset.title ?? heading.textContent;
    } catch {
      body.innerHTML = '<p role="alert">La preuve ne s’ouvre pas : le serveur ne répond plus. Réessayez dans un instant.</p>';
    }
    heading.focus({ preventScroll: true });
    window.levierCharts?.(body);
    window.levierMaps?.(body);
    const found = body.querySelector("mark");
    body.scrollTop = found ? Math.max(0, found.offsetTop - body.offsetTop - 90) : 0;
    if (window.innerWidth >= 1200) mark.scrollIntoView({ block: "nearest" });
  }
  function close() {
    panel.hidden = true;
    desk.classList.remove("with-proof");
    opener?.removeAttribute("aria-expanded");
    opener?.focus();
    opener = null;
  }
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.proof[data-proof]");
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (opener === mark && !panel.hidden) close();
      else open(mark);
    }
    if (event.target.closest("[data-proof-close]")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
})();

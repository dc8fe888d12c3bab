/* Draws a chart whose layout is « map » with Leaflet, loaded only when a map is on the page: routes and places on a plain ground,
   without any tile, so nothing is asked of another host. Colours as in charts.js (Okabe–Ito). */
"use strict";
(() => {
  const here = document.currentScript;
  const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#5b3fa0", "#7a5c00"];
  const GREY = "#5f6463";
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let library;

  function load() {
    library ??= new Promise((done, failed) => {
      const sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = here.dataset.leafletCss;
      const tag = document.createElement("script");
      tag.src = here.dataset.leaflet;
      tag.onload = done;
      tag.onerror = failed;
      document.head.append(sheet, tag);
    });
    return library;
  }

  /* A marker whose text is set as text: a client's name is never read as HTML. */
  function marker(point, text, kind, colour, label) {
    const face = document.createElement("span");
    face.textContent = text;
    face.className = `map-mark map-${kind}`;
    face.style.setProperty("--mark", colour);
    const told = document.createElement("span");
    told.textContent = label;
    const icon = window.L.divIcon({ html: face, className: "map-icon", iconSize: [26, 26] });
    return window.L.marker(point, { icon, title: "", alt: label, keyboard: true }).bindTooltip(told, { direction: "top", offset: [0, -12] });
  }

  function layer(one, colour) {
    const points = one.latitude.map((latitude, index) => [latitude, one.longitude[index]]);
    if (one.kind !== "route") {
      return window.L.layerGroup(points.map((point, index) => marker(point, "!", "left", GREY, one.labels[index] ?? one.name)));
    }
    const line = window.L.polyline(points, { color: colour, weight: 3.5, opacity: 0.85, interactive: false });
    const last = points.length - 1;
    const marks = points.map((point, index) => {
      const ends = index === 0 || index === last;
      const label = `${one.name} · ${one.labels[index] ?? ""}`;
      return ends ? marker(point, "", "depot", colour, label) : marker(point, String(index), "stop", colour, label);
    });
    return window.L.layerGroup([line, ...marks]);
  }

  function legend(box, map, drawn) {
    drawn.forEach(({ one, colour, group }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "map-route";
      button.setAttribute("aria-pressed", "true");
      button.style.setProperty("--mark", colour);
      button.textContent = one.kind === "route" ? `${one.name} (${Math.max(one.latitude.length - 2, 0)})` : one.name;
      button.addEventListener("click", () => {
        const shown = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(shown));
        if (shown) group.addTo(map);
        else group.remove();
      });
      box.append(button);
    });
  }

  async function draw(figure) {
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = "yes";
    const chart = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    try {
      await load();
    } catch {
      figure.querySelector("details").open = true;
      return;
    }
    const L = window.L;
    const map = L.map(figure.querySelector(".map-canvas"), {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false, zoomAnimation: !still, fadeAnimation: !still, zoomSnap: 0.25, maxZoom: 19,
    });
    L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    let rank = 0;
    const drawn = chart.series.map((one) => {
      const colour = one.kind === "route" ? COLOURS[rank++ % COLOURS.length] : GREY;
      return { one, colour, group: layer(one, colour) };
    });
    // A place that nobody can reach may be far away: the routes fill the picture, the rest is a drag away.
    const routes = chart.series.filter((one) => one.kind === "route");
    const everywhere = L.latLngBounds((routes.length ? routes : chart.series).flatMap((one) => one.latitude.map((latitude, index) => [latitude, one.longitude[index]])));
    const fit = () => map.fitBounds(everywhere, { padding: [28, 28], maxZoom: 15, animate: false });
    fit();
    drawn.forEach(({ group }) => group.addTo(map));
    legend(figure.querySelector("[data-map-legend]"), map, drawn);
    new ResizeObserver(() => { map.invalidateSize({ animate: false }); fit(); }).observe(map.getContainer());
  }

  window.levierMaps = (root = document) => root.querySelectorAll("[data-map]").forEach(draw);
  window.levierMaps();
  document.addEventListener("htmx:afterSwap", (event) => window.levierMaps(event.target));
})();

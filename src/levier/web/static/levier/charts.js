/* Draws a core.result.Chart with ECharts, loaded only when a chart is on the page. Okabe–Ito colours, the trivial
   baseline in grey, uncertainty as a band, French numbers, PNG and CSV. */
"use strict";
(() => {
  const here = document.currentScript;
  const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];
  const GREY = "#8a8f8e";
  const INK = "#454b4a";
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let library;

  function script(src) {
    return new Promise((done, failed) => {
      const tag = document.createElement("script");
      tag.src = src;
      tag.onload = done;
      tag.onerror = failed;
      document.head.append(tag);
    });
  }
  function load() {
    library ??= script(here.dataset.echarts).then(() => script(here.dataset.words));
    return library;
  }

  const figure = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat("fr-FR", { notation: "compact", maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat("fr-FR", { style: "percent", maximumFractionDigits: 1 });
  const SIGNS = { EUR: "€", GBP: "£", USD: "$" };
  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  const day = (text) => (isDay(text) ? text.split("-").reverse().join("/") : text);
  const shortDay = (text) => (isDay(text) ? `${text.slice(8)}/${text.slice(5, 7)}` : text);
  const month = new Intl.DateTimeFormat("fr-FR", { month: "short", year: "2-digit", timeZone: "UTC" });
  const firstOfMonth = (text) => (isDay(text) ? month.format(new Date(text)) : text);
  /* A series of first days of months is read by the month. */
  const dayWriter = (chart) => (chart.x.length > 1 && chart.x.every((one) => isDay(one) && one.endsWith("-01")) ? firstOfMonth : shortDay);
  const written = (value, unit) =>
    value == null ? "—" : unit === "%" ? percent.format(value) : figure.format(value) + (unit ? `\u00a0${unit}` : "");

  /* One colour a line; a band takes the colour of the line it surrounds. */
  function colours(chart) {
    const lines = chart.series.filter((one) => one.kind !== "band" && !["baseline", "history"].includes(one.role));
    const taken = new Map(lines.map((one, index) => [one, COLOURS[index % COLOURS.length]]));
    chart.series.filter((one) => one.kind === "band").forEach((one, index) => {
      taken.set(one, one.role === "baseline" ? GREY : taken.get(lines[Math.min(index, lines.length - 1)]) ?? COLOURS[0]);
    });
    return (one) => taken.get(one) ?? (one.role === "baseline" ? GREY : "#3b4241");
  }

  function series(chart) {
    const drawn = [];
    const colour = colours(chart);
    chart.series.forEach((one, index) => {
      const grey = one.role === "baseline";
      const shade = colour(one);
      if (one.kind === "band") {
        const base = { type: "line", stack: `band${index}`, symbol: "none", silent: true, lineStyle: { opacity: 0 }, z: 1 };
        drawn.push({ ...base, name: `${one.name} (bas)`, data: one.low, tooltip: { show: false } });
        drawn.push({
          ...base, name: one.name, data: one.high.map((top, i) => (top == null || one.low[i] == null ? null : top - one.low[i])),
          areaStyle: { color: shade, opacity: 0.16 }, itemStyle: { color: shade, opacity: 0.35 },
        });
        return;
      }
      if (one.kind === "point") {
        drawn.push({ name: one.name, type: "scatter", data: one.y, color: shade, symbolSize: 9, z: 4 });
        return;
      }
      const line = one.kind === "line";
      drawn.push({
        name: one.name, type: one.kind, data: one.y, color: shade, z: grey ? 2 : 3,
        stack: chart.layout === "stacked" && !grey ? "whole" : undefined, areaStyle: line && chart.layout === "stacked" ? { opacity: 0.25 } : undefined,
        showSymbol: line && chart.x.length <= 16, symbolSize: 6, connectNulls: false, barMaxWidth: 34,
        lineStyle: line ? { width: grey ? 1.75 : 2.5, type: grey ? [5, 4] : "solid" } : undefined,
        itemStyle: line ? undefined : { borderRadius: sideways(chart) ? [0, 4, 4, 0] : [4, 4, 0, 0] },
        label: directLabel(chart, one),
      });
    });
    return drawn;
  }

  const sideways = (chart) => chart.layout === "horizontal" || (chart.series.every((one) => one.kind === "bar") && !chart.x.some(isDay) &&
    (chart.x.length > 8 || chart.x.some((label) => label.length > 14)));

  function directLabel(chart, one) {
    const few = chart.series.length === 1 && one.kind === "bar" && chart.x.length <= 12;
    return few ? { show: true, position: sideways(chart) ? "right" : "top", color: INK, fontSize: 12,
      formatter: (point) => (chart.unit === "%" ? percent.format(point.value) : short.format(point.value)) } : undefined;
  }

  function axisName(chart) {
    const label = chart.y_label || "";
    return label.includes(`(${chart.unit})`) || !chart.unit ? label : `${label} (${chart.unit})`.trim();
  }

  function tip(chart) {
    return (points) => {
      const lines = points.filter((point) => !point.seriesName.endsWith("(bas)")).map((point) => {
        const one = chart.series.find((candidate) => candidate.name === point.seriesName);
        if (one?.kind === "band") {
          return `${one.name} : ${written(one.low[point.dataIndex], chart.unit)} – ${written(one.high[point.dataIndex], chart.unit)}`;
        }
        return `${point.seriesName} : ${written(point.value, chart.unit)}`;
      }).filter((line) => !line.includes(": —"));
      return [day(points[0].axisValue), ...lines].join("\n");
    };
  }

  // A line that moves by less than a twentieth of its level (a sensor) is flat on an axis from zero.
  function level(chart) {
    const held = chart.series.flatMap((one) => one.y).filter((value) => value !== null);
    const low = Math.min(...held), high = Math.max(...held);
    return chart.series.every((one) => one.kind === "line" || one.kind === "point") && low > 0 && high - low < 0.05 * high;
  }

  function options(chart, width) {
    const across = sideways(chart), close = level(chart);
    const text = { color: INK, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
    const narrow = width < 480;
    const room = narrow ? 90 : 190;
    const above = chart.series.length > 1 ? (narrow ? 26 + 22 * Math.ceil(chart.series.length / 2) : 62) : 34;
    const names = {
      type: "category", data: chart.x, inverse: across, axisTick: { show: false }, axisLine: { lineStyle: { color: "#cfc8bb" } },
      axisLabel: { ...text, formatter: dayWriter(chart), hideOverlap: true, width: across ? room : 110, overflow: across ? "truncate" : "break" },
      name: across ? "" : chart.x_label, nameLocation: "middle", nameGap: 34, nameTextStyle: text,
    };
    const values = {
      type: "value", scale: close, splitNumber: narrow && across ? 2 : 4, name: narrow && chart.series.length > 1 ? "" : axisName(chart),
      nameLocation: across ? "middle" : "end", nameGap: across ? 30 : 14,
      nameTextStyle: { ...text, align: across ? "center" : "left", padding: across ? 0 : [0, 0, 0, -22] },
      axisLabel: { ...text, hideOverlap: true, formatter: (value) => (chart.unit === "%" ? percent.format(value) : (close ? figure : short).format(value)) },
      splitLine: { lineStyle: { color: "#efebe3" } },
    };
    return {
      animation: !still, animationDuration: 350, textStyle: text,
      aria: { enabled: false },
      grid: { left: 8, right: across ? 56 : 16, top: above, bottom: (across && values.name) || names.name ? 30 : 4, containLabel: true },
      legend: { show: chart.series.length > 1, top: 0, left: 0, textStyle: text, itemWidth: 20, itemHeight: 9, itemGap: 16,
        data: chart.series.map((one) => one.name) },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: "#1e2427", borderWidth: 0, padding: [8, 12],
        textStyle: { color: "#fff", fontSize: 12, lineHeight: 19 }, axisPointer: { type: across ? "shadow" : "line" }, formatter: tip(chart) },
      xAxis: across ? values : names, yAxis: across ? names : values, series: series(chart),
    };
  }

  function save(name, address) {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
  }
  const fileName = (title, ending) => `${title.normalize("NFD").replace(/[^\w ]+/g, "").trim().replace(/\s+/g, "-").slice(0, 60).toLowerCase()}.${ending}`;

  function csv(chart) {
    const columns = chart.series.flatMap((one) => one.kind === "band"
      ? [[`${one.name} (bas)`, one.low], [`${one.name} (haut)`, one.high]] : [[one.name, one.y]]);
    // A spreadsheet would run a word that begins like a formula: an apostrophe keeps it a word.
    const word = (value) => String(value ?? "").replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""');
    const cell = (value) => (typeof value === "number" ? String(value).replace(".", ",") : `"${word(value)}"`);
    const lines = chart.x.map((x, i) => [x, ...columns.map(([, values]) => values[i])]);
    return [[chart.x_label || "x", ...columns.map(([name]) => name)], ...lines].map((line) => line.map(cell).join(";")).join("\r\n");
  }

  async function draw(box) {
    if (box.dataset.drawn) return;
    box.dataset.drawn = "yes";
    const chart = JSON.parse(box.querySelector("script[type='application/json']").textContent);
    chart.unit = SIGNS[chart.unit] ?? chart.unit;
    chart.y_label = (chart.y_label || "").replace(/\((EUR|GBP|USD)\)/, (_, code) => `(${SIGNS[code]})`);
    const place = box.querySelector(".chart-canvas");
    if (sideways(chart)) place.style.height = `${Math.max(12, chart.x.length * 1.85 * chart.series.length ** 0.5 + 6)}rem`;
    try {
      await load();
    } catch {
      box.querySelector("details").open = true;
      return;
    }
    const drawing = window.echarts.init(place, null, { locale: "FR" });
    drawing.setOption(options(chart, place.clientWidth));
    new ResizeObserver(() => {
      drawing.resize();
      drawing.setOption({ ...options(chart, place.clientWidth), animation: false });
    }).observe(place);
    box.querySelector("[data-chart-png]")?.addEventListener("click", () =>
      save(fileName(chart.title, "png"), drawing.getDataURL({ pixelRatio: 2, backgroundColor: "#fff" })));
    box.querySelector("[data-chart-csv]")?.addEventListener("click", () =>
      save(fileName(chart.title, "csv"), URL.createObjectURL(new Blob(["\ufeff" + csv(chart)], { type: "text/csv" }))));
  }

  window.levierCharts = (root = document) => root.querySelectorAll("[data-chart]").forEach(draw);
  window.levierCharts();
  document.addEventListener("htmx:afterSwap", (event) => window.levierCharts(event.target));
})();

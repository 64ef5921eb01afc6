// The time slider: a histogram of the links by their dates, and two handles.
const T = { edges: [], counts: [], bars: [] };

function addDays(iso, days) {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function binEdges(first, last) {
  const days = (Date.parse(last) - Date.parse(first)) / 864e5;
  const edges = [];
  if (days <= 92 || days > 366 * 200) {
    const step = days > 400 ? Math.ceil(days / 90) : days > 45 ? 2 : 1;
    for (let d = first; d <= last; d = addDays(d, step)) edges.push(d);
  } else if (days <= 500) for (let d = first; d <= last; d = addDays(d, 7)) edges.push(d);
  else {
    const step = days > 366 * 8 ? 12 : days > 366 * 4 ? 3 : 1;
    let [y, m] = first.split("-").map(Number);
    m = Math.floor((m - 1) / step) * step + 1;
    for (;;) {
      const edge = `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-01`;
      if (edge > last) break;
      edges.push(edge);
      m += step;
      if (m > 12) { m -= 12; y += 1; }
    }
  }
  return edges;
}

function startTimeline() {
  const dates = G.links.map((l) => l.from).filter(Boolean).sort();
  const ends = G.links.map((l) => l.to).filter(Boolean).sort();
  if (dates.length < 2 || dates[0] === ends[ends.length - 1]) { $("timeline").hidden = true; return; }
  // A few far-off dates (a treaty of 1648) must not flatten the rest: the bars at the ends take them.
  const years = (a, b) => Date.parse(b) - Date.parse(a);
  let low = dates[0], high = ends[ends.length - 1];
  const early = dates[Math.floor(dates.length * 0.06)], late = ends[Math.ceil(ends.length * 0.97) - 1];
  if (years(early, high) < years(low, high) / 2) low = early;
  if (years(low, late) < years(low, high) / 2) high = late;
  T.edges = binEdges(low, high);
  T.last = high;
  listeners.push(drawBars);
  const count = T.edges.length;
  const input = (id, name, value) => h("input", { type: "range", id, min: 0, max: count, step: 1, value, "aria-label": name, oninput: moved });
  T.words = h("strong", {}, "All dates");
  const undated = h("input", { type: "checkbox", onchange: () => { S.undated = undated.checked; refreshSoon(); } });
  undated.checked = S.undated;
  T.undated = undated;
  T.chart = svg("svg", { viewBox: `0 0 ${count} 100`, preserveAspectRatio: "none", "aria-hidden": "true" });
  T.bars = T.edges.map((edge, i) => {
    const bar = svg("rect", { class: "bar in", x: i + 0.08, width: 0.84, y: 100, height: 0 });
    T.chart.append(bar);
    return bar;
  });
  T.from = input("time-from", "From", 0);
  T.to = input("time-to", "Until", count);
  fill($("timeline"), h("div", { class: "head" }, "Time", T.words,
    h("button", { type: "button", class: "text-button", id: "time-all", onclick: () => { T.from.value = 0; T.to.value = count; moved(); } }, "All dates"),
    h("label", { class: "choice" }, undated, "Also without a date")),
  h("div", { class: "tracks" }, T.chart, h("div", { class: "rail" }), T.from, T.to),
  h("div", { class: "ends" }, h("span", {}, (dates[0] < T.edges[0] ? "earlier, and " : "") + shortDay(T.edges[0])), h("span", {}, shortDay(high) + (ends[ends.length - 1] > high ? ", and later" : ""))));
  placeHandles();
}

function moved(event) {
  let from = Number(T.from.value), to = Number(T.to.value);
  if (from >= to) {
    if (event && event.target === T.from) { from = Math.max(0, to - 1); T.from.value = from; } else { to = Math.min(T.edges.length, from + 1); T.to.value = to; }
  }
  S.from = from > 0 ? T.edges[from] : "";
  S.to = to < T.edges.length ? addDays(T.edges[to], -1) : "";
  timeWords();
  refreshSoon();
}

function timeWords() {
  T.words.textContent = !S.from && !S.to ? "All dates" : `${S.from ? day(S.from) : "the beginning"} to ${S.to ? day(S.to) : day(T.last)}`;
  T.from.setAttribute("aria-valuetext", S.from ? day(S.from) : "the beginning");
  T.to.setAttribute("aria-valuetext", S.to ? day(S.to) : "the end");
}

function placeHandles() {
  if (!T.edges.length) return;
  const at = (iso) => { let i = T.edges.findIndex((e) => e > iso); if (i < 0) i = T.edges.length; return i; };
  T.from.value = S.from ? Math.max(0, at(S.from) - 1) : 0;
  T.to.value = S.to ? at(S.to) : T.edges.length;
  T.undated.checked = S.undated;
  timeWords();
}

function drawBars() {
  const counts = new Array(T.edges.length).fill(0);
  for (const link of G.links) {
    if (!link.from || !passes(link, true)) continue;
    let low = 0, high = T.edges.length - 1;
    while (low < high) { const mid = Math.ceil((low + high) / 2); if (T.edges[mid] <= link.from) low = mid; else high = mid - 1; }
    counts[low] += 1;
  }
  const most = Math.max(1, ...counts);
  counts.forEach((n, i) => {
    const tall = n ? Math.max(5, 100 * Math.sqrt(n / most)) : 0;
    T.bars[i].setAttribute("y", 100 - tall);
    T.bars[i].setAttribute("height", tall);
    const next = T.edges[i + 1] || "9999";
    T.bars[i].setAttribute("class", (!S.from || next > S.from) && (!S.to || T.edges[i] <= S.to) ? "bar in" : "bar");
  });
}

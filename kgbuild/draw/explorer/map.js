// A map of the places that are spoken of: where they lie, how much is told of them, what happened there.
const ZOOMED = { k: 1, x: 0, y: 0 };

function project2d([lat, lon]) { return [(lon + 180) * 2, (90 - lat) * 2]; }

function startMap() {
  const found = new Map();
  G.claims.forEach((claim) => { for (const e of claim.l || []) found.set(e, (found.get(e) || 0) + 1); });
  return G.entities.map((entity, e) => ({ e, here: found.get(e) || 0 })).filter(({ e }) => G.entities[e].ll && (G.entities[e].docs.size || G.entities[e].claims.length))
    .sort((x, y) => G.entities[y.e].docs.size - G.entities[x.e].docs.size || y.here - x.here || x.e - y.e);
}

function dots() {
  let at = 0;
  const path = G.land.map((step) => {
    at += step;
    return `M${(at % 180) * 4 + 0.6} ${(89 - Math.floor(at / 180)) * 4 + 0.6}h2.8v2.8h-2.8z`;
  });
  return svg("path", { class: "land", d: path.join("") });
}

function placeMark({ e, here }) {
  const entity = G.entities[e];
  const [x, y] = project2d(entity.ll);
  const r = Math.min(13, 2.2 + 1.6 * Math.sqrt(entity.docs.size));
  const words = `${entity.n}: ${plural(entity.docs.size, "article")}, ${plural(here, "statement")} of what happened there`;
  const mark = svg("g", { class: "place", role: "button", tabindex: 0, "aria-label": words, transform: `translate(${x} ${y})` },
    svg("title", {}, words), svg("circle", { class: entity.t === "Country" ? "country" : "town", r }));
  const act = () => select({ node: e }, {});
  mark.addEventListener("click", act);
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } });
  return { mark, x, y, r, name: entity.n };
}

// Names of the places spoken of most, as many as find room at this zoom.
function nameMarks(marks, layer, zoom) {
  const taken = [];
  fill(layer, marks.map(({ x, y, r, name }) => {
    const label = shorten(name, 24);
    const wide = (label.length * 4.6) / zoom;
    const beyond = x + r / zoom + wide > ZOOMED.x + 720 / zoom - 2; // no room on the right: the name stands on the left
    const box = { x: beyond ? x - r / zoom - 1 - wide : x + r / zoom + 1, y, w: wide, h: 10 / zoom };
    if (taken.length > 60 || taken.some((t) => Math.abs(t.y - box.y) < box.h && box.x < t.x + t.w && t.x < box.x + box.w)) return null;
    taken.push(box);
    return svg("text", { x: box.x, y: y + 2.8 / zoom, "font-size": 8.5 / zoom }, label);
  }));
}

function drawMap() {
  if (S.view !== "map" || $("view-map").firstChild) return;
  const places = startMap();
  const marks = places.slice(0, 400).map(placeMark);
  const names = svg("g", { class: "place-names", "aria-hidden": "true" });
  const chart = svg("svg", { viewBox: "0 30 720 276", role: "group", "aria-label": "Map of places" }, dots(), svg("g", {}, [...marks].reverse().map((m) => m.mark)), names);
  const view = () => {
    const w = 720 / ZOOMED.k, tall = 276 / ZOOMED.k;
    chart.setAttribute("viewBox", `${ZOOMED.x} ${30 + ZOOMED.y} ${w} ${tall}`);
    for (const { mark, x, y } of marks) mark.setAttribute("transform", `translate(${x} ${y}) scale(${1 / Math.sqrt(ZOOMED.k) / Math.sqrt(ZOOMED.k)})`);
    nameMarks(marks, names, ZOOMED.k);
  };
  const zoom = (factor, px = 0.5, py = 0.5) => {
    const k = Math.max(1, Math.min(16, ZOOMED.k * factor));
    ZOOMED.x += (720 / ZOOMED.k - 720 / k) * px; ZOOMED.y += (276 / ZOOMED.k - 276 / k) * py; ZOOMED.k = k;
    ZOOMED.x = Math.max(0, Math.min(720 - 720 / k, ZOOMED.x)); ZOOMED.y = Math.max(0, Math.min(276 - 276 / k, ZOOMED.y));
    view();
  };
  chart.addEventListener("wheel", (event) => { event.preventDefault(); const f = chart.getBoundingClientRect(); zoom(event.deltaY < 0 ? 1.25 : 0.8, (event.clientX - f.x) / f.width, (event.clientY - f.y) / f.height); }, { passive: false });
  chart.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".place")) return;
    const f = chart.getBoundingClientRect();
    let [px, py] = [event.clientX, event.clientY];
    const move = (e) => {
      ZOOMED.x -= ((e.clientX - px) / f.width) * (720 / ZOOMED.k); ZOOMED.y -= ((e.clientY - py) / f.height) * (276 / ZOOMED.k);
      [px, py] = [e.clientX, e.clientY];
      zoom(1);
    };
    const end = () => { window.removeEventListener("pointermove", move); window.removeEventListener("pointerup", end); };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
  });
  fill($("view-map"), h("div", { class: "page-head" }, h("h2", {}, "Places"), h("p", { class: "meta" }, `${plural(places.length, "place")} that the articles speak of and the gazetteer knows; a country lies at its capital. The size tells in how many articles. Pale squares are where people live (GeoNames, CC BY 4.0).`),
    h("p", { class: "actions" }, action("plus", "Nearer", "Zoom in", () => zoom(1.6)), action("minus", "Farther", "Zoom out", () => zoom(1 / 1.6)))),
  places.length ? h("div", { class: "map" }, chart) : h("p", { class: "empty" }, "No place of these articles has known coordinates."),
  section("Spoken of most", places.slice(0, 12).map(({ e, here }) => entityRow(e, `${plural(G.entities[e].docs.size, "article")}${here ? ` · ${plural(here, "statement")} of what happened there` : ""}`))));
  view();
}

// The picture: cytoscape draws what passes the filters; several links of one kind are one line.
let cy = null;
const LABEL = 34;
const FONT = "Inter, Segoe UI, -apple-system, Helvetica Neue, Arial, Liberation Sans, sans-serif";

function nodeSize(entity) {
  return Math.min(72, 32 + 5 * Math.max(0, (entity.d || 0) - 1) ** 0.62);
}

function nodeElement(e, place) {
  const entity = G.entities[e];
  const size = nodeSize(entity);
  return {
    group: "nodes",
    data: { id: `n${e}`, e, label: shorten(entity.n, LABEL) || "(no name)", size, family: entity.family,
      font: 12.5 + (size - 32) * 0.13, weight: size > 44 ? 600 : 500, rank: entity.d || 0 },
    position: place || { x: entity.xy[0], y: entity.xy[1] },
  };
}

function pairKey(a, b) {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

// Lines to draw: one for each pair of names and kind of link. A picture of more than MOST lines is a
// ball of wool, so there the best founded are drawn, and all of the name or link that is chosen.
const MOST = 3000;
let left = 0;

function bundles() {
  const found = new Map();
  for (const link of shownLinks) {
    if (link.a === link.b || !onStage(link.a) || !onStage(link.b)) continue;
    const key = `l${pairKey(link.a, link.b)}-${link.kind}`;
    const group = found.get(key);
    if (group) group.push(link); else found.set(key, [link]);
  }
  left = Math.max(0, found.size - MOST);
  if (!left) return found;
  const wanted = new Set(S.path || (S.selected ? (S.selected.pair || [S.selected.node]) : []));
  const rank = (group) => Math.max(...group.map((l) => l.sources)) * 4 + group.length + group[0].sure;
  const ranked = [...found].map(([key, group], i) => [wanted.has(group[0].a) || wanted.has(group[0].b) ? 1e9 : rank(group), i, key, group]);
  return new Map(ranked.sort((x, y) => y[0] - x[0] || x[1] - y[1]).slice(0, MOST).map((r) => [r[2], r[3]]));
}

function groupOf(edge) {
  const [a, b, kind] = [edge.source().data("e"), edge.target().data("e"), edge.data("kind")];
  return G.entities[a].links.map((i) => G.links[i]).filter((l) => l.kind === kind && (l.a === b || l.b === b) && passes(l));
}

function bundleElement(key, group) {
  const first = group[0];
  const forward = group.every((l) => l.a === first.a && !isSymmetric(l.relation));
  const phrases = [...new Set(group.map(linkPhrase))];
  const label = shorten(phrases[0], 30) + (phrases.length > 1 ? ` +${phrases.length - 1}` : "");
  const docs = new Set(group.flatMap((l) => [...l.docs])).size;
  return {
    group: "edges",
    data: { id: key, source: `n${first.a}`, target: `n${first.b}`, kind: first.kind, label,
      width: Math.min(6, 1.5 + 0.9 * Math.log2(docs)), arrow: forward ? "triangle" : "none" },
  };
}

// Beyond this many lines the picture draws plain lines; words and arrows come with what is chosen.
const MANY = 1500;
let crowded = false;

function pictureStyle() {
  const c = (name) => color(name);
  const worded = { "curve-style": "bezier", "control-point-step-size": 34, "target-arrow-shape": "data(arrow)", label: "data(label)" };
  const base = [
    { selector: "node", style: {
      width: "data(size)", height: "data(size)", "background-width": "62%", "background-height": "62%",
      "border-width": 2, "border-color": c("paper"),
      label: "data(label)", "font-family": FONT, "font-size": "data(font)", "font-weight": "data(weight)", color: c("ink"),
      "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 128, "text-outline-width": 2.5,
      "text-outline-color": c("paper"), "min-zoomed-font-size": 7.5, "overlay-opacity": 0 } },
    ...Object.keys(FAMILY_WORDS).map((f) => ({ selector: `node[family = '${f}']`, style: { shape: SHAPES[f], "background-color": c(`f-${f}`), "background-image": glyphUri(f) } })),
    { selector: "edge", style: {
      width: "data(width)", "line-color": c("k-reported"), "target-arrow-color": c("k-reported"), "arrow-scale": 0.9, "target-distance-from-node": 3,
      "font-family": FONT, "font-size": 11, color: c("muted"), "text-rotation": "autorotate", "text-background-color": c("paper"),
      "text-background-opacity": 0.92, "text-background-padding": 2, "min-zoomed-font-size": 8, "overlay-opacity": 0, opacity: crowded ? 0.45 : 0.9,
      ...(crowded ? { "curve-style": "haystack", "haystack-radius": 0.25, label: "" } : worded) } },
    { selector: "edge[kind = 'disputed']", style: { "line-color": c("paper"), "line-outline-color": c("k-disputed"), "line-outline-width": 1.6, width: 2.6, "target-arrow-color": c("k-disputed"), color: c("k-disputed") } },
    { selector: "edge[kind = 'said']", style: { "line-color": c("k-said"), "target-arrow-color": c("k-said"), "line-style": "dashed", "line-dash-pattern": [11, 4, 2.5, 4], color: c("k-said") } },
    { selector: "edge[kind = 'planned']", style: { "line-color": c("k-planned"), "target-arrow-color": c("k-planned"), "line-style": "dashed", "line-dash-pattern": [1, 5.5], "line-cap": "round", color: c("k-planned") } },
    { selector: "edge[kind = 'denied']", style: { "line-color": c("k-denied"), "target-arrow-color": c("k-denied"), "line-style": "dashed", "line-dash-pattern": [7, 5], "mid-target-arrow-shape": "tee", "mid-target-arrow-color": c("k-denied"), color: c("k-denied"), "text-margin-y": -10, "text-background-opacity": 0 } },
    { selector: "edge[kind = 'weak']", style: { "line-color": c("k-weak"), "target-arrow-color": c("k-weak"), "line-style": "dashed", "line-dash-pattern": [1, 3], width: 1.2 } },
    { selector: ".off", style: { display: "none" } },
    { selector: ".pinned", style: { "border-width": 4, "border-color": c("ink") } },
    { selector: "node.faded", style: { opacity: 0.2 } },
    { selector: "edge.faded", style: { opacity: crowded ? 0.03 : 0.1 } },
    { selector: "node.near, node.hover", style: { "min-zoomed-font-size": 0, "z-index": 8 } },
    { selector: "edge.near, edge.hover", style: { ...worded, opacity: 1 } },
    { selector: "edge.hover", style: { "underlay-color": c("accent"), "underlay-opacity": 0.13, "underlay-padding": 5, "min-zoomed-font-size": 0 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": c("accent"), "underlay-color": c("accent"), "underlay-opacity": 0.16, "underlay-padding": 9, "underlay-shape": "ellipse", "z-index": 9, "min-zoomed-font-size": 0 } },
    { selector: "edge.chosen", style: { "underlay-color": c("accent"), "underlay-opacity": 0.22, "underlay-padding": 6, "z-index": 9, opacity: 1, "min-zoomed-font-size": 0 } },
  ];
  return base;
}

function startPicture() {
  const wanted = bundles();
  crowded = wanted.size > MANY;
  const live = new Set([...wanted.values()].flatMap((group) => [group[0].a, group[0].b]));
  const elements = [];
  G.entities.forEach((entity, e) => { if (entity.xy) elements.push({ ...nodeElement(e), classes: live.has(e) ? "" : "off" }); });
  for (const [key, group] of wanted) elements.push(bundleElement(key, group));
  cy = cytoscape({
    container: $("cy"), elements, style: pictureStyle(), layout: { name: "preset", fit: false }, ...viewport(live),
    minZoom: 0.02, maxZoom: 3.5, textureOnViewport: crowded, pixelRatio: crowded ? 1 : "auto",
    selectionType: "single", boxSelectionEnabled: false, autounselectify: true,
  });
  if (crowded) lighten(cy.renderer());
  cy.on("tap", "node", (event) => select({ node: event.target.data("e") }));
  cy.on("tap", "edge", (event) => {
    const [source, target] = [event.target.source().data("e"), event.target.target().data("e")];
    select({ pair: [source, target], kind: event.target.data("kind") });
  });
  cy.on("tap", (event) => { if (event.target === cy) select(null); });
  cy.on("dbltap", "node", (event) => expandNode(event.target.data("e")));
  cy.on("mouseover", "node, edge", (event) => hover(event.target, true, event.renderedPosition));
  cy.on("mouseout", "node, edge", (event) => hover(event.target, false));
  cy.on("viewport", () => { $("tip").hidden = true; drawLandmarks(); });
  let size = "";
  new ResizeObserver(([entry]) => {
    const now = `${entry.contentRect.width} ${entry.contentRect.height}`;
    if (size && size !== now && entry.contentRect.width) cy.resize();
    size = now;
  }).observe($("cy"));
  listeners.push(updatePicture);
}

// At rest a crowded picture is drawn once, straight, without glyphs too small to see; while it moves,
// cytoscape moves a picture of it. Keeping an image of each element costs more than it saves here.
function lighten(renderer) {
  const glyph = renderer.drawInscribedImage, words = renderer.drawElementText;
  renderer.drawLayeredElements = renderer.drawElements;
  renderer.drawInscribedImage = function (context, image, node, ...rest) {
    if (node.width() * cy.zoom() > 9) glyph.call(renderer, context, image, node, ...rest);
  };
  renderer.drawElementText = function (context, element, ...rest) {
    if (renderer.eleTextBiggerThanMin(element)) words.call(renderer, context, element, ...rest);
  };
}

// Zoom and pan that show these names with their words, computed from their places alone.
function viewport(some) {
  const frame = $("cy").getBoundingClientRect();
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const e of some) {
    const node = cy && cy.getElementById(`n${e}`);
    const at = node && node.nonempty() ? node.position() : { x: (G.entities[e].xy || [0, 0])[0], y: (G.entities[e].xy || [0, 0])[1] };
    const r = nodeSize(G.entities[e]) / 2;
    const wide = Math.max(r, Math.min(64, G.entities[e].n.length * 3.4));
    x1 = Math.min(x1, at.x - wide); x2 = Math.max(x2, at.x + wide);
    y1 = Math.min(y1, at.y - r); y2 = Math.max(y2, at.y + r + (G.entities[e].n.length > 18 ? 36 : 22));
  }
  if (x1 === Infinity) return { zoom: 1, pan: { x: 0, y: 0 } };
  const pad = 26;
  const zoom = Math.max(0.02, Math.min(1.35, (frame.width - 2 * pad) / (x2 - x1), (frame.height - 2 * pad) / (y2 - y1)));
  return { zoom, pan: { x: frame.width / 2 - (zoom * (x1 + x2)) / 2, y: frame.height / 2 - (zoom * (y1 + y2)) / 2 } };
}

function hover(target, on, at) {
  target.toggleClass("hover", on);
  const tip = $("tip");
  $("cy").classList.toggle("pointing", on);
  tip.hidden = !on;
  if (!on) return;
  if (target.isNode()) {
    const entity = G.entities[target.data("e")];
    fill(tip, h("b", { dir: "auto" }, shorten(entity.n, 120)), `${G.types[entity.t] || entity.t} · linked with ${plural(othersOf(target.data("e")).size, "name")} · ${plural(entity.docs.size, "article")}`);
  } else {
    const group = groupOf(target);
    fill(tip, h("b", {}, KIND_WORDS[target.data("kind")][0]), group.slice(0, 4).map((l) =>
      h("div", { dir: "auto" }, shorten(`${nameOf(l.a)} ${linkPhrase(l)} ${nameOf(l.b)}`, 110))), group.length > 4 ? `and ${group.length - 4} more` : "");
  }
  const frame = $("cy").getBoundingClientRect();
  tip.style.left = `${Math.min(at.x + 14, frame.width - 312)}px`;
  tip.style.top = `${Math.min(at.y + 14, frame.height - 90)}px`;
}

function updatePicture() {
  const wanted = bundles();
  const live = new Set();
  for (const group of wanted.values()) { live.add(group[0].a); live.add(group[0].b); }
  const keep = new Set(live);
  for (const e of [...S.pinned, ...S.added, ...((S.selected && S.selected.node !== undefined) ? [S.selected.node] : [])]) if (onStage(e)) keep.add(e);
  cy.batch(() => {
    const taken = cy.nodes().filter((n) => !n.hasClass("off")).map((n) => n.position());
    for (const e of [...S.added, ...loose]) {
      if (cy.getElementById(`n${e}`).nonempty()) continue;
      const place = freePlace(e, taken);
      taken.push(place);
      cy.add(nodeElement(e, place));
    }
    const old = cy.edges();
    const present = new Set();
    const gone = old.filter((edge) => {
      const group = wanted.get(edge.id());
      if (!group) return true;
      present.add(edge.id());
      const data = bundleElement(edge.id(), group).data;
      for (const key of ["label", "width", "arrow"]) if (edge.data(key) !== data[key]) edge.data(key, data[key]);
      return false;
    });
    gone.remove();
    const fresh = [];
    for (const [key, group] of wanted) if (!present.has(key)) fresh.push(bundleElement(key, group));
    cy.add(fresh);
    cy.nodes().forEach((node) => {
      node.toggleClass("off", !keep.has(node.data("e")));
      node.toggleClass("pinned", S.pinned.has(node.data("e")));
      if (S.pinned.has(node.data("e"))) node.lock(); else node.unlock();
    });
  });
  showSelection();
  drawLandmarks();
  drawNotices(live.size);
}

// A free spot near the neighbour that brought the name in: walk a spiral until nothing is near.
function freePlace(e, taken) {
  const entity = G.entities[e];
  const near = entity.links.map((i) => G.links[i]).map((l) => (l.a === e ? l.b : l.a)).map((o) => cy.getElementById(`n${o}`)).find((n) => n.nonempty() && !n.hasClass("off"));
  const box = cy.extent();
  const start = near ? near.position() : { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
  for (let step = 6; step < 700; step += 1) {
    const radius = 34 * Math.sqrt(step), angle = step * 2.39996;
    const spot = { x: start.x + radius * Math.cos(angle), y: start.y + radius * Math.sin(angle) };
    if (taken.every((t) => Math.abs(t.x - spot.x) > 110 || Math.abs(t.y - spot.y) > 66)) return spot;
  }
  return { x: start.x + 60, y: start.y + 60 };
}

function drawNotices(count) {
  const notes = [];
  const button = (words, run) => h("button", { type: "button", class: "text-button", onclick: run }, words);
  if (G.linked > G.drawn && !G.focus.length) notes.push(h("span", { class: "notice" }, `The ${G.drawn.toLocaleString("en")} best connected of ${G.total.toLocaleString("en")} names are drawn; search and tables hold all.`));
  if (G.focus.length) notes.push(h("span", { class: "notice" }, `Drawn round ${shorten(nameOf(G.focus[0]), 40)}; search and tables hold all ${G.total.toLocaleString("en")} names.`));
  if (left) notes.push(h("span", { class: "notice" }, `The ${MOST.toLocaleString("en")} best founded lines are drawn; choose a name to see all of its lines.`));
  if (partly) notes.push(h("span", { class: "notice" }, `This is the largest part; ${plural(partly, "more name")} stand outside the view.`, button("Show everything", fitAll)));
  if (S.only) notes.push(h("span", { class: "notice" }, `Only ${plural(S.only.size, "name")} and their links`, button("Show all", () => { S.only = null; refresh(); fitAll(); })));
  if (S.hidden.size) notes.push(h("span", { class: "notice" }, `${plural(S.hidden.size, "name")} hidden`, button("Bring back", () => { S.hidden.clear(); refresh(); })));
  if (S.path) notes.push(h("span", { class: "notice" }, `Path from ${shorten(nameOf(S.path[0]), 30)} to ${shorten(nameOf(S.path[S.path.length - 1]), 30)}`, button("Close", () => { S.path = null; showSelection(); drawNotices(); keepAddress(); })));
  if (S.picking !== undefined && S.picking !== null) notes.push(h("span", { class: "notice" }, `Now choose the other end of the path from ${shorten(nameOf(S.picking), 40)}: click it or search for it.`, button("Cancel", () => { S.picking = null; drawNotices(); })));
  if (count === 0) notes.push(h("span", { class: "notice" }, "Nothing fits these filters.", button("Show everything again", resetAll)));
  fill($("notices"), notes);
}

let lit = false;

function showSelection() {
  if (!cy) return;
  if (!S.path && !S.selected && !lit) return;
  lit = Boolean(S.path || S.selected);
  cy.batch(() => {
    cy.elements(".chosen, .faded, .near").removeClass("chosen faded near");
    let bright = null;
    if (S.path) {
      bright = cy.collection();
      S.path.forEach((e, i) => {
        bright = bright.union(cy.getElementById(`n${e}`));
        if (i) bright = bright.union(cy.edges().filter((edge) => edge.id().startsWith(`l${pairKey(S.path[i - 1], e)}-`)));
      });
      bright.addClass("chosen");
    } else if (S.selected && S.selected.node !== undefined) {
      const node = cy.getElementById(`n${S.selected.node}`);
      node.addClass("chosen");
      if (node.nonempty()) bright = node.closedNeighborhood();
    } else if (S.selected && S.selected.pair) {
      const key = `l${pairKey(...S.selected.pair)}-`;
      const edges = cy.edges().filter((edge) => edge.id().startsWith(key));
      const chosen = S.selected.kind ? edges.filter((edge) => edge.id() === key + S.selected.kind) : edges;
      (chosen.nonempty() ? chosen : edges).addClass("chosen");
      if (edges.nonempty()) bright = edges.union(edges.connectedNodes());
    }
    if (bright) {
      bright.addClass("near");
      cy.elements().difference(bright).addClass("faded");
    }
  });
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

// Seen from afar, the best connected names keep words of a readable size, as many as find room.
const LANDMARK = "font-size text-max-width text-outline-width min-zoomed-font-size";
let landmarks = [];
const drawLandmarks = later(() => {
  const zoom = cy.zoom();
  const view = cy.extent();
  const wanted = [];
  if (zoom < 0.6) {
    const taken = [];
    const inside = cy.nodes().filter((n) => !n.hasClass("off") && n.position("x") > view.x1 && n.position("x") < view.x2 && n.position("y") > view.y1 && n.position("y") < view.y2);
    for (const node of inside.toArray().sort((a, b) => b.data("rank") - a.data("rank")).slice(0, 120)) {
      const at = node.renderedPosition();
      const wide = Math.min(150, node.data("label").length * 6.4) / 2 + 8;
      if (taken.some((t) => Math.abs(t.x - at.x) < t.wide + wide && Math.abs(t.y - at.y) < 30)) continue;
      taken.push({ x: at.x, y: at.y, wide });
      wanted.push(node);
      if (wanted.length === 24) break;
    }
  }
  cy.batch(() => {
    for (const node of landmarks) if (!wanted.includes(node)) node.removeStyle(LANDMARK);
    for (const node of wanted) node.style({ "font-size": 11.5 / zoom, "text-max-width": 150 / zoom, "text-outline-width": 2.5 / zoom, "min-zoomed-font-size": 0 });
  });
  landmarks = wanted;
}, 160);

// At first: everything where its words can be read, else the largest part, else everything.
let partly = 0;

function firstView() {
  const near = new Map();
  const join = (a, b) => { if (near.has(a)) near.get(a).push(b); else near.set(a, [b]); };
  for (const group of bundles().values()) { join(group[0].a, group[0].b); join(group[0].b, group[0].a); }
  if (!near.size) return;
  let view = viewport(near.keys());
  if (view.zoom < 0.55) {
    let best = [];
    const seen = new Set();
    for (const start of near.keys()) {
      if (seen.has(start)) continue;
      const part = [start];
      seen.add(start);
      for (let i = 0; i < part.length; i += 1) for (const o of near.get(part[i])) if (!seen.has(o)) { seen.add(o); part.push(o); }
      if (part.length > best.length) best = part;
    }
    const part = viewport(best);
    if (part.zoom > 0.22) { view = part; partly = near.size - best.length; }
  }
  cy.viewport(view);
  drawNotices();
}

function fitAll() {
  partly = 0;
  drawNotices();
  const shown = cy.nodes().filter((n) => !n.hasClass("off")).map((n) => n.data("e"));
  if (shown.length) cy.viewport(viewport(shown));
}

function bringIntoView(e) {
  const node = cy.getElementById(`n${e}`);
  if (node.empty()) return;
  const at = node.renderedPosition();
  const frame = $("cy").getBoundingClientRect();
  const zoom = Math.max(cy.zoom(), 0.8);
  if (zoom === cy.zoom() && at.x > 60 && at.y > 60 && at.x < frame.width - 60 && at.y < frame.height - 60) return;
  const goal = { zoom, center: { eles: node } };
  if (calm()) { cy.zoom(zoom); cy.center(node); } else cy.animate(goal, { duration: 260 });
}

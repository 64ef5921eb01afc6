// The picture: the names and lines that pass the filters, what is chosen, and where one looks.
const LABEL = 34;

function nodeSize(entity) {
  return Math.min(72, 32 + 5 * Math.max(0, (entity.d || 0) - 1) ** 0.62);
}

function addNode(e, place) {
  const entity = G.entities[e];
  const size = nodeSize(entity);
  V.nodes.set(e, { e, ...place, r: size / 2, label: shorten(entity.n, LABEL) || "(no name)", family: entity.family,
    font: 12.5 + (size - 32) * 0.13, weight: size > 44 ? 600 : 500, rank: (entity.d || 0) * (entity.u ? 0.25 : 1) });
}

function pairKey(a, b) {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

// Lines to draw: one for each pair of names and kind of link. A picture of more than MOST lines is a
// ball of wool, so there the best founded are drawn, and all of the name or link that is chosen.
const MOST = 3000;
let left = 0;

// Beyond this many lines the picture seen from afar draws plain, pale lines.
const MANY = 1500;
let crowded = false;

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

// The lines as drawn; those between the same two names bend apart.
function drawnLines() {
  const lines = new Map();
  const pairs = new Map();
  for (const [key, group] of bundles()) {
    const first = group[0];
    const docs = group.length > 1 ? new Set(group.flatMap((l) => [...l.docs])).size : first.docs.size;
    const line = { key, a: first.a, b: first.b, kind: first.kind, group, bend: 0,
      width: Math.min(6, 1.5 + 0.9 * Math.log2(docs || 1)), arrow: group.every((l) => l.a === first.a && !isSymmetric(l.relation)) };
    lines.set(key, line);
    const pair = pairKey(first.a, first.b);
    const beside = pairs.get(pair);
    if (beside) beside.push(line); else pairs.set(pair, [line]);
  }
  for (const beside of pairs.values()) beside.forEach((line, i) => { line.bend = i - (beside.length - 1) / 2; });
  return lines;
}

function labelOf(line) {
  if (line.label === undefined) {
    const phrases = [...new Set(line.group.map(linkPhrase))];
    line.label = shorten(phrases[0], 30) + (phrases.length > 1 ? ` +${phrases.length - 1}` : "");
  }
  return line.label;
}

function updatePicture() {
  V.lines = drawnLines();
  crowded = V.lines.size > MANY;
  const live = new Set();
  for (const line of V.lines.values()) { live.add(line.a); live.add(line.b); }
  const keep = new Set(live);
  for (const e of [...S.pinned, ...S.added, ...((S.selected && S.selected.node !== undefined) ? [S.selected.node] : [])]) if (onStage(e)) keep.add(e);
  let taken = null;
  for (const e of [...S.added, ...loose]) {
    if (V.nodes.has(e)) continue;
    taken = taken || V.shown.map((n) => ({ x: n.x, y: n.y }));
    const place = freePlace(e, taken);
    taken.push(place);
    addNode(e, place);
  }
  V.shown = [...V.nodes.values()].filter((n) => keep.has(n.e));
  V.pinned = S.pinned;
  V.hover = null;
  $("tip").hidden = true;
  showSelection();
  drawNotices(live.size);
}

function startPicture() {
  G.entities.forEach((entity, e) => { if (entity.xy) addNode(e, { x: entity.xy[0], y: entity.xy[1] }); });
  startStage();
  listeners.push(updatePicture);
}

// A free spot near the neighbour that brought the name in: walk a spiral until nothing is near.
function freePlace(e, taken) {
  const shown = new Set(V.shown);
  const near = G.entities[e].links.map((i) => G.links[i]).map((l) => V.nodes.get(l.a === e ? l.b : l.a)).find((n) => n && shown.has(n));
  const start = near || toPicture({ x: V.width / 2, y: V.height / 2 });
  for (let step = 6; step < 700; step += 1) {
    const radius = 34 * Math.sqrt(step), angle = step * 2.39996;
    const spot = { x: start.x + radius * Math.cos(angle), y: start.y + radius * Math.sin(angle) };
    if (taken.every((t) => Math.abs(t.x - spot.x) > 110 || Math.abs(t.y - spot.y) > 66)) return spot;
  }
  return { x: start.x + 60, y: start.y + 60 };
}

function showTip(target, at) {
  const tip = $("tip");
  tip.hidden = !target;
  if (!target) return;
  if (target.key) {
    const { group } = target;
    fill(tip, h("b", {}, KIND_WORDS[target.kind][0]), group.slice(0, 4).map((l) =>
      h("div", { dir: "auto" }, shorten(`${nameOf(l.a)} ${linkPhrase(l)} ${nameOf(l.b)}`, 110))), group.length > 4 ? `and ${group.length - 4} more` : "");
  } else {
    const entity = G.entities[target.e];
    fill(tip, h("b", { dir: "auto" }, shorten(entity.n, 120)), `${G.types[entity.t] || entity.t} · linked with ${plural(othersOf(target.e).size, "name")} · ${plural(entity.docs.size, "article")}`);
  }
  tip.style.left = `${Math.max(4, Math.min(at.x + 14, V.width - 312))}px`;
  tip.style.top = `${Math.max(4, Math.min(at.y + 14, V.height - 90))}px`;
}

function drawNotices(count) {
  const notes = [];
  const button = (words, run) => h("button", { type: "button", class: "text-button", onclick: run }, words);
  const held = G.names ? `this part of the graph, ${G.total.toLocaleString("en")} of ${G.names.toLocaleString("en")} names` : "all";
  if (G.linked > G.drawn && !G.focus.length) notes.push(h("span", { class: "notice" }, `The ${G.drawn.toLocaleString("en")} best connected of ${G.total.toLocaleString("en")} names are drawn; search and tables hold ${held}.`));
  if (G.focus.length) notes.push(h("span", { class: "notice" }, `Drawn round ${shorten(nameOf(G.focus[0]), 40)}; search and tables hold ${G.names ? held : `all ${G.total.toLocaleString("en")} names`}.`));
  if (left) notes.push(h("span", { class: "notice" }, `The ${MOST.toLocaleString("en")} best founded lines are drawn; choose a name to see all of its lines.`));
  if (partly && !S.selected) notes.push(h("span", { class: "notice" }, `The largest part is in view; ${plural(partly, "more name")} beside it.`, button("Show everything", fitAll)));
  if (S.only) notes.push(h("span", { class: "notice" }, `Only ${plural(S.only.size, "name")} and their links`, button("Show all", () => { S.only = null; refresh(); fitAll(); })));
  if (S.hidden.size) notes.push(h("span", { class: "notice" }, `${plural(S.hidden.size, "name")} hidden`, button("Bring back", () => { S.hidden.clear(); refresh(); })));
  if (S.path) notes.push(h("span", { class: "notice" }, `Path from ${shorten(nameOf(S.path[0]), 30)} to ${shorten(nameOf(S.path[S.path.length - 1]), 30)}`, button("Close", () => { S.path = null; showSelection(); drawNotices(); keepAddress(); })));
  if (S.picking !== undefined && S.picking !== null) notes.push(h("span", { class: "notice" }, `Now choose the other end of the path from ${shorten(nameOf(S.picking), 40)}: click it or search for it.`, button("Cancel", () => { S.picking = null; drawNotices(); })));
  if (count === 0) notes.push(h("span", { class: "notice" }, "Nothing fits these filters.", button("Show everything again", resetAll)));
  fill($("notices"), notes);
}

// What is chosen, what stands next to it and stays clear, while all else fades.
function showSelection() {
  V.chosen = new Set(); V.near = new Set(); V.chosenLines = new Set(); V.nearLines = new Set();
  const ends = (line) => { V.near.add(line.a); V.near.add(line.b); };
  const between = (a, b) => [...V.lines.values()].filter((line) => (line.a === a && line.b === b) || (line.a === b && line.b === a));
  if (S.path) {
    S.path.forEach((e, i) => {
      V.chosen.add(e);
      V.near.add(e);
      if (i) for (const line of between(S.path[i - 1], e)) { V.chosenLines.add(line.key); V.nearLines.add(line.key); }
    });
  } else if (S.selected && S.selected.node !== undefined && V.nodes.has(S.selected.node)) {
    const { node } = S.selected;
    V.chosen.add(node);
    V.near.add(node);
    for (const line of V.lines.values()) if (line.a === node || line.b === node) { V.nearLines.add(line.key); ends(line); }
  } else if (S.selected && S.selected.pair) {
    const lines = between(...S.selected.pair);
    const chosen = lines.filter((line) => line.kind === S.selected.kind);
    for (const line of chosen.length ? chosen : lines) V.chosenLines.add(line.key);
    for (const line of lines) { V.nearLines.add(line.key); ends(line); }
  }
  V.fade = V.near.size > 0;
  repaint();
  drawLandmarks();
}

// Seen from afar, the best connected names keep words of a readable size, as many as find room; where
// something is chosen, these are the names next to it.
function findLandmarks() {
  V.landmarks = new Set();
  if (V.zoom < 0.6 && !P.print) {
    const taken = [];
    const rank = (node) => (V.chosen.has(node.e) ? 1e6 : 0) + node.rank;
    const inside = V.shown.map((node) => ({ node, at: toScreen(node) })).filter(({ node, at }) => at.x > 0 && at.y > 0 && at.x < V.width && at.y < V.height && (!V.fade || V.near.has(node.e)));
    for (const { node, at } of inside.sort((p, q) => rank(q.node) - rank(p.node) || p.node.e - q.node.e).slice(0, 120)) {
      const wide = Math.min(150, node.label.length * 6.4) / 2 + 8;
      if (taken.some((t) => Math.abs(t.x - at.x) < t.wide + wide && Math.abs(t.y - at.y) < 30)) continue;
      taken.push({ x: at.x, y: at.y, wide });
      V.landmarks.add(node.e);
      if (V.landmarks.size === 24) break;
    }
  }
  repaint();
}
const drawLandmarks = later(findLandmarks, 160);

// Zoom and place that show these names with their words, computed from their places alone.
function viewOf(some, most, pad) {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const e of some) {
    const node = V.nodes.get(e);
    if (!node) continue;
    const wide = Math.max(node.r, Math.min(64, node.label.length * 3.4));
    x1 = Math.min(x1, node.x - wide); x2 = Math.max(x2, node.x + wide);
    y1 = Math.min(y1, node.y - node.r); y2 = Math.max(y2, node.y + node.r + (node.label.length > 18 ? 36 : 22));
  }
  if (x1 === Infinity) return { zoom: 1, x: V.width / 2, y: V.height / 2 };
  // Notices stand above the picture, not on it.
  const top = $("notices").offsetHeight;
  const zoom = Math.max(FARTHEST, Math.min(most, (V.width - 2 * pad) / (x2 - x1), (V.height - top - 2 * pad) / (y2 - y1)));
  return { zoom, x: V.width / 2 - (zoom * (x1 + x2)) / 2, y: (V.height + top) / 2 - (zoom * (y1 + y2)) / 2 };
}

function fit(some, most, pad) {
  const view = viewOf(some, most || 1.35, pad || 26);
  lookAt(view.zoom, view.x, view.y);
}

// At first: everything where its words can be read, else the largest part, else everything.
let partly = 0;

function firstView() {
  const near = new Map();
  const join = (a, b) => { if (near.has(a)) near.get(a).push(b); else near.set(a, [b]); };
  for (const line of V.lines.values()) { join(line.a, line.b); join(line.b, line.a); }
  if (!near.size) return;
  let some = [...near.keys()];
  if (!crowded && viewOf(some, 1.35, 26).zoom < 0.55) {
    let best = [];
    const seen = new Set();
    for (const start of near.keys()) {
      if (seen.has(start)) continue;
      const part = [start];
      seen.add(start);
      for (let i = 0; i < part.length; i += 1) for (const o of near.get(part[i])) if (!seen.has(o)) { seen.add(o); part.push(o); }
      if (part.length > best.length) best = part;
    }
    if (viewOf(best, 1.35, 26).zoom > 0.22) { some = best; partly = near.size - best.length; }
  }
  drawNotices();
  fit(some);
  findLandmarks();
}

function fitAll() {
  partly = 0;
  drawNotices();
  fit(V.shown.map((n) => n.e));
}

function bringIntoView(e) {
  const node = V.nodes.get(e);
  if (!node) return;
  const at = toScreen(node);
  const zoom = Math.max(V.zoom, 0.8);
  if (zoom === V.zoom && at.x > 60 && at.y > 60 && at.x < V.width - 60 && at.y < V.height - 60) return;
  glideTo(node, zoom);
}

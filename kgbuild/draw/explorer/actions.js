// What one can do: select, go back, expand, hide, pin, look at a part, find a path.
function sameSelection(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function select(what, options) {
  const settings = options || {};
  if (what && what.node !== undefined && S.picking !== null && S.picking !== undefined && S.picking !== what.node) {
    const from = S.picking;
    S.picking = null;
    showPath(from, what.node);
    return;
  }
  if (S.selected && !settings.back && !sameSelection(S.selected, what)) S.history.push(S.selected);
  if (S.history.length > 50) S.history.shift();
  S.selected = what;
  if (what && !settings.keepPath) S.path = null;
  if (what && what.node !== undefined && !onStage(what.node) && settings.show) {
    S.hidden.delete(what.node);
    S.added.add(what.node);
    if (S.only) S.only.add(what.node);
    refresh();
  } else if (left) updatePicture();
  else showSelection();
  drawNotices();
  drawPanel();
  keepAddress();
  if (what && what.node !== undefined) {
    if (settings.show && S.view === "picture") window.requestAnimationFrame(() => { measureStage(); bringIntoView(what.node); });
    announce(`${nameOf(what.node)}: details are shown.`);
  } else if (what && what.pair) announce(`${nameOf(what.pair[0])} and ${nameOf(what.pair[1])}: details are shown.`);
}

function back() {
  const before = S.history.pop();
  select(before || null, { back: true, show: true });
}

function othersOf(e) {
  const found = new Map();
  for (const i of G.entities[e].links) {
    const link = G.links[i];
    if (!passes(link)) continue;
    const other = link.a === e ? link.b : link.a;
    found.set(other, (found.get(other) || 0) + 1);
  }
  return found;
}

function expandNode(e) {
  const others = [...othersOf(e).entries()].sort((x, y) => y[1] - x[1] || x[0] - y[0]).map(([o]) => o);
  const missing = others.filter((o) => !onStage(o));
  for (const o of missing.slice(0, 60)) {
    S.hidden.delete(o);
    S.added.add(o);
    if (S.only) S.only.add(o);
  }
  refresh();
  const left = Math.max(0, missing.length - 60);
  announce(missing.length ? `${plural(missing.length - left, "name")} added.` : "All its links are in the picture already.");
  select({ node: e }, { keepPath: true });
}

function hideNode(e) {
  S.hidden.add(e);
  S.pinned.delete(e);
  if (S.selected && S.selected.node === e) select(null);
  refresh();
  announce(`${nameOf(e)} is hidden.`);
}

function pinNode(e) {
  if (S.pinned.has(e)) S.pinned.delete(e); else S.pinned.add(e);
  refresh();
  drawPanel();
  announce(S.pinned.has(e) ? `${nameOf(e)} is pinned.` : `${nameOf(e)} is free again.`);
}

function onlyAround(e) {
  S.only = new Set([e, ...othersOf(e).keys()]);
  for (const o of S.only) { S.hidden.delete(o); if (!G.entities[o].xy) S.added.add(o); }
  refresh();
  fitAll();
}

// Shortest chain over the links that pass the filters, also through names that are not drawn.
function shortestPath(from, to) {
  const before = new Map([[from, -1]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = [];
    for (const e of edge) {
      for (const other of [...othersOf(e).keys()].sort((x, y) => (G.entities[y].d || 0) - (G.entities[x].d || 0) || x - y)) {
        if (before.has(other) || S.hidden.has(other)) continue;
        before.set(other, e);
        next.push(other);
      }
    }
    edge = next;
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let e = to; e !== -1; e = before.get(e)) path.unshift(e);
  return path;
}

function showPath(from, to) {
  const path = shortestPath(from, to);
  S.path = path;
  S.selected = { from, to };
  if (path) for (const e of path) { if (!G.entities[e].xy) S.added.add(e); if (S.only) S.only.add(e); }
  refresh();
  drawPanel();
  if (path && S.view === "picture") fit(path, 1.3, 110);
  announce(path ? `A path of ${plural(path.length - 1, "step")} was found.` : "No path was found.");
}

function pickPath(e) {
  S.picking = e;
  showView("picture");
  drawNotices();
  $("query").focus();
  announce("Choose the other end of the path: search for it or click it.");
}

const VIEWS = ["stories", "picture", "table", "articles", "map", "entity"];

function showView(view) {
  S.view = view;
  document.body.dataset.view = view;
  for (const name of VIEWS) {
    $(`view-${name}`).hidden = name !== view;
    $(`tab-${name}`).setAttribute("aria-selected", String(name === view));
    $(`tab-${name}`).tabIndex = name === view ? 0 : -1;
  }
  if (view === "table") drawTable();
  if (view === "articles") drawArticles();
  if (view === "stories") drawStories();
  if (view === "map") drawMap();
  if (view === "entity") drawEntity();
  keepAddress();
}

function openArticle(d, lit) {
  S.article = d;
  S.lit = lit || null;
  showView("articles");
  const target = document.querySelector("#view-articles .lit");
  if (target) target.scrollIntoView({ block: "center" });
  else $("view-articles").scrollTop = 0;
}

// What is shown: the state of all switches, and the side bar that sets them.
const S = {
  view: "picture", selected: null, article: null, history: [],
  kinds: new Set(KINDS.filter((k) => k !== "weak")), types: new Set(), relations: new Set(),
  statuses: new Set(), publishers: new Set(), // these four hold what is switched off
  sure: 0, sources: 1, from: "", to: "", undated: true,
  hidden: new Set(), pinned: new Set(), added: new Set(), only: null, path: null, words: "",
};

function inTime(link) {
  if (!S.from && !S.to) return S.undated || Boolean(link.from);
  if (!link.from) return S.undated;
  return (!S.from || (link.to || link.from) >= S.from) && (!S.to || link.from <= S.to);
}

function passes(link, skipTime) {
  if (!S.kinds.has(link.kind) || link.sure < S.sure || link.sources < S.sources) return false;
  if (S.relations.has(link.relation || "") || S.statuses.has(link.status)) return false;
  const left = G.entities[link.a], right = G.entities[link.b];
  if (S.types.has(left.t) || S.types.has(right.t)) return false;
  if (S.publishers.size && [...link.publishers].every((p) => S.publishers.has(p))) return false;
  return skipTime || inTime(link);
}

function onStage(e) {
  if (S.hidden.has(e)) return false;
  if (S.only && !S.only.has(e)) return false;
  return Boolean(G.entities[e].xy) || S.added.has(e) || loose.has(e);
}

// Names that only loosely worded links lead to: they come in with these links, at most so many.
const LOOSE = 250;
let loose = new Set();

function bringLoose() {
  loose = new Set();
  if (!S.kinds.has("weak")) return;
  const found = new Map();
  for (const link of shownLinks) {
    if (link.kind !== "weak") continue;
    for (const [e, other] of [[link.a, link.b], [link.b, link.a]]) if (!onStage(e) && !S.hidden.has(e) && G.entities[other].xy) found.set(e, (found.get(e) || 0) + 1);
  }
  loose = new Set([...found].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, LOOSE).map((f) => f[0]));
}

let shownLinks = [];
const listeners = [];

function refresh() {
  shownLinks = G.links.filter((link) => passes(link));
  bringLoose();
  for (const listener of listeners) listener();
  keepAddress();
}
const refreshSoon = later(refresh, 40);

function counted(pick) {
  const counts = new Map();
  for (const link of G.links) for (const key of new Set(pick(link))) counts.set(key, (counts.get(key) || 0) + 1);
  return counts;
}

function choice(name, count, on, change, mark) {
  const box = h("input", { type: "checkbox", onchange: () => { change(box.checked); refreshSoon(); } });
  box.checked = on;
  return h("label", { class: count ? "choice" : "choice empty" }, box, mark, h("span", { class: "name", title: name.length > 26 ? name : null }, name),
    h("span", { class: "count" }, count.toLocaleString("en")));
}

function toggles(off, keys) {
  return (checked) => { for (const key of keys) { if (checked) off.delete(key); else off.add(key); } };
}

function allButton(off, keys, redraw) {
  return h("button", { type: "button", class: "text-button", onclick: () => {
    const none = keys.some((k) => !off.has(k));
    toggles(off, keys)(!none);
    redraw(); refresh();
  } }, keys.some((k) => !off.has(k)) ? "None" : "All");
}

function drawFilters() {
  const open = new Set([...$("filters").querySelectorAll("details[open]")].map((d) => d.dataset.key));
  const kinds = counted((l) => [l.kind]);
  const types = new Map();
  for (const e of G.entities) if (e.links.length) types.set(e.t, (types.get(e.t) || 0) + 1);
  const relations = counted((l) => [l.relation || ""]);
  const statuses = counted((l) => [l.status]);
  const publishers = counted((l) => [...l.publishers]);
  const byCount = (counts) => [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  const families = Object.keys(FAMILY_WORDS).map((f) => [f, byCount(types).filter((t) => (FAMILY[t] || "other") === f)]).filter(([, t]) => t.length);
  const groups = Object.entries(G.groups).map(([g, words]) => [words, byCount(relations).filter((r) => (G.relations[r] ? G.relations[r][4] : "generic") === g)]).filter(([, r]) => r.length);
  const fold = (key, name, mark, keys, counts, off, word) => {
    const group = h("input", { type: "checkbox", "aria-label": `${name}, all`, onclick: (e) => e.stopPropagation(), onchange: () => { toggles(off, keys)(group.checked); drawFilters(); refresh(); } });
    group.checked = keys.some((k) => !off.has(k));
    group.indeterminate = group.checked && keys.some((k) => off.has(k));
    group.id = `all-${key}`;
    // The name ticks; the arrow beside it unfolds.
    const label = h("label", { class: "fold-name", for: group.id }, mark, h("span", { class: "name" }, name));
    const inner = h("details", { "data-key": key }, h("summary", { "aria-label": `${name}: kinds` }),
      h("div", {}, keys.map((k) => choice(word(k), counts.get(k), !off.has(k), (on) => { toggles(off, [k])(on); window.setTimeout(drawFilters, 0); }))));
    if (open.has(key)) inner.open = true;
    return h("div", { class: "fold" }, group, label, inner);
  };
  fill($("filters"),
    h("section", {}, h("h2", {}, "Links"), KINDS.filter((k) => kinds.has(k)).map((k) => {
      const made = choice(KIND_WORDS[k][0], kinds.get(k), S.kinds.has(k), (on) => { if (on) S.kinds.add(k); else S.kinds.delete(k); }, sample(k));
      made.title = KIND_WORDS[k][1];
      return made;
    })),
    h("section", {}, h("h2", {}, "Names", allButton(S.types, [...types.keys()], drawFilters)),
      families.map(([f, keys]) => fold(`f-${f}`, FAMILY_WORDS[f], badge(f), keys, types, S.types, (t) => G.types[t] || t))),
    h("section", {}, h("h2", {}, "What it is about", allButton(S.relations, [...relations.keys()], drawFilters)),
      groups.map(([name, keys]) => fold(`r-${name}`, name, null, keys, relations, S.relations, relationWord))),
    h("section", {}, h("h2", {}, "How well founded"), slider("Reading", 0, 95, 5, S.sure * 100, (v) => (v ? `at least ${v} %` : "any"), (v) => { S.sure = v / 100; }),
      slider("Sources", 1, Math.max(2, ...G.links.map((l) => l.sources)), 1, S.sources, (v) => (v > 1 ? `${v} or more` : "any"), (v) => { S.sources = v; }),
      byCount(statuses).map((s) => choice(STATUS_WORDS[s] || s, statuses.get(s), !S.statuses.has(s), toggles(S.statuses, [s])))),
    publishers.size > 1 || S.publishers.size ? h("section", {}, h("h2", {}, "Published by", allButton(S.publishers, [...publishers.keys()], drawFilters)),
      byCount(publishers).slice(0, 40).map((p) => choice(shorten(p, 60), publishers.get(p), !S.publishers.has(p), toggles(S.publishers, [p])))) : null,
    h("button", { type: "button", class: "action", onclick: resetAll }, icon("back"), "Show everything again"));
}

function slider(name, min, max, step, value, words, change) {
  const output = h("output", {}, words(Math.round(value)));
  const input = h("input", { type: "range", min, max, step, "aria-label": `${name}, at least`, oninput: () => {
    change(Number(input.value)); output.textContent = words(Number(input.value)); input.setAttribute("aria-valuetext", output.textContent); refreshSoon();
  } });
  input.value = value;
  return h("div", { class: "slider-row" }, h("span", {}, name), input, output);
}

function resetAll() {
  Object.assign(S, { kinds: new Set(KINDS.filter((k) => k !== "weak")), types: new Set(), relations: new Set(), statuses: new Set(),
    publishers: new Set(), sure: 0, sources: 1, from: "", to: "", undated: true, hidden: new Set(), only: null, path: null, words: "" });
  drawFilters();
  refresh();
  fitAll();
  announce("Everything is shown again.");
}

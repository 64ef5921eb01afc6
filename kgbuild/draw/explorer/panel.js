// The panel of details: a name, a link between two names, a path, or where to begin.
function drawPanel() {
  const panel = $("panel");
  const sel = S.selected;
  panel.classList.toggle("idle", !sel);
  document.body.classList.toggle("open-panel", Boolean(sel));
  const bar = sel ? h("div", { class: "panel-bar" },
    S.history.length ? h("button", { type: "button", class: "icon-button", id: "panel-back", onclick: back }, icon("back"), "Back") : null,
    h("span", { class: "spacer" }),
    h("button", { type: "button", class: "icon-button", "aria-label": "Close details", onclick: () => { S.history = []; select(null); } }, icon("close"))) : null;
  let inner;
  if (!sel) inner = welcome();
  else if (sel.node !== undefined) inner = nodePanel(sel.node);
  else if (sel.pair) inner = pairPanel(sel.pair, sel.kind);
  else inner = pathPanel(sel.from, sel.to);
  fill(panel, bar, h("div", { class: "panel-inner" }, inner));
  panel.scrollTop = 0;
}

function go(e) {
  return { href: `#n=${encodeURIComponent(G.entities[e].i)}`, go: () => select({ node: e }, { show: true }) };
}

function nameLink(e, extra) {
  return plainLink({ ...go(e), ...(extra || {}), dir: "auto" }, shorten(nameOf(e), 120) || "(no name)");
}

function heading(text) {
  const long = text.length > 180;
  const title = h("h2", { class: long ? "clamped" : null, dir: "auto", tabindex: -1 }, text.slice(0, 12000));
  return long ? [title, h("button", { type: "button", class: "text-button more", onclick: (e) => { title.classList.toggle("clamped"); e.target.textContent = title.classList.contains("clamped") ? "Show the whole name" : "Show less"; } }, "Show the whole name")] : [title];
}

function welcome() {
  const best = G.entities.map((e, i) => i).filter((i) => G.entities[i].d && !G.entities[i].u).sort((x, y) => G.entities[y].d - G.entities[x].d || x - y).slice(0, 8);
  const disputes = G.conflicts.map((c, i) => i).filter((i) => G.conflicts[i].k === "conflict" && G.conflicts[i].c.length > 1);
  return [h("div", { class: "welcome" }, h("h2", {}, "Who is connected to whom, and who says so"),
    h("p", {}, "Click a name or a line, or search. Every line leads to the sentences it rests on, with their speakers and articles."),
    h("div", { class: "figures" }, [[G.documents.length, "articles"], [G.entities.length, "names"], [G.claims.length, "statements"], [G.conflicts.length, "disagreements"]].map(([n, w]) =>
      h("div", {}, h("b", {}, n.toLocaleString("en")), h("span", {}, w))))),
    section("Best connected", best.map((e) => entityRow(e))),
    disputes.length ? section("Where the articles disagree", disputes.slice(0, 6).map((x) => conflictRow(x)), disputes.slice(6).map((x) => () => conflictRow(x))) : null];
}

function section(title, rows, rest, count) {
  if (!rows.length) return null;
  const items = h("ul", { class: "rows" }, rows.map((r) => h("li", {}, r)));
  const parts = [h("h3", {}, title, count ? h("span", {}, count.toLocaleString("en")) : null), items];
  if (rest && rest.length) {
    const button = h("button", { type: "button", class: "text-button more", onclick: () => { append(items, rest.map((make) => h("li", {}, make()))); button.remove(); } }, `Show ${rest.length.toLocaleString("en")} more`);
    parts.push(button);
  }
  return h("section", {}, parts);
}

function entityRow(e, note) {
  const entity = G.entities[e];
  return plainLink({ class: "row", ...go(e) }, badge(entity.family), h("span", { class: "what", dir: "auto" }, h("b", {}, shorten(entity.n, 90)),
    h("small", {}, note || `${G.types[entity.t] || entity.t} · ${plural(entity.d || 0, "link")}`)));
}

function conflictRow(x) {
  const conflict = G.conflicts[x];
  const claim = G.claims[conflict.c[0]];
  return plainLink({ class: "row", href: "#", go: () => openClaim(conflict.c[0]) }, sample("disputed"),
    h("span", { class: "what", dir: "auto" }, shorten(claimSentence(claim), 120), h("small", {}, `${FIELD_WORDS[conflict.f] || conflict.f}: ${shorten(conflict.d, 110)}`)));
}

// Opens the link that rests on a claim; where no line can be drawn, its article.
function openClaim(c) {
  const link = G.links.find((l) => l.claims.includes(c)) || G.links.find((l) => l.fact >= 0 && l.fact === G.claims[c].fact);
  if (link) select({ pair: [link.a, link.b], kind: link.kind }, { show: true });
  else openArticle(G.claims[c].d, G.claims[c].e);
}

function claimRow(c, own) {
  const claim = G.claims[c];
  const doc = G.documents[claim.d];
  const when = span(claim.t) || (doc && doc.d ? `reported ${day(doc.d)}` : "");
  return plainLink({ class: "row", href: doc ? `#doc=${encodeURIComponent(doc.i)}` : "#", go: () => openClaim(c) }, sample(kindOfClaim(claim)),
    h("span", { class: "what", dir: "auto" }, shorten(claimSentence(claim), 170), h("small", {}, [own ? "" : (claim.by ? speakers(claim) : ""), when].filter(Boolean).map((w) => shorten(w, 90)).join(" · "))));
}

// When a line's event was, as exactly as it is told ("2019", "May 2019", never 1 January); else the day of the report.
function whenOf(link) {
  const told = link.claims.map((c) => G.claims[c].t).filter((t) => t && t.a === link.from);
  return told.length ? span(told[0]) : shortDay(link.from);
}

function linkRow(e, group) {
  const link = group[0];
  const other = link.a === e ? link.b : link.a;
  const known = G.relations[link.relation];
  const turned = link.b === e && known && link.kind !== "planned" && link.kind !== "denied" ? known[2] : linkPhrase(link);
  const plainWords = link.a === e || (known && link.kind !== "planned" && link.kind !== "denied");
  const words = plainWords ? [`${turned} `, h("b", {}, shorten(nameOf(other), 80))] : [h("b", {}, shorten(nameOf(other), 80)), ` ${turned} `, shorten(nameOf(e), 40)];
  const count = new Set(group.flatMap((l) => l.claims)).size;
  const latest = group.filter((l) => l.from).sort((a, b) => (a.from < b.from ? -1 : 1)).pop();
  return plainLink({ class: "row", href: `#e=${encodeURIComponent(G.entities[link.a].i)}~${encodeURIComponent(G.entities[link.b].i)}`, go: () => select({ pair: [link.a, link.b], kind: link.kind }, { show: true }) },
    sample(link.kind), h("span", { class: "what", dir: "auto" }, words, h("small", {}, [link.kind === "reported" ? "" : KIND_WORDS[link.kind][0], plural(count, "sentence"), latest ? whenOf(latest) : ""].filter(Boolean).join(" · "))));
}

const POSTS = new Set(["HOLDS_POSITION", "HEADS", "MEMBER_OF", "EMPLOYED_BY", "REPRESENTS", "FOUNDED", "RESIGNED_FROM", "APPOINTED", "ELECTED", "DISMISSED", "SUCCEEDED"]);

function grouped(e, links) {
  const found = new Map();
  for (const link of links) {
    const key = `${link.a}-${link.b}-${link.relation}-${link.kind}-${link.relation ? "" : linkPhrase(link)}`;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(link);
  }
  return [...found.values()].sort((x, y) => KINDS.indexOf(x[0].kind) - KINDS.indexOf(y[0].kind) || y.length - x.length);
}

function nodePanel(e) {
  const entity = G.entities[e];
  const links = entity.links.map((i) => G.links[i]).filter((l) => passes(l));
  const posts = grouped(e, links.filter((l) => l.a === e && POSTS.has(l.relation)));
  const rest = grouped(e, links.filter((l) => !(l.a === e && POSTS.has(l.relation))));
  const left = entity.links.length - links.length;
  const dated = links.filter((l) => l.dated).sort((x, y) => (x.from < y.from ? -1 : x.from > y.from ? 1 : x.i - y.i));
  const about = entity.claims.filter((c) => !G.claims[c].o.some((a) => entityOf(a) >= 0 && entityOf(a) !== e) && !(G.claims[c].o.length && G.claims[c].o.some((a) => entityOf(a) === e)) && !(G.claims[c].o[0] && G.claims[c].o[0].c !== undefined));
  const said = entity.says.filter((c) => G.claims[c].by[0] === e || G.claims[c].by.includes(e));
  const docs = [...entity.docs].sort((x, y) => ((G.documents[y].d || "") < (G.documents[x].d || "") ? -1 : 1));
  const rows = (groups) => [groups.slice(0, 14).map((g) => linkRow(e, g)), groups.slice(14).map((g) => () => linkRow(e, g))];
  const cut = (items, count, make) => [items.slice(0, count).map(make), items.slice(count).map((i) => () => make(i))];
  const pressed = S.pinned.has(e);
  return [h("div", { class: "kindline" }, badge(entity.family), [G.types[entity.t] || entity.t, entity.t === "Country" ? "" : countryOf(entity.c)].filter(Boolean).join(" · ")),
    heading(entity.n || "(no name)"),
    entity.a ? h("p", { class: "also", dir: "auto" }, "Also called ", shorten(entity.a.map((a) => shorten(a, 80)).join(", "), 400)) : null,
    h("div", { class: "actions" },
      action("doc", "Page", "Everything told of it on one page, to read and print", () => openEntity(e)),
      action("expand", "Expand", "Show all its neighbours", () => expandNode(e)), action("only", "Only these", "Show only this name and its links", () => onlyAround(e)),
      action("path", "Path to …", "Find how it is connected to another name", () => pickPath(e)), action("pin", pressed ? "Pinned" : "Pin", "Keep it where it is", () => pinNode(e), pressed), action("hide", "Hide", "Take it out of the picture", () => hideNode(e))),
    section("Posts and ties", ...rows(posts)), section("Links", ...rows(rest), rest.length),
    left > 0 ? h("p", { class: "meta" }, `${plural(left, "more link does", "more links do")} not fit the filters at present.`) : null,
    dated.length ? timeSection(e, dated) : null,
    section("More about it", ...cut(about, 8, (c) => claimRow(c))), section("What it says, or is quoted with", ...cut(said, 8, (c) => claimRow(c, true)), said.length),
    section("Articles", ...cut(docs, 8, (d) => articleRow(d)), docs.length),
    entity.x ? h("p", { class: "meta" }, Object.entries(entity.x).map(([k, v]) => `${k}: ${v}`).join(" · ")) : null];
}

function action(mark, name, title, run, pressed) {
  return h("button", { type: "button", class: "action", title, onclick: run, "aria-pressed": pressed === undefined ? null : String(pressed) }, icon(mark), name);
}

function timeSection(e, dated) {
  const row = (l) => {
    const time = (l.fact >= 0 && G.facts[l.fact].t) || (G.claims[l.claims[0]] || {}).t;
    return plainLink({ class: "row", href: "#", go: () => select({ pair: [l.a, l.b], kind: l.kind }, { show: true }) }, h("span", { class: "what", dir: "auto" }, h("time", {}, span(time)),
      shorten(`${nameOf(l.a)} ${linkPhrase(l)} ${nameOf(l.b)}`, 140), l.kind === "reported" ? null : h("small", {}, KIND_WORDS[l.kind][0])));
  };
  const made = section("Over time", dated.slice(0, 20).map(row), dated.slice(20).map((l) => () => row(l)));
  made.querySelector("ul").classList.add("time-list");
  return made;
}

function articleRow(d) {
  const doc = G.documents[d];
  return plainLink({ class: "row", href: `#doc=${encodeURIComponent(doc.i)}`, go: () => openArticle(d) }, icon("doc"), h("span", { class: "what", dir: "auto" }, shorten(titleOf(doc), 110), h("small", {}, docLine(doc))));
}

function pairPanel([a, b], kind) {
  const between = G.entities[a].links.map((i) => G.links[i]).filter((l) => (l.a === a && l.b === b) || (l.a === b && l.b === a));
  const shown = between.filter((l) => passes(l));
  const facts = new Map();
  const order = (l) => (l.kind === kind ? -1 : KINDS.indexOf(l.kind));
  for (const link of [...(shown.length ? shown : between)].sort((x, y) => order(x) - order(y) || y.sources - x.sources || x.i - y.i)) {
    const key = link.fact >= 0 ? `f${link.fact}` : `l${link.i}`;
    if (!facts.has(key)) facts.set(key, link);
  }
  const done = new Set();
  const cards = [...facts.values()];
  const hiddenCount = shown.length ? between.length - shown.length : 0;
  return [h("p", { class: "eyebrow" }, plural(new Set(cards.flatMap((l) => (l.fact >= 0 ? G.facts[l.fact].c : l.claims))).size, "sentence") + " behind this link"),
    h("div", { class: "pair" }, h("h2", { class: "unseen", tabindex: -1 }, shorten(`${nameOf(a)} and ${nameOf(b)}`, 200)),
      plainLink(go(a), badge(G.entities[a].family), h("span", { dir: "auto" }, shorten(nameOf(a), 100))), plainLink(go(b), badge(G.entities[b].family), h("span", { dir: "auto" }, shorten(nameOf(b), 100)))),
    cards.slice(0, 10).map((l) => factCard(l.fact, l.claims, l.kind, done)),
    cards.length > 10 ? moreButton(cards.length - 10, () => cards.slice(10).map((l) => factCard(l.fact, l.claims, l.kind, done))) : null,
    hiddenCount ? h("p", { class: "meta" }, `${plural(hiddenCount, "more link", "more links")} between the two ${hiddenCount === 1 ? "does" : "do"} not fit the filters at present.`) : null];
}

function pathPanel(from, to) {
  if (!S.path) return [h("h2", { tabindex: -1 }, "No path"), h("p", { class: "also" }, `With the links shown at present, nothing leads from ${shorten(nameOf(from), 60)} to ${shorten(nameOf(to), 60)}. Switch on more kinds of links, or widen the time.`)];
  const steps = S.path.slice(1).map((e, i) => [S.path[i], e]);
  return [h("p", { class: "eyebrow" }, `Path of ${plural(steps.length, "step")}`), h("h2", { dir: "auto", tabindex: -1 }, `${shorten(nameOf(from), 70)} to ${shorten(nameOf(to), 70)}`),
    steps.map(([a, b]) => {
      const links = G.entities[a].links.map((i) => G.links[i]).filter((l) => passes(l) && (l.a === b || l.b === b));
      const best = links.sort((x, y) => KINDS.indexOf(x.kind) - KINDS.indexOf(y.kind))[0];
      return best ? h("section", {}, h("h3", { dir: "auto" }, shorten(`${nameOf(a)} – ${nameOf(b)}`, 100)), grouped(a, links).slice(0, 4).map((g) => linkRow(a, g)), best.claims[0] !== undefined ? claimCard(best.claims[0], true) : null) : null;
    })];
}

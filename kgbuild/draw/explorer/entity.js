// One name on a page of its own, to read through and to print: who it is, what is told of it, by whom, in which sentence.
S.page = null;

function openEntity(e) {
  S.page = e;
  $("tab-entity").hidden = false;
  $("tab-entity").textContent = shorten(nameOf(e), 22) || "Page";
  if (S.selected) select(null, { back: true });
  showView("entity");
  $("view-entity").scrollTop = 0;
}

function toldRow(c) {
  const claim = G.claims[c];
  const doc = G.documents[claim.d];
  const kind = kindOfClaim(claim);
  return h("tr", {}, h("td", { class: "when" }, span(claim.t) || (doc && doc.d ? h("span", { class: "meta" }, `reported ${shortDay(doc.d)}`) : "")),
    h("td", { dir: "auto" }, h("span", { class: "kind-cell" }, sample(kind), h("b", {}, shorten(claimSentence(claim), 240))),
      h("div", { class: "meta" }, [kind === "reported" ? "" : KIND_WORDS[kind][0], claim.by || claim.h ? speakers(claim) : ""].filter(Boolean).join(" · "))),
    h("td", { dir: "auto", class: "told" }, doc ? h("q", {}, shorten(doc.x.slice(claim.e[0], claim.e[1]), 700)) : "", doc ? h("div", { class: "meta" }, plainLink({ href: `#doc=${encodeURIComponent(doc.i)}`, go: () => openArticle(claim.d, claim.e) }, shorten(titleOf(doc), 90)), ` ${docLine(doc)}`) : ""));
}

function toldTable(title, claims, count) {
  if (!claims.length) return null;
  const body = h("tbody", {}, claims.slice(0, 80).map(toldRow));
  const rest = claims.slice(80);
  const more = rest.length ? h("button", { type: "button", class: "text-button more", onclick: () => { append(body, rest.map(toldRow)); more.remove(); } }, `Show ${plural(rest.length, "more statement")}`) : null;
  return h("section", {}, h("h3", {}, title, h("span", { class: "meta" }, ` ${count.toLocaleString("en")}`)), h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": title }, h("table", { class: "told-table" }, h("thead", {}, h("tr", {}, ["When", "What", "Sentence"].map((w) => h("th", { scope: "col" }, w)))), body)), more);
}

function drawEntity() {
  if (S.view !== "entity") return;
  const e = S.page;
  if (e === null || !G.entities[e]) { fill($("view-entity"), h("p", { class: "empty" }, "Choose a name first.")); return; }
  const entity = G.entities[e];
  const moment = (c) => { const claim = G.claims[c]; const doc = G.documents[claim.d]; return (claim.t && claim.t.a) || (doc && doc.d) || "9999"; };
  const dated = (some) => [...some].sort((x, y) => (moment(x) < moment(y) ? -1 : moment(x) > moment(y) ? 1 : x - y));
  const said = new Set(entity.says);
  const posts = entity.claims.filter((c) => POSTS.has(G.claims[c].r) && G.claims[c].s.some((a) => entityOf(a) === e));
  const rest = entity.claims.filter((c) => !posts.includes(c) && !said.has(c));
  const near = [...othersOf(e).entries()].filter(([o]) => !G.entities[o].u).sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, 24).map(([o]) => o);
  const docs = [...entity.docs].sort((x, y) => ((G.documents[y].d || "") < (G.documents[x].d || "") ? -1 : 1));
  fill($("view-entity"), h("article", { class: "entity-page" },
    h("div", { class: "kindline" }, badge(entity.family), [G.types[entity.t] || entity.t, entity.t === "Country" ? "" : countryOf(entity.c)].filter(Boolean).join(" · ")),
    h("h2", { dir: "auto" }, shorten(entity.n, 300)),
    entity.a ? h("p", { class: "also", dir: "auto" }, "Also called ", shorten(entity.a.map((a) => shorten(a, 80)).join(", "), 400)) : null,
    h("p", { class: "meta" }, `${plural(entity.docs.size, "article")} · ${plural(entity.claims.length, "statement")} about it · ${plural(entity.says.length, "statement")} on its word${entity.x ? ` · ${Object.entries(entity.x).map(([k, v]) => `${k} ${v}`).join(", ")}` : ""}`),
    h("p", { class: "actions" }, action("only", "Picture", "Show it with its links", () => { showView("picture"); select({ node: e }, { show: true }); onlyAround(e); }), action("save", "Print", "Print this page", () => window.print())),
    near.length ? h("section", {}, h("h3", {}, "Linked with"), h("p", { class: "chips" }, near.map((o) => h("a", { class: "chip", dir: "auto", href: "#", onclick: (event) => { event.preventDefault(); openEntity(o); } }, badge(G.entities[o].family), shorten(nameOf(o), 44))))) : null,
    toldTable("Posts and ties", dated(posts), posts.length), toldTable("What is told of it", dated(rest), rest.length), toldTable("What it says, or is quoted with", dated(said), said.size),
    h("section", {}, h("h3", {}, "Articles"), h("ul", { class: "rows" }, docs.map((d) => h("li", {}, articleRow(d)))))));
}

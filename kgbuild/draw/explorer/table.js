// The same as a table: the links shown, the names, and every statement. What the picture shows, read aloud.
const PAGE = 100;
const B = { sort: null, down: false, shown: PAGE };
S.table = "links";

const TABLES = {
  links: { name: "Links shown", columns: ["From", "Link", "To", "Kind", "When", "Where", "On whose word", "Sentence", "Article"], rows: linkRows },
  names: { name: "Names", columns: ["Name", "Kind", "Links", "Articles", "Also called"], rows: nameRows },
  statements: { name: "Every statement", columns: ["Statement", "Kind", "On whose word", "When", "Sentence", "Article", "Date", "Reading"], rows: statementRows },
};

function sentenceOf(claim) {
  const doc = claim && G.documents[claim.d];
  return doc ? doc.x.slice(claim.e[0], claim.e[1]) : "";
}

// What is most worth knowing first, and what has names at both ends.
function worthOf(link) {
  const fact = link.fact >= 0 ? G.facts[link.fact] : null;
  return ((fact && fact.v) || 0) - (G.entities[link.a].u ? 1 : 0) - (G.entities[link.b].u ? 1 : 0);
}

function linkRows() {
  return [...shownLinks].sort((x, y) => worthOf(y) - worthOf(x) || x.i - y.i).filter((l) => !S.hidden.has(l.a) && !S.hidden.has(l.b) && (!S.only || (S.only.has(l.a) && S.only.has(l.b)))).map((link) => {
    const own = link.claims.map((c) => G.claims[c]);
    const fact = link.fact >= 0 ? G.facts[link.fact] : null;
    const places = [...new Set([...((fact && fact.l) || []), ...own.flatMap((c) => c.l || [])])].map(nameOf);
    return { text: [nameOf(link.a), linkPhrase(link), nameOf(link.b), KIND_WORDS[link.kind][0], link.dated ? span((fact && fact.t) || own[0].t) : "", places.join("; "),
      [...new Set(own.map((c) => (c.by ? speakers(c) : "")))].filter(Boolean).join("; "), sentenceOf(own[0]) + (own.length > 1 ? ` (and ${own.length - 1} more)` : ""), [...new Set(own.map((c) => G.documents[c.d]).filter(Boolean).map(titleOf))].join("; ")],
    sort: { 4: link.dated ? link.from : "" }, go: { 0: () => select({ node: link.a }, { show: true }), 1: () => select({ pair: [link.a, link.b], kind: link.kind }, { show: true }), 2: () => select({ node: link.b }, { show: true }) }, kind: link.kind };
  });
}

function nameRows() {
  return G.entities.map((entity, e) => ({ text: [entity.n, G.types[entity.t] || entity.t, entity.d || 0, entity.docs.size, (entity.a || []).join("; ")], go: { 0: () => select({ node: e }, { show: true }) } }))
    .filter((row, e) => !S.types.has(G.entities[e].t)).sort((x, y) => y.text[2] - x.text[2]);
}

function statementRows() {
  return G.claims.map((claim) => {
    const doc = G.documents[claim.d];
    const kind = kindOfClaim(claim);
    return { text: [claimSentence(claim), KIND_WORDS[kind][0], claim.by || claim.h ? speakers(claim) : "", span(claim.t), doc ? doc.x.slice(claim.e[0], claim.e[1]) : "", doc ? titleOf(doc) : "", (doc && doc.d) || "", `${Math.round(claim.f * 100)} %`],
      sort: { 3: (claim.t && claim.t.a) || "" }, go: { 0: () => openClaim(claim.n), 5: () => openArticle(claim.d, claim.e) }, kind };
  });
}

function tableRows() {
  const table = TABLES[S.table];
  const wanted = fold(S.words.trim());
  let rows = table.rows();
  if (wanted) rows = rows.filter((row) => row.text.some((cell) => fold(String(cell)).includes(wanted)));
  if (B.sort !== null && B.sort < table.columns.length) {
    const key = (row) => (row.sort && row.sort[B.sort] !== undefined ? row.sort[B.sort] : row.text[B.sort]);
    const order = (x, y) => (typeof x === "number" ? x - y : String(x).localeCompare(String(y), "en"));
    rows = rows.map((row, i) => [row, i]).sort((x, y) => (B.down ? -1 : 1) * order(key(x[0]), key(y[0])) || x[1] - y[1]).map((x) => x[0]);
  }
  return rows;
}

function drawTable() {
  if (S.view !== "table") return;
  const rows = tableRows();
  const table = TABLES[S.table];
  const typed = document.activeElement && document.activeElement.id === "table-words";
  const words = h("input", { type: "search", id: "table-words", placeholder: "Only rows with these words", "aria-label": "Only rows with these words", oninput: later(() => { S.words = words.value; B.shown = PAGE; drawTable(); keepAddress(); }, 180) });
  words.value = S.words;
  const head = table.columns.map((name, i) => h("th", { scope: "col", "aria-sort": B.sort === i ? (B.down ? "descending" : "ascending") : null },
    h("button", { type: "button", onclick: () => { B.down = B.sort === i ? !B.down : false; B.sort = i; drawTable(); } }, name, B.sort === i ? (B.down ? " ↓" : " ↑") : "")));
  const kindAt = table.columns.indexOf("Kind");
  const cellOf = (row, value, i) => {
    if (row.kind && i === kindAt) return h("span", { class: "kind-cell" }, sample(row.kind), value);
    const inner = shorten(String(value), 600);
    return row.go && row.go[i] ? plainLink({ href: "#", go: row.go[i], class: "clamped" }, inner) : h("span", { class: "clamped" }, inner);
  };
  const body = rows.slice(0, B.shown).map((row) => h("tr", {}, row.text.map((value, i) => h("td", { dir: "auto", class: typeof value === "number" ? "num" : table.columns[i] === "Sentence" ? "wide" : null }, cellOf(row, value, i)))));
  fill($("view-table"), h("div", { class: "table-head" }, h("h2", {}, table.name),
    h("div", { class: "tabs", role: "group", "aria-label": "Which table" }, Object.entries(TABLES).map(([key, t]) => h("button", { type: "button", "aria-pressed": String(S.table === key), "aria-selected": null, class: S.table === key ? "on" : null, onclick: () => { S.table = key; B.sort = null; B.shown = PAGE; drawTable(); } }, t.name))),
    words, h("span", { class: "meta" }, plural(rows.length, "row"))),
  rows.length ? h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": table.name }, h("table", {}, h("caption", { class: "unseen" }, table.name), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body))) : h("p", { class: "empty" }, "Nothing fits. Fewer filters or other words may help."),
  rows.length > B.shown ? h("button", { type: "button", class: "action", onclick: () => { B.shown += PAGE * 3; drawTable(); } }, `Show more (${(rows.length - B.shown).toLocaleString("en")} left)`) : null);
  if (typed) { $("table-words").focus(); $("table-words").setSelectionRange(S.words.length, S.words.length); }
}
listeners.push(drawTable);

// The articles: the text as it stands, names underlined, the words of each statement marked, notes beside it.
function drawArticles() {
  const order = G.documents.map((d, i) => i).sort((x, y) => ((G.documents[y].d || "") < (G.documents[x].d || "") ? -1 : (G.documents[y].d || "") > (G.documents[x].d || "") ? 1 : x - y));
  if (S.article === null && order.length) S.article = order[0];
  const wanted = fold(A.words.trim());
  const fits = order.filter((d) => !wanted || foldedTitles[d].includes(wanted) || fold(docLine(G.documents[d])).includes(wanted));
  const row = (d) => {
    const made = articleRow(d);
    if (d === S.article) made.setAttribute("aria-current", "true");
    return h("li", {}, made);
  };
  const items = h("ul", { class: "rows" }, fits.slice(0, 60).map(row));
  const rest = fits.slice(60);
  const words = h("input", { type: "search", id: "article-words", placeholder: "Find an article", "aria-label": "Find an article", oninput: later(() => { A.words = words.value; drawArticles(); $("article-words").focus(); }, 200) });
  words.value = A.words;
  const more = rest.length ? h("button", { type: "button", class: "text-button more", onclick: () => { append(items, rest.map(row)); more.remove(); } }, `Show ${rest.length.toLocaleString("en")} more`) : null;
  fill($("view-articles"), h("div", { class: "articles" }, h("nav", { "aria-label": "Articles" }, h("h2", {}, "Articles"), order.length > 8 ? h("div", { class: "table-head" }, words) : null, items, more),
    S.article === null ? h("p", { class: "empty" }, "There are no articles.") : articleBody(S.article)));
}
const A = { words: "" };

// Text and marks: links never lie inside one another, so each piece takes the innermost name, else the words.
function pieces(doc, start, end) {
  const names = doc.m.filter((m) => m[0] < end && m[1] > start);
  const words = doc.claims.map((c) => G.claims[c]).filter((c) => c.w[0] < end && c.w[1] > start && c.w[1] > c.w[0]);
  const cuts = new Set([start, end]);
  for (const s of [...names.map((m) => [m[0], m[1]]), ...words.map((c) => c.w), ...(S.lit ? [S.lit] : [])]) for (const at of s) if (at > start && at < end) cuts.add(at);
  const sorted = [...cuts].sort((x, y) => x - y);
  const out = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const [from, to] = [sorted[i], sorted[i + 1]];
    const text = doc.x.slice(from, to);
    const name = names.filter((m) => m[0] <= from && m[1] >= to).sort((x, y) => (x[1] - x[0]) - (y[1] - y[0]))[0];
    const word = words.filter((c) => c.w[0] <= from && c.w[1] >= to).sort((x, y) => (x.w[1] - x.w[0]) - (y.w[1] - y.w[0]))[0];
    let piece = document.createTextNode(text);
    if (name) piece = plainLink({ class: `m f-${G.entities[name[2]].family}`, title: name.slice(2).map((e) => shorten(nameOf(e), 60)).join(", "), ...go(name[2]) }, text);
    else if (word) piece = plainLink({ class: "v", title: shorten(claimSentence(word), 160), href: `#c=${encodeURIComponent(word.i)}`, go: () => openClaim(word.n) }, text);
    if (S.lit && S.lit[0] <= from && S.lit[1] >= to) piece = h("span", { class: "lit" }, piece);
    out.push(piece);
  }
  return out;
}

function articleBody(d) {
  const doc = G.documents[d];
  const paragraphs = [];
  for (const found of doc.x.matchAll(/[^\n]+/g)) if (found[0].trim()) paragraphs.push([found.index, found.index + found[0].length]);
  const safe = /^https?:\/\//i.test(doc.u || "") ? doc.u : null;
  const title = titleOf(doc);
  return h("article", { class: "article" }, h("h2", { dir: "auto" }, shorten(title, 400)),
    h("p", { class: "byline", dir: "auto" }, `${docLine(doc)} · ${plural(doc.claims.length, "statement")} `, h("span", {}, ` · ${shorten(doc.s, 120)}`), safe ? [" · ", h("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, "Original")] : null),
    paragraphs.map(([start, end], i) => {
      if (i === 0 && doc.x.slice(start, end).trim() === title.trim() && !doc.claims.some((c) => G.claims[c].w[0] < end)) return null;
      if ((doc.h || []).some((m) => m[0] <= start && m[1] >= end)) return h("p", { class: "meta head-line", dir: "auto" }, doc.x.slice(start, end));
      const own = doc.claims.filter((c) => G.claims[c].e[0] >= start && G.claims[c].e[0] < end && !G.claims[c].o.some((a) => a && a.c !== undefined)).sort((x, y) => G.claims[x].w[0] - G.claims[y].w[0]);
      return h("div", { class: "para" }, h("p", { dir: "auto" }, pieces(doc, start, end)), notes(own));
    }));
}

function notes(own) {
  const items = h("ul", { class: "notes" }, own.slice(0, 5).map((c) => h("li", {}, noteRow(c))));
  if (own.length > 5) {
    const more = h("li", {}, h("button", { type: "button", class: "text-button", onclick: () => { more.remove(); append(items, own.slice(5).map((c) => h("li", {}, noteRow(c)))); } }, `${own.length - 5} more`));
    items.append(more);
  }
  return items;
}

function noteRow(c) {
  const claim = G.claims[c];
  return plainLink({ class: "row", href: `#c=${encodeURIComponent(claim.i)}`, go: () => openClaim(c) }, sample(kindOfClaim(claim)), h("span", { class: "what", dir: "auto" }, shorten(claimSentence(claim), 110)));
}

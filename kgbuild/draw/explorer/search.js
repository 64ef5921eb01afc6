// Search with suggestions: names first, then articles, then sentences.
const Q = { items: [], at: -1 };

function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

const folded = G.entities.map((e) => fold([e.n.slice(0, 300), ...(e.a || []).map((a) => a.slice(0, 300))].join("\n")));
const foldedTitles = G.documents.map((d) => fold(titleOf(d).slice(0, 300)));

function score(text, wanted) {
  const at = text.indexOf(wanted);
  if (at < 0) return 0;
  if (at === 0) return text === wanted || text[wanted.length] === "\n" ? 4 : 3;
  return /[\s\p{P}]/u.test(text[at - 1]) ? 2 : 1;
}

function findNames(query) {
  const wanted = fold(query.trim());
  if (!wanted) return [];
  const found = [];
  folded.forEach((text, e) => { const s = score(text, wanted); if (s) found.push([s, G.entities[e].d || 0, e]); });
  return found.sort((x, y) => y[0] - x[0] || y[1] - x[1] || x[2] - y[2]).map((f) => f[2]);
}

function suggest() {
  const query = $("query").value;
  const names = findNames(query);
  const wanted = fold(query.trim());
  const titles = wanted ? foldedTitles.map((t, d) => [score(t, wanted), d]).filter((x) => x[0]).sort((x, y) => y[0] - x[0]).map((x) => x[1]) : [];
  Q.items = names.slice(0, 9).map((e) => ({ what: shorten(G.entities[e].n, 80), note: G.types[G.entities[e].t] || G.entities[e].t, mark: badge(G.entities[e].family), run: () => { if (S.view === "articles") showView("picture"); select({ node: e }, { show: true }); } }));
  Q.items.push(...titles.slice(0, 3).map((d) => ({ what: shorten(titleOf(G.documents[d]), 80), note: "Article", mark: icon("doc"), run: () => openArticle(d) })));
  if (wanted.length > 1) Q.items.push({ what: `Sentences with “${shorten(query, 40)}”`, note: "Table", mark: icon("search"), run: () => { S.words = query.trim(); S.table = "statements"; showView("table"); } });
  Q.at = Q.items.length ? 0 : -1;
  drawSuggestions(Boolean(wanted));
}

function drawSuggestions(open) {
  const box = $("suggestions");
  const input = $("query");
  box.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  fill(box, Q.items.map((item, i) => h("li", { role: "option", id: `s${i}`, "aria-selected": String(i === Q.at), onmousedown: (e) => { e.preventDefault(); take(i); } },
    item.mark, h("span", { class: "what", dir: "auto" }, item.what), h("small", {}, item.note))),
  open && !Q.items.length ? h("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing of that name") : null);
  if (open && Q.at >= 0) { input.setAttribute("aria-activedescendant", `s${Q.at}`); const on = $(`s${Q.at}`); if (on) on.scrollIntoView({ block: "nearest" }); } else input.removeAttribute("aria-activedescendant");
}

function take(i) {
  const item = Q.items[i];
  if (!item) return;
  $("query").value = "";
  Q.items = [];
  drawSuggestions(false);
  item.run();
}

function startSearch() {
  const input = $("query");
  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => { if (input.value) suggest(); });
  input.addEventListener("blur", () => drawSuggestions(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!Q.items.length) return;
      Q.at = (Q.at + (event.key === "ArrowDown" ? 1 : Q.items.length - 1)) % Q.items.length;
      drawSuggestions(true);
    } else if (event.key === "Enter") { event.preventDefault(); take(Q.at); }
    else if (event.key === "Escape") { input.value = ""; Q.items = []; drawSuggestions(false); if (S.picking !== null && S.picking !== undefined) { S.picking = null; drawNotices(); } $("cy").focus(); }
  });
}

// The overview: what the articles are about, a card a story, named people and bodies first.
const STORIES_FROM = 12; // with fewer articles than this the picture itself is the overview

function opensOnStories() {
  return G.documents.length >= STORIES_FROM && G.stories.length > 3 && !G.focus.length;
}

function factLine(f) {
  const fact = G.facts[f];
  const claim = G.claims[fact.c[0]];
  if (!claim) return null;
  const doc = G.documents[claim.d];
  const kind = kindOfClaim(claim);
  const note = [claim.by ? speakers(claim) : "", span(fact.t) || (doc && doc.d ? `reported ${day(doc.d)}` : ""), kind === "reported" ? "" : KIND_WORDS[kind][0]].filter(Boolean).join(" · ");
  return plainLink({ class: "row", href: `#c=${encodeURIComponent(claim.i)}`, go: () => { showView("picture"); openClaim(claim.n); } }, sample(kind),
    h("span", { class: "what", dir: "auto" }, shorten(claimSentence(claim), 150), h("small", {}, shorten(note, 130))));
}

function storyCard(story) {
  const dates = story.d.map((d) => G.documents[d].d).filter(Boolean).sort();
  const when = dates.length ? (dates[0] === dates[dates.length - 1] ? day(dates[0]) : `${day(dates[0])} to ${day(dates[dates.length - 1])}`) : "";
  const first = G.claims[G.facts[story.f[0]].c[0]];
  const title = first ? claimSentence(first) : list(story.e.slice(0, 3).map(nameOf));
  return h("article", { class: "story" },
    h("p", { class: "meta" }, [plural(story.d.length, "article"), when].filter(Boolean).join(" · ")),
    h("h3", { dir: "auto" }, shorten(title, 120)),
    h("p", { class: "chips" }, story.e.slice(0, 7).map((e) => h("a", { class: "chip", dir: "auto", href: `#n=${encodeURIComponent(G.entities[e].i)}`, onclick: (event) => { event.preventDefault(); openEntity(e); } }, badge(G.entities[e].family), shorten(nameOf(e), 44)))),
    h("ul", { class: "rows" }, story.f.slice(0, 4).map((f) => h("li", {}, factLine(f)))),
    h("p", { class: "actions" }, action("only", "Picture", "Show this story's names and their links", () => showStory(story)),
      action("doc", story.d.length === 1 ? "Article" : "Articles", "Read what it rests on", () => openArticle(story.d[0]))));
}

function showStory(story) {
  S.only = new Set(story.e);
  for (const e of story.e) for (const i of G.entities[e].links) {
    const link = G.links[i];
    if (passes(link) && story.d.some((d) => link.docs.has(d))) { S.only.add(link.a); S.only.add(link.b); }
  }
  for (const e of S.only) { S.hidden.delete(e); if (!G.entities[e].xy) S.added.add(e); }
  showView("picture");
  refresh();
  measureStage();
  fitAll();
}

function drawStories() {
  if (S.view !== "stories" || $("view-stories").firstChild) return;
  const cards = h("div", { class: "stories" }, G.stories.slice(0, 18).map(storyCard));
  const rest = G.stories.slice(18);
  const more = rest.length ? h("button", { type: "button", class: "action", onclick: () => { append(cards, rest.map(storyCard)); more.remove(); } }, `Show ${plural(rest.length, "more story", "more stories")}`) : null;
  const known = G.entities.map((e, i) => i).filter((i) => !G.entities[i].u && G.entities[i].docs.size)
    .sort((x, y) => G.entities[y].docs.size - G.entities[x].docs.size || (G.entities[y].d || 0) - (G.entities[x].d || 0) || x - y);
  const topics = G.entities.map((e, i) => i).filter((i) => ["Topic", "Event"].includes(G.entities[i].t) && (G.entities[i].d || 0) > 1).sort((x, y) => (G.entities[y].d || 0) - (G.entities[x].d || 0) || x - y);
  const chips = (some) => h("p", { class: "chips" }, some.slice(0, 24).map((e) => h("a", { class: "chip", dir: "auto", href: "#", onclick: (event) => { event.preventDefault(); openEntity(e); } }, badge(G.entities[e].family), shorten(nameOf(e), 44), h("small", {}, ` ${G.entities[e].docs.size}`))));
  fill($("view-stories"), h("div", { class: "page-head" }, h("h2", {}, "What it is about"),
    h("p", { class: "meta" }, `${plural(G.documents.length, "article")}, ${plural(G.claims.length, "statement")}. Articles that share people and bodies are one story; the line at its head is what is most worth knowing.`)),
  h("section", {}, h("h3", {}, "People and bodies spoken of most"), chips(known.filter((e) => G.entities[e].family !== "place"))),
  h("section", {}, h("h3", {}, "Places"), chips(known.filter((e) => G.entities[e].family === "place"))),
  topics.length ? h("details", { class: "topics" }, h("summary", {}, `Topics and events (${topics.length.toLocaleString("en")})`), chips(topics)) : null,
  h("h3", {}, "Stories"), cards, more);
}

// The proof: a sentence with its words marked, who says it, in which article, and what speaks against it.
function kindOfClaim(claim) {
  if (claim.g || claim.m === "refused") return "denied";
  if (claim.m) return "planned";
  if (claim.by || claim.h) return "said";
  return claim.r ? "reported" : "weak";
}

// The sentence as text nodes: the words of the link marked, the names at its ends underlined.
function sentence(claim) {
  const doc = G.documents[claim.d];
  if (!doc) return [];
  const [start, end] = claim.e;
  const ends = new Set([...claim.s, ...claim.o].map(entityOf));
  const spans = doc.m.filter((m) => m[0] >= start && m[1] <= end && m.slice(2).some((e) => ends.has(e))).map((m) => [m[0], m[1], "end"]);
  for (const arg of [...claim.s, ...claim.o]) if (Array.isArray(arg) && arg[1] >= start && arg[2] <= end) spans.push([arg[1], arg[2], "end"]);
  const word = claim.w[0] >= start && claim.w[1] <= end && claim.w[1] > claim.w[0] ? claim.w : null;
  const cuts = [...new Set([start, end, ...spans.flatMap((s) => [s[0], s[1]]), ...(word || [])])].sort((x, y) => x - y);
  const parts = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    let piece = document.createTextNode(doc.x.slice(from, to));
    if (spans.some((s) => s[0] <= from && s[1] >= to)) piece = h("span", { class: "end" }, piece);
    if (word && word[0] <= from && word[1] >= to) piece = h("mark", {}, piece);
    parts.push(piece);
  }
  return parts;
}

const QUALIFIER_WORDS = { content: "In these words", role: "Role", of_org: "Of", status: "Standing", number: "Number", number_word: "Number, in words",
  recipient: "To", reason: "Because of", commodity: "Goods", venue: "Where exactly", change: "Change" };

function claimCard(c, short) {
  const claim = G.claims[c];
  const doc = G.documents[claim.d];
  const extra = [];
  if (claim.t) extra.push(["When", span(claim.t)]);
  if (claim.l && claim.l.length) extra.push(["Where", list(claim.l.map(nameOf))]);
  for (const [key, value] of Object.entries(claim.k || {})) extra.push([QUALIFIER_WORDS[key] || key.replace(/_/g, " "), String(value)]);
  return h("article", { class: `claim k-${kindOfClaim(claim)}`, "data-claim": claim.i },
    h("blockquote", { dir: "auto" }, sentence(claim)),
    h("p", { class: "speaker", dir: "auto" }, speakers(claim)),
    doc ? h("p", { class: "meta", dir: "auto" }, plainLink({ href: `#doc=${encodeURIComponent(doc.i)}`, go: () => openArticle(claim.d, claim.e) }, shorten(titleOf(doc), 90)), ` — ${docLine(doc)}`) : null,
    !extra.length ? null : h("dl", { class: "facts" }, extra.map(([k, v]) => [h("dt", {}, k), h("dd", { dir: "auto" }, shorten(v, 300))])),
    short ? null : h("p", { class: "meta" }, `${sureWords(claim.f)[0].toUpperCase()}${sureWords(claim.f).slice(1)} (${Math.round(claim.f * 100)} %)`));
}

function pill(words, kind) {
  return h("span", { class: kind ? `pill k-${kind}` : "pill" }, kind ? sample(kind) : null, words);
}

function standing(fact) {
  if (!fact) return "One source";
  if (fact.st === "corroborated") return `${plural(fact.n, "independent source")}`;
  if (fact.st === "single_source" && fact.c.length > 1) return "One source, told more than once";
  return STATUS_WORDS[fact.st] || fact.st;
}

function factHeading(fact, claims) {
  const lead = G.claims[claims[0]];
  const left = list(lead.s.map((a) => argWords(a)).filter(Boolean).map((w) => shorten(w, 80)));
  const right = list(lead.o.map((a) => argWords(a)).filter(Boolean).map((w) => shorten(w, 160)));
  return h("h3", { dir: "auto" }, joined(left, phraseOf(lead), right));
}

// One fact with all its claims; `kind` is how the picture draws it.
function factCard(f, claims, kind, done) {
  const fact = f >= 0 ? G.facts[f] : null;
  const all = fact && fact.c.length ? fact.c : claims;
  const sorted = [...all].sort((x, y) => (claims.includes(y) - claims.includes(x)) || (docDate(x) < docDate(y) ? -1 : docDate(x) > docDate(y) ? 1 : x - y));
  const disputes = fact ? fact.conflicts.filter((x) => !done.has(x)) : [];
  for (const x of disputes) done.add(x);
  // What stands side by side in a dispute is not shown once more below it.
  const beside = new Set(disputes.flatMap((x) => sidesOf(G.conflicts[x])));
  const ordered = sorted.filter((c) => !beside.has(c));
  const shown = ordered.slice(0, 12);
  const where = fact && fact.l && fact.l.length ? list(fact.l.map(nameOf)) : "";
  const when = fact && fact.t ? span(fact.t) : "";
  const more = ordered.length > 12 ? moreButton(ordered.length - 12, () => ordered.slice(12).map((c) => claimCard(c))) : null;
  return h("div", { class: "fact" }, factHeading(fact, sorted),
    h("div", { class: "pills" }, pill(kind === "reported" || kind === "weak" ? standing(fact) : KIND_WORDS[kind][0], kind),
      when ? pill(when) : null, where ? pill(`in ${where}`) : null),
    fact && fact.y ? h("p", { class: "meta", dir: "auto" }, shorten(fact.y, 400)) : null,
    disputes.map((x) => conflictCard(G.conflicts[x])),
    h("div", {}, shown.map((c) => claimCard(c))), more);
}

function docDate(c) {
  const doc = G.documents[G.claims[c].d];
  return (doc && doc.d) || "9999";
}

function moreButton(count, make) {
  const button = h("button", { type: "button", class: "text-button more", onclick: () => button.replaceWith(...make()) }, `Show ${count.toLocaleString("en")} more`);
  return button;
}

// What does not fit together, side by side: one column a standpoint, at most four.
function sidesOf(conflict) {
  const sides = conflict.t.length > 1 ? conflict.t.map((f) => conflict.c.find((c) => G.facts[f].c.includes(c))).filter((c) => c !== undefined) : conflict.c;
  return sides.slice(0, 4);
}

function conflictCard(conflict) {
  const field = FIELD_WORDS[conflict.f] || `the ${conflict.f.replace(/_/g, " ")}`;
  const title = conflict.k === "conflict" ? `The articles disagree on ${field}` : conflict.k === "change" ? `This changed over time: ${field}` : CONFLICT_WORDS[conflict.k] || "This does not fit together";
  return h("aside", { class: "dispute", "aria-label": title }, h("h4", {}, title), h("p", { class: "meta", dir: "auto" }, shorten(conflict.d, 400)),
    h("div", { class: "versus" }, sidesOf(conflict).map((c) => claimCard(c, true))));
}

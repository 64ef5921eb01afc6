// English for dates, links, speakers and standings.
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];
const KIND_WORDS = {
  reported: ["Reported", "The articles state it themselves."],
  disputed: ["Sources disagree", "Stated, but the articles do not agree on it."],
  said: ["On someone’s word", "Somebody says so; the articles do not state it themselves."],
  planned: ["Planned or possible", "Planned, wanted, promised, expected: not done, as far as reported."],
  denied: ["Denied or did not happen", "Denied, refused, or said not to have happened."],
  weak: ["Loosely worded", "The words fit no fixed kind of link, or the reading is unsure."],
};
const STATUS_WORDS = {
  corroborated: "Several independent sources", single_source: "One source",
  disputed: "Disputed", denied: "Denied by somebody", planned: "Still open",
  negated: "Said not to be so", implausible: "Hard to believe",
};
const CONFLICT_WORDS = {
  conflict: "The articles disagree", granularity: "Told in more and in less detail",
  certainty: "Told with more and with less certainty", strength: "Told in stronger and in weaker words",
  wording: "Worded differently", implausible: "Hard to believe", change: "Changed over time",
};
const FIELD_WORDS = { polarity: "whether it happened", number: "the number", place: "the place",
  time: "the time", role: "the post", subject: "who did it", object: "whom it concerns" };

function day(iso) {
  const [y, m, d] = iso.split("-").map(Number);
  return `${d} ${MONTHS[m - 1]} ${y}`;
}

function shortDay(iso) {
  const [y, m, d] = iso.split("-").map(Number);
  return `${d} ${MONTHS[m - 1].slice(0, 3)} ${y}`;
}

function span(time) {
  if (!time) return "";
  if (!time.a) return time.x ? `“${time.x}” (date not known)` : "";
  const [y, m] = time.a.split("-").map(Number);
  const end = time.z || time.a;
  if (time.p === "year" && time.a.slice(0, 4) === end.slice(0, 4)) return String(y);
  if (time.p === "month" && time.a.slice(0, 7) === end.slice(0, 7)) return `${MONTHS[m - 1]} ${y}`;
  if (time.p === "quarter") return `${["first", "second", "third", "fourth"][Math.floor((m - 1) / 3)]} quarter of ${y}`;
  if (time.a === end) return day(time.a);
  if (time.p === "week") return `week of ${day(time.a)}`;
  return `${day(time.a)} to ${day(end)}`;
}

// "Norway" for "NO": the name that the graph knows, else the browser's.
function countryOf(code) {
  if (!code) return "";
  const known = G.entities.find((e) => e.t === "Country" && e.c === code);
  if (known) return known.n;
  try { return new Intl.DisplayNames("en", { type: "region" }).of(code); } catch { return code; }
}

function plural(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many || one + "s"}`;
}

function list(words) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

function shorten(text, length) {
  const clean = text.replace(/[\s\u2028\u2029]+/g, " ").trim();
  const chars = clean.length > length ? Array.from(clean.slice(0, length * 2)) : null;
  return chars && chars.length > length ? chars.slice(0, length - 1).join("").trimEnd() + "…" : clean;
}

function nameOf(e) {
  const entity = G.entities[e];
  return entity ? entity.n : "someone";
}

function wordsOf(claim) {
  const doc = G.documents[claim.d];
  const own = doc ? doc.x.slice(claim.w[0], claim.w[1]) : "";
  return own && own.length <= 60 ? own.replace(/\s+/g, " ") : claim.p;
}

function sayRelation(relation, claim) {
  let known = relation && relation !== "RELATED_TO" && Object.hasOwn(G.relations, relation) ? G.relations[relation] : null;
  if (!known) {
    if (!claim) return "is linked with";
    // An open link: its words are lemmatised, a bare verb phrase already.
    known = [wordsOf(claim), claim.p, "", claim.p.startsWith("be ") ? `is not ${claim.p.slice(3)}` : `did not ${claim.p}`];
  }
  if (!claim) return known[0];
  const manner = claim.m && G.manner[claim.m];
  if (claim.g && (!claim.m || claim.m === "refused")) return manner ? manner.replace("{}", () => known[1]) : known[3];
  if (!manner) return known[0];
  if (!claim.g) return manner.replace("{}", () => known[1]);
  return manner.endsWith("to {}") ? manner.replace("to {}", () => `not to ${known[1]}`) : manner.replace("{}", () => `not ${known[1]}`);
}

// "400 workers", "Aasen and Nordahl": more than one, whose verb has no s.
const MANY_OF = /^(?:(?:some|about|around|at least|more than|over|nearly|almost|up to) )?(?:\d{2}|[2-9]|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|millions|several|many|both)/i;
const PLURAL = { is: "are", was: "were", has: "have", does: "do" };

function agreeing(phrase, subjects) {
  const names = [...new Set(subjects.filter((e) => e >= 0))];
  const several = names.length > 1 || (names.length === 1 && G.entities[names[0]].t === "Group" && MANY_OF.test(nameOf(names[0])));
  return several ? phrase.replace(/^([a-z]+)(?= |$)/, (word) => PLURAL[word] || (/[^s]s$/.test(word) ? word.slice(0, -1) : word)) : phrase;
}

function relationWord(relation) {
  const known = relation && Object.hasOwn(G.relations, relation) ? G.relations[relation] : null;
  return known ? known[0] : "other words";
}

function phraseOf(claim) {
  return agreeing(sayRelation(claim.r, claim), claim.s.map(entityOf));
}

function linkPhrase(link) {
  const claim = G.claims[link.claims[0]];
  const own = claim && (claim.r || null) === (link.relation || null) ? claim : null;
  return agreeing(sayRelation(link.relation, own), [link.a]);
}

function isSymmetric(relation) {
  return Boolean(relation && Object.hasOwn(G.relations, relation) && G.relations[relation][5]);
}

function argWords(arg, deep) {
  const e = entityOf(arg);
  if (e >= 0) return nameOf(e);
  if (arg && arg.l !== undefined) return arg.l;
  if (arg && arg.c !== undefined && G.claims[arg.c] && !deep) return `that ${claimSentence(G.claims[arg.c], true)}`;
  return "";
}

function claimSentence(claim, deep) {
  const left = list(claim.s.map((a) => argWords(a, deep)).filter(Boolean));
  const right = list(claim.o.map((a) => argWords(a, deep)).filter(Boolean));
  return joined(left, phraseOf(claim), right);
}

// Without an object, "resigned from" is only "resigned".
function joined(left, phrase, right) {
  const words = right ? phrase : phrase.replace(/ (from|with|to|of|on|for|between|in|against|by)$/, "");
  return [left, words, right].filter(Boolean).join(" ");
}

// The chain of speakers, outermost first: "According to A, in a statement, citing B".
function speakers(claim) {
  const chain = claim.by || [];
  if (!chain.length) return claim.h ? `The article itself, with “${claim.h}”` : "The article itself";
  let words = `According to ${nameOf(chain[0])}`;
  chain.slice(1).forEach((e) => {
    words += (G.entities[e].t === "Document" ? ", in " : ", citing ") + nameOf(e);
  });
  return words + (claim.q ? ", in quotation marks" : "") + (claim.h ? ` (“${claim.h}”)` : "");
}

function sureWords(value) {
  if (value >= 0.85) return "clear reading";
  return value >= 0.65 ? "fairly clear reading" : "uncertain reading";
}

function docLine(doc) {
  return [publisherOf(doc), doc.d ? day(doc.d) : "no date"].join(", ");
}

function titleOf(doc) {
  return doc.t || doc.s || "Article without a title";
}

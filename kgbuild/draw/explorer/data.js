// The graph as embedded, with what every view looks up: links by name, claims by article, dates.
const G = JSON.parse(document.getElementById("graph").textContent);

// Rows from columns (draw/pack.py).
function unpacked(table) {
  const rows = Array.from({ length: table.n }, () => ({}));
  for (const [key, { at, w: words, v: values }] of Object.entries(table.c)) {
    let i = 0;
    values.forEach((value, k) => {
      i = at ? i + at[k] : k;
      rows[i][key] = words ? words[value] : value;
    });
  }
  return rows;
}
for (const key of ["entities", "documents", "claims", "facts", "links"]) G[key] = unpacked(G[key]);

const FAMILY = {
  Person: "person", Group: "group",
  GovernmentBody: "government", PoliticalParty: "government", JudicialBody: "government",
  ArmedForce: "government", ArmedGroup: "government", InternationalOrganization: "government",
  Organization: "organisation", Company: "organisation", CivilSocietyOrg: "organisation",
  MediaOutlet: "organisation",
  Country: "place", Region: "place", City: "place", GeoArea: "place", Facility: "place",
  Event: "event",
};
const KINDS = ["reported", "disputed", "said", "planned", "denied", "weak"];

G.byId = new Map(G.entities.map((entity, i) => [entity.i, i]));
G.docById = new Map(G.documents.map((doc, i) => [doc.i, i]));
for (const entity of G.entities) {
  entity.links = [];
  entity.docs = new Set();
  entity.family = FAMILY[entity.t] || "other";
}
G.documents.forEach((doc, i) => {
  doc.claims = [];
  for (const mention of doc.m) {
    for (let at = 2; at < mention.length; at += 1) G.entities[mention[at]].docs.add(i);
  }
});
G.claims.forEach((claim, i) => {
  claim.n = i;
  claim.fact = -1;
  if (G.documents[claim.d]) G.documents[claim.d].claims.push(i);
});
G.facts.forEach((fact, i) => {
  fact.conflicts = [];
  for (const c of fact.c) G.claims[c].fact = i;
});
G.conflicts.forEach((conflict, i) => {
  for (const f of conflict.t) G.facts[f].conflicts.push(i);
});

function entityOf(arg) {
  if (typeof arg === "number") return arg;
  return Array.isArray(arg) ? arg[0] : -1;
}

function publisherOf(doc) {
  return (doc && doc.p) || "Publisher not given";
}

G.links = G.links.map(({ a, b, relation = null, kind, fact = -1, claims }, i) => {
  const own = claims.map((c) => G.claims[c]);
  const docs = own.map((c) => G.documents[c.d]).filter(Boolean);
  const time = (fact >= 0 && G.facts[fact].t) || (own.find((c) => c.t) || {}).t || {};
  const reported = docs.map((d) => d.d).filter(Boolean).sort();
  const link = {
    i, a, b, relation, kind, fact, claims,
    from: time.a || reported[0] || "",
    to: time.z || time.a || reported[reported.length - 1] || "",
    dated: Boolean(time.a),
    sure: Math.max(0, ...own.map((c) => c.f)),
    docs: new Set(own.map((c) => c.d)),
    publishers: new Set(docs.map(publisherOf)),
    sources: fact >= 0 ? G.facts[fact].n : 1,
    status: fact >= 0 ? G.facts[fact].st : "single_source",
  };
  G.entities[a].links.push(i);
  if (b !== a) G.entities[b].links.push(i);
  return link;
});

// Everything that a name takes part in, also where no line can be drawn (sayings, literals).
G.entities.forEach((entity) => { entity.claims = []; entity.says = []; });
G.claims.forEach((claim, i) => {
  const ends = new Set([...claim.s, ...claim.o].map(entityOf).filter((e) => e >= 0));
  for (const e of ends) G.entities[e].claims.push(i);
  for (const e of new Set(claim.by || [])) G.entities[e].says.push(i);
});

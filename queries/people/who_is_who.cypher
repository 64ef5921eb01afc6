// Who is who in the graph: of whom is most told that is worth knowing? (without the publishers of the articles)
//
// parameter kind: text = Agent, a type or one of the roots: Agent (people, bodies, states), Person, Organization, Place, Event
// columns: name, type, country, post, documents, claims, worth, entity
// sift: who_is_who
// order: -worth, name, entity
// example: Anna Adler | Person | NO | minister | 5 | 31 | 12.4 | e-1
// slow: counts all claims

MATCH (e:KgBuild:Entity {named: true})
WHERE $kind IN labels(e) AND NOT EXISTS { MATCH (:KgBuild:Article {publisher: e.name}) }
MATCH (c:KgBuild:Claim)-[:ABOUT]->(e)
WITH e, count(DISTINCT c) AS claims, sum(toInteger(round(c.worth * 100))) AS hundredths
OPTIONAL MATCH (p:KgBuild:Claim {relation: 'HOLDS_POSITION', polarity: 'asserted', modality: 'actual'})-[:SUBJECT]->(e)
RETURN e.name AS name, e.type AS type, e.country AS country, p.object_names AS post, count(DISTINCT p) AS told, hundredths / 100.0 AS worth,
  claims, e.documents AS documents, e.id AS entity

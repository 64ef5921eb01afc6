// Under which names and titles does the corpus know an entity?
//
// id: q01
// parameter x: entity, person or other entity
// columns: name, kind, count, sentence, source
// sift: names_and_titles
// order: -count, kind, name, source
// example: A. Adler | name | 3 | "A. Adler arrived …" | talks.txt

MATCH (n:KgBuild:Name)-[:NAMES]->(:KgBuild {id: $x})
OPTIONAL MATCH (n)-[:SEEN_IN]->(seen:KgBuild)
WITH n, min(seen.id) AS first
OPTIONAL MATCH (s:KgBuild {id: first})-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT n.text AS name, n.kind AS kind, n.count AS count, s.text AS sentence, d.source AS source
UNION
MATCH (c:KgBuild:Claim {relation: 'HOLDS_POSITION', polarity: 'asserted'})-[:SUBJECT]->(:KgBuild {id: $x})
MATCH (c)-[:STATED_IN]->(said:KgBuild)
WITH c.object_names AS name, count(DISTINCT c) AS count, min(said.id) AS first
MATCH (s:KgBuild {id: first})-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT name, 'title' AS kind, count, s.text AS sentence, d.source AS source

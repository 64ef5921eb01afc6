// Under which names and titles does the corpus know an entity?
//
// id: q01
// parameter x: entity, person or other entity
// columns: name, kind, count, sentence, source
// order: kind, name
// example: A. Adler | name | 3 | "A. Adler arrived …" | talks.txt

MATCH (n:KgBuild:Name)-[:NAMES]->(:KgBuild {id: $x})
OPTIONAL MATCH (n)-[:SEEN_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT n.text AS name, n.kind AS kind, n.count AS count, s.text AS sentence, d.source AS source
UNION
MATCH (c:KgBuild:Claim {relation: 'HOLDS_POSITION', polarity: 'asserted'})-[:SUBJECT]->(:KgBuild {id: $x})
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.object_names AS name, 'title' AS kind, 1 AS count, s.text AS sentence, d.source AS source

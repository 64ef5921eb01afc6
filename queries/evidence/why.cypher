// What does anybody say about two entities, with speaker, polarity, manner, time and sentence?
//
// parameter a: entity, one entity
// parameter b: entity, the other
// columns: polarity, modality, speaker, hedge, status, subject, relation, words, object, time_start, time_end, reported, confidence, begin, end, sentence, source, claim
// sift: why
// looked: statements of which both are ends, or of which one is and that name the other
// sure: 0.2
// order: claim
// example: asserted | actual | | | disputed | Anna Adler | MET | meet | Boris Becker | …

MATCH (a:KgBuild {id: $a}), (b:KgBuild {id: $b})
MATCH (a)<-[:SUBJECT|OBJECT|ABOUT]-(c:KgBuild:Claim)-[:SUBJECT|OBJECT|ABOUT]->(b)
WHERE EXISTS { (c)-[:SUBJECT]->(a) } AND EXISTS { (c)-[:SUBJECT|OBJECT]->(b) }
  OR EXISTS { (c)-[:SUBJECT]->(b) } AND EXISTS { (c)-[:OBJECT]->(a) }
  OR EXISTS { (c)-[:ABOUT]->(a) } AND EXISTS { (c)-[:ABOUT]->(b) }
WITH DISTINCT c, a.name AS one, b.name AS two, EXISTS { (c)-[:SUBJECT|OBJECT]->(a) } AND EXISTS { (c)-[:SUBJECT|OBJECT]->(b) } AS of_both
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, one, two, of_both, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker, c.hedge AS hedge,
  c.fact_status AS status, c.subject_names AS subject, c.relation AS relation, c.words AS words, c.object_names AS object,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.confidence AS confidence, s.begin AS begin, s.end AS end,
  s.text AS sentence, d.source AS source

// Which bodies are owned or led by a sanctioned entity within some steps? (with the sentences of the sanction, and of the owning or leading of the body)
//
// id: q37
// parameter k: integer = 2, the most steps, 1 to 3
// parameter from: date = 0001-01-01, first day of the period in which the sanction fell; what has no day is told only where none is given
// parameter to: date = 9999-12-31, last day of the period in which the sanction fell
// columns: listed, body, steps, evidence, subject, relation, words, object, sentence, source, fact, claim
// under: listed, body
// looked: bodies that somebody with a plain sanction owns or heads
// order: steps, listed, body, -evidence, claim
// example: Anna Adler | Tea Board | 1 | f-5 | c-29 | "Norway sanctioned Adler." | talks.txt

MATCH (f:KgBuild:Fact {relation: 'SANCTIONED', plain: true})-[:OBJECT]->(p:KgBuild:Entity)
WHERE coalesce(f.day, date('0001-01-01')) >= $from AND coalesce(f.day, date('0001-01-01')) <= $to
CALL (p) {
  MATCH (p)-[:OWNS|HEADS]->(b:KgBuild:Entity)
  RETURN b, 1 AS steps
  UNION
  MATCH (p)-[:OWNS|HEADS]->(:KgBuild:Entity)-[:OWNS|HEADS]->(b:KgBuild:Entity)
  RETURN b, 2 AS steps
  UNION
  MATCH (p)-[:OWNS|HEADS]->(:KgBuild:Entity)-[:OWNS|HEADS]->(:KgBuild:Entity)-[:OWNS|HEADS]->(b:KgBuild:Entity)
  RETURN b, 3 AS steps
}
WITH f, p, b, steps
WHERE steps <= $k AND b <> p
CALL (f, b) {
  MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim)
  RETURN c, 'the sanction' AS evidence
  UNION
  MATCH (c:KgBuild:Claim)-[:OBJECT]->(b)
  WHERE c.relation IN ['OWNS', 'HEADS']
  RETURN c, 'owning or leading' AS evidence
}
WITH f, p, b, steps, c, evidence
WHERE c.polarity = 'asserted' AND c.modality = 'actual'
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT p.name AS listed, b.name AS body, steps, evidence, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, f.id AS fact, c.id AS claim, s.text AS sentence, d.source AS source

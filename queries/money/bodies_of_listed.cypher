// Which bodies are told to be owned or headed by somebody who is told to be sanctioned, within some steps? (with the sentences of the sanction, and of the owning or leading of the body)
//
// id: q37
// parameter k: integer = 2, the most steps, 1 to 3
// parameter from: date = 0001-01-01, first day of the period in which the sanction fell; what has no day is told only where none is given
// parameter to: date = 9999-12-31, last day of the period in which the sanction fell
// columns: listed, body, steps, evidence, subject, relation, words, object, sentence, source, fact, claim
// under: listed, body
// looked: bodies that somebody on whom a sanction is told is told to own or head; a deputy, a member or an employee owns and heads nothing
// order: steps, listed, body, -evidence, claim
// example: Anna Adler | Tea Board | 1 | f-5 | c-29 | "Norway sanctioned Adler." | talks.txt

MATCH (f:KgBuild:Fact {relation: 'SANCTIONED', polarity: 'asserted'})-[:OBJECT]->(p:KgBuild:Entity)
WHERE coalesce(f.day, date('0001-01-01')) >= $from AND coalesce(f.day, date('0001-01-01')) <= $to
CALL (p) {
  MATCH (p)<-[:SUBJECT]-(h1:KgBuild:Claim)-[:OBJECT]->(b:KgBuild:Entity)
  WHERE h1.relation IN ['OWNS', 'HEADS'] AND h1.polarity = 'asserted' AND h1.modality = 'actual'
  RETURN b, 1 AS steps
  UNION
  MATCH (p)<-[:SUBJECT]-(h1:KgBuild:Claim)-[:OBJECT]->(b1:KgBuild:Entity)
  WHERE h1.relation IN ['OWNS', 'HEADS'] AND h1.polarity = 'asserted' AND h1.modality = 'actual'
  MATCH (b1)<-[:SUBJECT]-(h2:KgBuild:Claim)-[:OBJECT]->(b:KgBuild:Entity)
  WHERE h2.relation IN ['OWNS', 'HEADS'] AND h2.polarity = 'asserted' AND h2.modality = 'actual'
  RETURN b, 2 AS steps
  UNION
  MATCH (p)<-[:SUBJECT]-(h1:KgBuild:Claim)-[:OBJECT]->(b1:KgBuild:Entity)
  WHERE h1.relation IN ['OWNS', 'HEADS'] AND h1.polarity = 'asserted' AND h1.modality = 'actual'
  MATCH (b1)<-[:SUBJECT]-(h2:KgBuild:Claim)-[:OBJECT]->(b2:KgBuild:Entity)
  WHERE h2.relation IN ['OWNS', 'HEADS'] AND h2.polarity = 'asserted' AND h2.modality = 'actual'
  MATCH (b2)<-[:SUBJECT]-(h3:KgBuild:Claim)-[:OBJECT]->(b:KgBuild:Entity)
  WHERE h3.relation IN ['OWNS', 'HEADS'] AND h3.polarity = 'asserted' AND h3.modality = 'actual'
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

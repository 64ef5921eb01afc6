// Which bodies are owned or led by a sanctioned entity within some steps?
//
// id: q37
// parameter k: integer = 2, the most steps, 1 to 3
// parameter from: date = 0001-01-01, first day of the period in which the sanction fell
// parameter to: date = 9999-12-31, last day of the period in which the sanction fell
// columns: listed, body, steps, fact, claim, sentence, source
// order: steps, listed, body, claim
// example: Anna Adler | Tea Board | 1 | f-5 | c-29 | "Norway sanctioned Adler." | talks.txt

MATCH (f:Fact {relation: 'SANCTIONED', plain: true})-[:OBJECT]->(p:Entity)
WHERE coalesce(f.day, date('0001-01-01')) >= $from AND coalesce(f.day, date('0001-01-01')) <= $to
CALL (p) {
  MATCH (p)-[:OWNS|HEADS]->(b:Entity)
  RETURN b, 1 AS steps
  UNION
  MATCH (p)-[:OWNS|HEADS]->(:Entity)-[:OWNS|HEADS]->(b:Entity)
  RETURN b, 2 AS steps
  UNION
  MATCH (p)-[:OWNS|HEADS]->(:Entity)-[:OWNS|HEADS]->(:Entity)-[:OWNS|HEADS]->(b:Entity)
  RETURN b, 3 AS steps
}
WITH f, p, b, steps
WHERE steps <= $k AND b <> p
MATCH (f)-[:HAS_CLAIM]->(c:Claim {polarity: 'asserted'})-[:STATED_IN]->(s:Sentence)-[:IN_DOCUMENT]->(d:Document)
RETURN DISTINCT p.name AS listed, b.name AS body, steps, f.id AS fact, c.id AS claim, s.text AS sentence,
  d.source AS source

// Which entity merges are unsure?
//
// id: q30
// columns: left, left_entity, right, right_entity, score, judgement, sentence, source
// order: judgement, sentence
// example: Adler | e-1 | Anna Adler | e-2 | 0.6 | j-1 | "Adler spoke." | talks.txt

MATCH (j:Judgement {verdict: 'unsure'})-[:LEFT]->(a:Entity)
MATCH (j)-[:RIGHT]->(b:Entity)
OPTIONAL MATCH (a)<-[:NAMES]-(n:Name {key: a.key})-[:SEEN_IN]->(s:Sentence)-[:IN_DOCUMENT]->(d:Document)
RETURN DISTINCT a.name AS left, a.id AS left_entity, b.name AS right, b.id AS right_entity, j.score AS score,
  j.id AS judgement, s.text AS sentence, d.source AS source

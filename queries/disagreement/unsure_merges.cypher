// Which entity merges are unsure?
//
// id: q30
// columns: left, right, score, reasons, left_entity, right_entity, judgement
// order: -score, left, right, judgement
// example: Adler | e-1 | Anna Adler | e-2 | 0.6 | same family name | j-1

MATCH (j:KgBuild:Judgement {verdict: 'unsure'})-[:LEFT]->(a:KgBuild:Entity)
MATCH (j)-[:RIGHT]->(b:KgBuild:Entity)
RETURN DISTINCT a.name AS left, a.id AS left_entity, b.name AS right, b.id AS right_entity, j.score AS score,
  j.why AS reasons, j.id AS judgement

// Which two people, bodies, places or events may be one and the same, but were kept apart as unsure?
//
// id: q30
// columns: says, pairs, left, right, score, reasons, sentence, source, other_sentence, other_source, left_entity, right_entity, judgement
// sift: unsure_pairs
// looked: pairs of entities that are alike, and not alike enough to be one
// order: -score, left, right, judgement
// example: Adler (Person, 1 mention) – may be the same as – Anna Adler (Person, 3 mentions) | Adler | Anna Adler | 0.6 | same family name | …

MATCH (j:KgBuild:Judgement {verdict: 'unsure'})-[:LEFT]->(a:KgBuild:Entity)
MATCH (j)-[:RIGHT]->(b:KgBuild:Entity)
WHERE a <> b
OPTIONAL MATCH (a)<-[:NAMES]-(:KgBuild:Name)-[:SEEN_IN]->(here:KgBuild)
WITH j, a, b, min(here.id) AS one
OPTIONAL MATCH (b)<-[:NAMES]-(:KgBuild:Name)-[:SEEN_IN]->(there:KgBuild)
WITH j, a, b, one, min(there.id) AS two
OPTIONAL MATCH (s:KgBuild {id: one})
OPTIONAL MATCH (t:KgBuild {id: two})
WITH j, a, b, s, t, [e IN [a, b] | e.name + ' (' + e.type + ', ' + toString(e.mention_count)
  + CASE WHEN e.mention_count = 1 THEN ' mention)' ELSE ' mentions)' END] AS sides
RETURN DISTINCT sides[0] + ' – may be the same as – ' + sides[1] AS says, a.name AS left, a.id AS left_entity, b.name AS right, b.id AS right_entity, j.score AS score, j.why AS reasons,
  s.text AS sentence, s.source AS source, t.text AS other_sentence, t.source AS other_source, j.id AS judgement

// Which reports of casualties, crowds or sums differ, or give a span, and by how much?
//
// id: q27
// columns: subject, relation, words, object, unit, low, high, difference, sentence, other_sentence, source, other_source, claim, other
// sift: numbers
// looked: two figures for one thing in the same unit, and figures with an upper end
// order: subject, words, claim, other
// example: the quake | kill | 20 | 25 | 5 | c-20 | c-21 | "… 20 people …" | "… 25 people …" | a.txt | b.txt
// slow: compares all figures

CALL () {
  MATCH (c:KgBuild:Claim)<-[:HAS_CLAIM|INVOLVES]-(g:KgBuild)-[:HAS_CLAIM|INVOLVES]->(o:KgBuild:Claim)
  WHERE g:Fact OR g:Conflict
  UNWIND ['value', 'q_figure', 'q_number', 'q_deaths', 'q_injured', 'q_amount'] AS figure
  RETURN c, o, figure, c[figure] AS low, o[figure] AS high
UNION
  MATCH (c:KgBuild:Claim)
  WHERE c.q_upper IS NOT NULL
  RETURN c, c AS o, 'q_figure' AS figure, c.q_figure AS low, c.q_upper AS high
}
WITH c, o, figure, low, high
WHERE low IS :: INTEGER | FLOAT AND high IS :: INTEGER | FLOAT AND low < high
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
MATCH (o)-[:STATED_IN]->(os:KgBuild)-[:IN_DOCUMENT]->(od:KgBuild)
RETURN DISTINCT c.subject_names AS subject, c.relation AS relation, c.words AS words, c.object_names AS object, o.object_names AS other_object,
  o.relation AS other_relation, o.words AS other_words,
  figure, c.q_measure AS measure, coalesce(c.q_unit, c.unit) AS unit, coalesce(o.q_unit, o.unit) AS other_unit,
  low, high, high - low AS difference, c.id AS claim, o.id AS other, s.text AS sentence,
  os.text AS other_sentence, d.source AS source, od.source AS other_source,
  c.speakers AS speaker, o.speakers AS other_speaker, c.time_start AS time_start, o.time_start AS other_start,
  c.reported AS reported, o.reported AS other_reported

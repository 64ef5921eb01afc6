// Which reports of casualties, crowds or sums differ, and by how much?
//
// id: q27
// columns: subject, words, low, high, difference, sentence, other_sentence, source, other_source, claim, other
// order: subject, words, claim, other
// example: the quake | kill | 20 | 25 | 5 | c-20 | c-21 | "… 20 people …" | "… 25 people …" | a.txt | b.txt

MATCH (c:KgBuild:Claim)<-[:HAS_CLAIM|INVOLVES]-(g:KgBuild)-[:HAS_CLAIM|INVOLVES]->(o:KgBuild:Claim)
WHERE g:Fact OR g:Conflict
UNWIND ['value', 'q_figure', 'q_number', 'q_deaths', 'q_injured', 'q_amount'] AS figure
WITH c, o, c[figure] AS low, o[figure] AS high
WHERE low IS :: INTEGER | FLOAT AND high IS :: INTEGER | FLOAT AND low < high
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
MATCH (o)-[:STATED_IN]->(os:KgBuild)-[:IN_DOCUMENT]->(od:KgBuild)
RETURN DISTINCT c.subject_names AS subject, c.words AS words, low, high, high - low AS difference, c.id AS claim, o.id AS other, s.text AS sentence,
  os.text AS other_sentence, d.source AS source, od.source AS other_source

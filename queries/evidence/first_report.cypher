// Which article reported a fact first, and which followed, by the days that the articles state?
//
// id: q25
// parameter fact: fact = , id of a fact; without it all facts of which several articles with a day tell
// columns: what, told, reported, publisher, source, status, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, sentence, worth, confidence, claim
// sift: first_report
// under: what, told, reported, publisher, source
// looked: facts of which several articles tell that state the day of their publication (kgbuild documents --undated lists those that do not)
// order: what, reported, source, claim
// example: first | 2025-03-04 | Example Times | talks.txt | …

CALL () {
  MATCH (f:KgBuild:Fact {id: $fact})
  RETURN f, true AS asked
  UNION
  MATCH (f:KgBuild:Fact {repeated: true}) WHERE $fact = ''
  RETURN f, false AS asked
}
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim)
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT f.id AS of, asked, d.published AS reported, d.publisher AS publisher, c.id AS claim, c.q_status AS status, c.subject_names AS subject,
  c.relation AS relation, c.words AS words, c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

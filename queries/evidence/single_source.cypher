// Which claims rest on one independent source?
//
// id: q21
// parameter from: date = 0001-01-01, first day of the period of the first report; what has no day is told only where none is given
// parameter to: date = 9999-12-31, last day of it
// columns: status, documents, independent, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, fact, claim
// sure: 0.3
// order: -worth, claim
// example: single_source | 1 | 1 | c-17 | …
// slow: lists the whole graph

MATCH (f:KgBuild:Fact {independent: 1})
WHERE coalesce(f.first, date('0001-01-01')) >= $from AND coalesce(f.first, date('0001-01-01')) <= $to
WITH DISTINCT f
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT f.id AS fact, f.status AS status, f.documents AS documents,
  f.independent AS independent, c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

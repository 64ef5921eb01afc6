// Which claims rest on unnamed sources or a hedge word?
//
// id: q22
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: rests_on, hedge, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: unnamed_or_hedged
// looked: statements on the word of somebody unnamed, or hedged
// sure: 0.2
// order: -worth, claim
// example: reportedly | Anna Adler | MET | Boris Becker | …

MATCH (c:KgBuild:Claim)
WHERE (c.hedge IS NOT NULL OR c.unnamed)
  AND coalesce(c.day, date('0001-01-01')) >= $from AND coalesce(c.day, date('0001-01-01')) <= $to
WITH DISTINCT c
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.hedge AS hedge,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

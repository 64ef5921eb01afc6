// Who met whom in a period, where, on whose word? (what an article says itself has no speaker)
//
// id: q06
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: dated, subject, relation, object, time_start, time_end, reported, status, place, speaker, hedge, sentence, source, confidence, fact, claim
// sift: who_met_whom
// sure: 0.15
// under: dated
// looked: meetings that are told as having been
// order: -dated, time_start, subject, object, place
// example: Anna Adler | MET | Boris Becker | 2025-03-03 | 2025-03-03 | disputed | Oslo | | f-1 | c-1 | "Adler met Becker in Oslo." | talks.txt

MATCH (f:KgBuild:Fact {relation: 'MET', polarity: 'asserted'})
WHERE coalesce(f.time_start, f.time_end, f.day, date('0001-01-01')) <= $to
  AND coalesce(f.time_end, f.time_start, f.day, date('0001-01-01')) >= $from
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim {polarity: 'asserted', modality: 'actual'})-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT f.subject_names AS subject, f.relation AS relation, f.object_names AS object, f.time_start AS time_start,
  f.time_end AS time_end, c.reported AS reported, f.status AS status, c.place_names AS place, c.speakers AS speaker, c.hedge AS hedge, c.confidence AS confidence, f.id AS fact,
  c.id AS claim, s.text AS sentence, d.source AS source

// Which allegations were denied or rejected, by whom? (the allegation as others make it; denials whose sentence does not say of what are left out)
//
// id: q19
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim, denied
// sift: denials
// looked: sentences that say who denies what; one that says "denied the allegations" alone does not
// sure: 0.2
// order: -worth, claim
// example: Anna Adler | DENIED | [Anna Adler | meet | Boris Becker] | …

MATCH (c:KgBuild:Claim)
WHERE c.relation IN ['DENIED', 'REJECTED'] AND coalesce(c.day, date('0001-01-01')) >= $from AND coalesce(c.day, date('0001-01-01')) <= $to
OPTIONAL MATCH (c)-[:OBJECT]->(denied:KgBuild:Claim)
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, denied.id AS denied,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

// Whose roles and stakes have ended by a day?
//
// id: q35
// parameter since: date = 0001-01-01, leave out what was reported or happened before, and what has no day
// parameter on: date = 9999-12-31, the day
// columns: person, status, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: ended_roles
// looked: roles called former, resignations, dismissals and successions
// sure: 0.25
// order: -worth, claim
// example: Anna Adler | former | Anna Adler | HOLDS_POSITION | minister | …

MATCH (c:KgBuild:Claim {polarity: 'asserted'})
WHERE coalesce(c.day, date('0001-01-01')) >= $since
  AND (c.relation IN ['HOLDS_POSITION', 'HEADS', 'MEMBER_OF', 'EMPLOYED_BY', 'REPRESENTS', 'OWNS']
      AND c.q_status IN ['former', 'ended', 'ex', 'then', 'late']
    OR c.relation IN ['RESIGNED_FROM', 'DISMISSED', 'SUCCEEDED'] AND c.modality = 'actual')
  AND coalesce(c.day, date('0001-01-01')) <= $on
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, CASE WHEN c.relation IN ['DISMISSED', 'SUCCEEDED'] THEN c.object_names ELSE c.subject_names END AS person,
  c.q_status AS status,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

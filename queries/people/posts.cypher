// Which posts does a person hold or has held, in which body, since when, says who?
//
// id: q02
// parameter x: entity, person
// columns: role, body, status, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: posts
// looked: posts, memberships, employers and bodies led
// sure: 0.3
// order: -confidence, relation, object
// example: minister | Ministry of Tea | Anna Adler | HOLDS_POSITION | …

MATCH (c:KgBuild:Claim)-[:SUBJECT]->(:KgBuild {id: $x})
WHERE c.relation IN ['HOLDS_POSITION', 'MEMBER_OF', 'HEADS', 'EMPLOYED_BY', 'REPRESENTS']
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.q_role AS role, c.q_of_org AS body, c.q_status AS status,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

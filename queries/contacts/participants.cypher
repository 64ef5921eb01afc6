// Who took part in an event, in which role, at which level?
//
// id: q10
// parameter v: entity, event
// columns: role, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, claim
// order: subject
// example: host | Anna Adler | PARTICIPATED_IN | Tea summit | …

MATCH (c:KgBuild:Claim {relation: 'PARTICIPATED_IN'})-[:OBJECT]->(:KgBuild {id: $v})
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.q_role AS role,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, s.text AS sentence, d.source AS source

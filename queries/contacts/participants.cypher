// Who took part in an event, held, led or attacked it, in which role; and what else did somebody do about it? (as far as a statement names the event itself)
//
// id: q10
// parameter v: entity, event
// columns: part, role, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: participants
// looked: who attended, held, led, addressed, won or attacked the event, and what else somebody with a name did about it
// under: part
// sure: 0.15
// order: part, -worth, subject, claim
// example: host | Anna Adler | PARTICIPATED_IN | Tea summit | …

MATCH (c:KgBuild:Claim)-[:ABOUT]->(v:KgBuild {id: $v})
WHERE EXISTS { MATCH (c)-[:SUBJECT]->(doer:KgBuild:Agent) WHERE doer <> v }
WITH DISTINCT v, c
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, EXISTS { (c)-[:OBJECT]->(v) } AS of_it, c.q_role AS role,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

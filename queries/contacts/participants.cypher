// Who took part in an event, held, led or attacked it, in which role? (as far as a statement names the event itself; what is told of it under another name stands under that)
//
// id: q10
// parameter v: entity, event
// columns: role, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, claim
// sift: participants
// looked: who attended, held, led, addressed, won or attacked the event
// order: subject
// example: host | Anna Adler | PARTICIPATED_IN | Tea summit | …

MATCH (c:KgBuild:Claim)-[:OBJECT]->(:KgBuild {id: $v})
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.q_role AS role,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, s.text AS sentence, d.source AS source

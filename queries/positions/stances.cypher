// Who supports, opposes or stays silent on an event, policy or entity?
//
// id: q13
// parameter v: entity, event, policy, person or body
// columns: claim, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, sentence, source
// order: relation, subject
// example: c-8 | Anna Adler | OPPOSED | tea tax | asserted | …

MATCH (c:KgBuild:Claim)-[:OBJECT|ABOUT]->(v:KgBuild {id: $v})
WHERE c.relation IN ['SUPPORTED', 'PRAISED', 'OPPOSED', 'CRITICIZED', 'REJECTED', 'CONCERNED_ABOUT', 'SANCTIONED', 'PROTESTED_AGAINST', 'ACCUSED', 'PRIORITIZED'] AND NOT EXISTS { (c)-[:SUBJECT]->(v) }
WITH DISTINCT c
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, s.text AS sentence, d.source AS source

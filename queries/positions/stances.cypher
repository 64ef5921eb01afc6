// Who supports, opposes or stays silent on an event, policy or entity?
//
// id: q13
// parameter v: entity, event, policy, person or body
// columns: subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, claim
// order: relation, subject
// example: Anna Adler | OPPOSED | tea tax | asserted | …

MATCH (c:KgBuild:Claim)-[:OBJECT|ABOUT]->(v:KgBuild {id: $v})
WHERE c.relation IN ['SUPPORTED', 'PRAISED', 'OPPOSED', 'CRITICIZED', 'REJECTED', 'CONCERNED_ABOUT', 'SANCTIONED', 'PROTESTED_AGAINST', 'ACCUSED', 'PRIORITIZED'] AND NOT EXISTS { (c)-[:SUBJECT]->(v) }
WITH DISTINCT c
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, s.text AS sentence, d.source AS source

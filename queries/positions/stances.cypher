// Who supports, praises, warns, opposes, criticises, accuses or punishes an event, policy or entity, its government or something of its own? ("did not" where that is told)
//
// id: q13
// parameter v: entity, event, policy, person or body
// columns: side, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: stances
// under: side
// looked: support, praise, ties, warnings, opposition, criticism, accusations and sanctions of it, its government or something of its own, by somebody who is told
// sure: 0.1
// order: side, -worth, subject, claim
// example: Anna Adler | OPPOSED | tea tax | asserted | …

MATCH (v:KgBuild {id: $v})
OPTIONAL MATCH (own:KgBuild:GovernmentBody)
WHERE v:Country AND own.country = v.country AND own.name STARTS WITH 'Government of'
WITH v, [v] + collect(own) AS targets
UNWIND targets AS target
MATCH (c:KgBuild:Claim)-[:OBJECT|ABOUT]->(target:KgBuild)
WHERE c.relation IN ['SUPPORTED', 'PRAISED', 'OPPOSED', 'CRITICIZED', 'REJECTED', 'CONCERNED_ABOUT', 'SANCTIONED', 'PROTESTED_AGAINST', 'ACCUSED', 'PRIORITIZED', 'WARNED', 'THREATENED', 'ALLIED_WITH', 'STRENGTHENED_TIES_WITH', 'CUT_TIES_WITH', 'CONGRATULATED'] AND NOT EXISTS { MATCH (c)-[:SUBJECT]->(self:KgBuild) WHERE self IN targets }
WITH DISTINCT c, v, EXISTS { MATCH (c)-[:OBJECT]->(whole:KgBuild) WHERE whole IN targets } AS of_it
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, v.name AS topic, of_it, NOT v:Agent AND NOT v:Place AS of_thing, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

// Which stances on something were taken, by all or by one side (an entity; of a country or government all others of its country too): by day, told or that of the report, and last those of which neither is known?
//
// id: q32
// parameter v: entity, event, policy, person or body
// parameter a: entity = , the side; without it all sides
// columns: placed, day, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// looked: support, praise, warnings, opposition, criticism, sanctions and ties of the one with the other, its government or something of its own; their order needs articles with a day
// sift: stance_over_time
// under: placed
// sure: 0.1
// order: placed, day, time_end, claim
// example: 2025-04-02 | Norway | OPPOSED | tea tax | …

MATCH (v:KgBuild {id: $v})
OPTIONAL MATCH (own:KgBuild:GovernmentBody)
WHERE v:Country AND own.country = v.country AND own.name STARTS WITH 'Government of'
WITH v, [v] + collect(own) AS targets
OPTIONAL MATCH (a:KgBuild {id: $a})
WITH v, targets, a
UNWIND targets AS target
MATCH (c:KgBuild:Claim)-[:OBJECT|ABOUT]->(target:KgBuild)
WHERE c.relation IN ['SUPPORTED', 'PRAISED', 'OPPOSED', 'CRITICIZED', 'REJECTED', 'CONCERNED_ABOUT', 'SANCTIONED', 'PROTESTED_AGAINST', 'ACCUSED', 'PRIORITIZED', 'WARNED', 'THREATENED', 'CONGRATULATED', 'ALLIED_WITH', 'STRENGTHENED_TIES_WITH', 'CUT_TIES_WITH', 'AGREED_WITH'] AND NOT EXISTS { MATCH (c)-[:SUBJECT]->(self:KgBuild) WHERE self IN targets }
MATCH (c)-[:SUBJECT]->(actor:KgBuild:Entity) WHERE $a = '' OR actor.id = $a OR (a:Country OR a:GovernmentBody) AND actor.country = a.country
WITH DISTINCT c, v, EXISTS { MATCH (c)-[:OBJECT]->(whole:KgBuild) WHERE whole IN targets } AS of_it
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, v.name AS topic, of_it, NOT v:Agent AND NOT v:Place AS of_thing, c.day AS day,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

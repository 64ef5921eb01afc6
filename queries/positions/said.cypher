// What did someone say (about a topic), by name or as "he" or "she"? (what an article gives to a title alone is left out)
//
// parameter x: entity, speaker
// parameter topic: text = , a word of the sentence; without it all is told
// columns: subject, relation, words, object, polarity, modality, quoted, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: said
// sure: 0.15
// order: -worth, claim
// example: Anna Adler | STATED | say | "Tea comes first" | asserted | actual | yes | | …

MATCH (c:KgBuild:Claim)-[:ATTRIBUTED_TO]->(:KgBuild {id: $x})
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
WHERE toLower(s.text) CONTAINS toLower($topic)
RETURN DISTINCT c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.quoted AS quoted, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source
UNION
MATCH (c:KgBuild:Claim)-[:SUBJECT]->(:KgBuild {id: $x})
WHERE c.relation IN ['STATED', 'DENIED', 'WARNED', 'DECLARED', 'DESCRIBED_AS', 'PRAISED', 'CRITICIZED', 'ACCUSED', 'PROMISED', 'PROPOSED', 'CALLED_FOR', 'REQUESTED', 'THREATENED', 'REJECTED'] AND NOT EXISTS { (c)-[:OBJECT]->(:KgBuild:Claim) }
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
WHERE toLower(s.text) CONTAINS toLower($topic)
RETURN DISTINCT c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.quoted AS quoted, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

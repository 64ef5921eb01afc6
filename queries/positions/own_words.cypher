// What has someone said in their own quoted words (about a topic)?
//
// id: q12
// parameter x: entity, speaker
// parameter topic: text = , a word of the sentence; without it all is told
// columns: says, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: own_words
// looked: quotations of which this is the speaker
// order: -worth, claim
// example: Anna Adler | STATED | "Tea comes first" | …

MATCH (c:KgBuild:Claim {relation: 'STATED', quoted: true})-[:SUBJECT]->(:KgBuild {id: $x})
MATCH (c)-[:STATED_IN]->(said:KgBuild)
WHERE toLower(said.text) CONTAINS toLower($topic)
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

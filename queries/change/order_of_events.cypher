// What is told of an event, and of the events that its sentences name with it: by year where a day is told, with the words that place a statement before, during or after it where the sentence has them?
//
// id: q33
// parameter v: entity, event
// columns: year, in_time, event, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: order_of_events
// looked: statements about the event that have a day or say "before", "during" or "after" it; dated ones about events of its sentences
// under: year
// sure: 0.2
// order: year, time_start, time_end, event, claim
// example: Tea summit | c-26 | Tea summit | FOLLOWED | tea tax | …

MATCH (v:KgBuild {id: $v})
CALL (v) {
  RETURN v AS e
  UNION
  MATCH (v)<-[:SUBJECT|OBJECT]-(:KgBuild:Claim {relation: 'FOLLOWED'})-[:SUBJECT|OBJECT]->(e:KgBuild)
  RETURN e
  UNION
  MATCH (v)<-[:MENTIONS]-(:KgBuild:Sentence)-[:MENTIONS]->(e:KgBuild:Event)
  RETURN e
}
WITH DISTINCT v, e
CALL (v, e) {
  MATCH (c:KgBuild:Claim)-[:ABOUT]->(e) WHERE e = v OR c.day IS NOT NULL AND c.time_text IS NOT NULL
  RETURN c
  UNION
  MATCH (e)<-[:SUBJECT]-(c:KgBuild:Claim {relation: 'FOLLOWED'})-[:OBJECT]->(v)
  RETURN c
  UNION
  MATCH (e)<-[:OBJECT]-(c:KgBuild:Claim {relation: 'FOLLOWED'})-[:SUBJECT]->(v)
  RETURN c
}
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT e.name AS event, c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

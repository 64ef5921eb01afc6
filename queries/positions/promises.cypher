// What has someone promised, and to whom where that is told; does another statement of this graph tell that it was done?
//
// id: q14
// parameter x: entity, who promised
// columns: recipient, delivery, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim, delivered
// sift: promises
// looked: promises, pledges and vows of it, or of its government where it is a country
// sure: 0.2
// order: -worth, claim
// example: Boris Becker | c-12 | Anna Adler | PROMISED | ten tons of tea | …

MATCH (x:KgBuild {id: $x})<-[:SUBJECT]-(c:KgBuild:Claim)
WHERE c.relation = 'PROMISED' OR c.modality = 'promised'
CALL (x, c) {
  OPTIONAL MATCH (x)<-[:SUBJECT]-(done:KgBuild:Claim {polarity: 'asserted', modality: 'actual'})
  WHERE done.relation IN ['SUPPORTED', 'AIDED', 'ARMED', 'FUNDED', 'PAID', 'SUPPLIED', 'RELEASED', 'SIGNED', 'COOPERATED_WITH', 'INVESTED_IN']
    AND (EXISTS { (c)-[:OBJECT]->(:KgBuild)<-[:OBJECT]-(done) }
      OR any(words IN c.object_text WHERE words IN done.object_text))
  RETURN done
}
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.q_recipient AS recipient, done.id AS delivered,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

// What did a speaker, body or statement not mention, not say or not comment on?
//
// id: q17
// parameter n: entity, document, statement or speaker
// columns: subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: left_out
// looked: what is said not to have been mentioned, said, announced or commented on
// order: -worth, claim
// example: the communiqué | MENTIONED | tea | negated | …

MATCH (c:KgBuild:Claim {polarity: 'negated'})-[:SUBJECT]->(:KgBuild {id: $n})
WHERE c.relation IN ['MENTIONED', 'STATED'] OR c.words IN ['comment', 'comment on']
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

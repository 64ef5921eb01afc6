// Who is in the close circle of a person: relatives, associates, and whoever works for or represents that person?
//
// id: q03
// parameter x: entity, person
// columns: kinship, hedge, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: close_circle
// looked: relatives and associates, and people who work for or represent that person
// order: relation, subject
// example: Anna Adler | ASSOCIATE_OF | Boris Becker | asserted | …

MATCH (c:KgBuild:Claim)-[:SUBJECT|OBJECT]->(:KgBuild {id: $x})
WHERE c.relation IN ['ASSOCIATE_OF', 'RELATIVE_OF', 'MARRIED', 'EMPLOYED_BY', 'REPRESENTS']
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, EXISTS { (c)-[:OBJECT]->(:KgBuild {id: $x}) } AS of_person, c.q_kinship AS kinship, c.hedge AS hedge,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

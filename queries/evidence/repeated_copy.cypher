// Which articles tell the same in the same words, as a quotation or a copy, so that they do not count twice?
//
// id: q24
// columns: status, documents, independent, says, also_in, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, fact, claim
// sift: repeated_copy
// looked: sentences for one fact, in different articles, that share seven words in a row
// order: -documents, fact, claim
// example: single_source | 2 | 1 | c-19 | …

MATCH (f:KgBuild:Fact {repeated: true})
WITH DISTINCT f
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT f.id AS fact, f.status AS status, f.documents AS documents,
  f.independent AS independent, c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

// What are the sentences, speakers and articles behind a plain edge?
//
// id: q23
// parameter a: entity, one end of the edge
// parameter edge: relation, name of the relation
// parameter b: entity, the other end
// columns: status, documents, independent, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, fact, claim
// looked: a plain edge of this relation between the two
// order: -worth, claim
// example: disputed | 2 | 2 | c-1 | Anna Adler | MET | …

MATCH (:KgBuild {id: $a})-[r]-(:KgBuild {id: $b})
WHERE type(r) = $edge
MATCH (f:KgBuild {id: r.fact})-[:HAS_CLAIM]->(c:KgBuild:Claim)
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT f.id AS fact, f.status AS status, f.documents AS documents,
  f.independent AS independent, c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

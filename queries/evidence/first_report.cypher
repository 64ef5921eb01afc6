// Who reported a fact first, and who followed?
//
// id: q25
// parameter fact: fact, id of a fact
// columns: told, reported, publisher, source, status, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, sentence, worth, confidence, claim
// sift: first_report
// under: told, reported, publisher, source
// looked: articles that tell this fact
// order: reported, source, claim
// example: first | 2025-03-04 | Example Times | talks.txt | …

MATCH (:KgBuild {id: $fact})-[:HAS_CLAIM]->(c:KgBuild:Claim)
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT d.published AS reported, d.publisher AS publisher, c.id AS claim, c.q_status AS status, c.subject_names AS subject,
  c.relation AS relation, c.words AS words, c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

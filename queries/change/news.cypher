// What is new: what somebody with a name did, had done to him, said or became that was first told on or after a day?
//
// parameter since: date = newest-6, first day of publication that counts as new
// parameter to: date = newest, last day of publication
// columns: news, subject, relation, words, object, polarity, modality, status, speaker, time_start, time_end, reported, documents, sentence, source, worth, confidence, fact, claim
// sift: news
// under: news
// looked: facts whose first report is of these days
// sure: 0.4
// order: news, -worth, reported, fact, claim
// example: Anna Adler | MET | meet | Boris Becker | asserted | actual | single_source | | 2025-03-03 | 2025-03-03 | 2025-03-04 | 1 | …
// slow: looks at all that was reported in the period

MATCH (f:KgBuild:Fact)
WHERE f.first >= $since AND f.first <= $to
OPTIONAL MATCH (o:KgBuild:Fact {fact_key: f.fact_key})
WITH f, sum(CASE WHEN o.first < $since THEN 1 ELSE 0 END) AS earlier
WHERE earlier = 0
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.subject_names AS subject, c.relation AS relation, c.words AS words, c.object_names AS object,
  c.polarity AS polarity, c.modality AS modality, f.status AS status, c.speakers AS speaker, c.time_start AS time_start,
  c.time_end AS time_end, c.reported AS reported, f.documents AS documents, s.text AS sentence, d.source AS source,
  c.worth AS worth, c.confidence AS confidence, f.id AS fact, c.id AS claim

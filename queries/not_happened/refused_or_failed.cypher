// What did someone refuse, fail or decline to do, or not do as an article itself tells? (a country's government with it; what he only says of himself not to have done is a denial)
//
// id: q16
// parameter x: entity, person, body or country
// columns: subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: refused_or_failed
// looked: acts that are told as refused, as failed, or by an article itself as not done
// sure: 0.2
// order: -worth, claim
// example: Anna Adler | MET | Boris Becker | negated | refused | …

MATCH (x:KgBuild {id: $x})
OPTIONAL MATCH (own:KgBuild:GovernmentBody)
WHERE x:Country AND own.country = x.country AND own.name STARTS WITH 'Government of'
WITH x, [x] + collect(own) AS whom
UNWIND whom AS who
MATCH (c:KgBuild:Claim {polarity: 'negated'})-[:SUBJECT]->(who:KgBuild)
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

// What cooperation and conflict between two countries is told, in words and in deeds: by month where a day is told, by year where only that is? (what has no day stands under "no day told")
//
// id: q34
// parameter a: entity, one side, with all others of its country; a private person is a side only as the victim of a conflict
// parameter b: entity, the other side
// columns: month, kind, claims, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: cooperation_by_month
// under: month, kind
// looked: acts and statements between the two: their states, bodies, groups, and people with a post
// sure: 0.25
// order: month, kind, -worth, claim
// example: 2025-03 | verbal cooperation | 12 | Norway | PRAISED | thank | Iceland | …
// slow: two hubs share thousands of claims

MATCH (a:KgBuild {id: $a}), (b:KgBuild {id: $b})
MATCH (c:KgBuild:Claim {polarity: 'asserted'})-[:SUBJECT]->(l:KgBuild:Entity), (c)-[:SUBJECT|OBJECT]->(r:KgBuild:Entity)
WHERE c.quad IS NOT NULL AND c.modality IN ['actual', 'unclear'] AND l <> r
  AND ((l.id = $a OR l.country = a.country) AND (r.id = $b OR r.country = b.country)
    OR (l.id = $b OR l.country = b.country) AND (r.id = $a OR r.country = a.country))
  // Whoever has no post that is told acts for himself.
  AND (NOT l:Person OR EXISTS { (l)<-[:SUBJECT]-(post:KgBuild:Claim) WHERE post.relation IN ['HOLDS_POSITION', 'HEADS', 'REPRESENTS'] })
  AND (c.quad > 2 OR NOT r:Person OR EXISTS { (r)<-[:SUBJECT]-(role:KgBuild:Claim) WHERE role.relation IN ['HOLDS_POSITION', 'HEADS', 'REPRESENTS'] })
// A week that lies in two months is of both.
WITH DISTINCT c, CASE WHEN c.time_precision = 'year' THEN 4 ELSE 7 END AS length
WITH c, coalesce(substring(toString(c.day), 0, length), 'no day told') AS first, substring(toString(coalesce(c.time_end, c.day)), 0, length) AS last
WITH c.quad AS quad, CASE WHEN last > first THEN first + ' to ' + last ELSE first END AS month, collect(c) AS told
UNWIND told AS c
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT month, ['verbal cooperation', 'material cooperation', 'verbal conflict', 'material conflict'][quad - 1] AS kind, size(told) AS claims,
  c.subject_names AS subject, c.relation AS relation, c.words AS words, c.object_names AS object, c.polarity AS polarity,
  c.modality AS modality, c.speakers AS speaker, c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported,
  c.worth AS worth, c.confidence AS confidence, c.id AS claim, s.text AS sentence, d.source AS source

// How do cooperation and conflict between two countries move by month, in words and in deeds? (months of which nothing is told have no row)
//
// id: q34
// parameter a: entity, one side, with all others of its country
// parameter b: entity, the other side
// slow: two hubs share thousands of claims
// columns: month, kind, claims, sentence, source, example
// order: month, kind
// example: 2025-03 | verbal cooperation | 12 | "Norway thanked Iceland." | talks.txt | c-1

MATCH (a:KgBuild {id: $a}), (b:KgBuild {id: $b})
MATCH (c:KgBuild:Claim {polarity: 'asserted', modality: 'actual'})-[:SUBJECT]->(l:KgBuild:Entity), (c)-[:SUBJECT|OBJECT]->(r:KgBuild:Entity)
WHERE c.quad IS NOT NULL AND c.day IS NOT NULL AND l <> r AND coalesce(c.time_precision, '') <> 'year'
  AND ((l.id = $a OR l.country = a.country) AND (r.id = $b OR r.country = b.country)
    OR (l.id = $b OR l.country = b.country) AND (r.id = $a OR r.country = a.country))
WITH substring(toString(c.day), 0, 7) AS month, c.quad AS quad, count(DISTINCT c) AS claims, min(c.id) AS example
MATCH (:KgBuild:Claim {id: example})-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN month, ['verbal cooperation', 'material cooperation', 'verbal conflict', 'material conflict'][quad - 1] AS kind, claims,
  s.text AS sentence, d.source AS source, example

// How do cooperation and conflict between two countries move by month? (1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict)
//
// id: q34
// parameter a: entity, one side, with all others of its country
// parameter b: entity, the other side
// columns: month, quad, claims, example
// order: month, quad
// example: 2025-03 | 1 | 12 | c-1

MATCH (a:KgBuild {id: $a}), (b:KgBuild {id: $b})
MATCH (c:KgBuild:Claim {polarity: 'asserted', modality: 'actual'})-[:SUBJECT]->(l:KgBuild:Entity), (c)-[:SUBJECT|OBJECT]->(r:KgBuild:Entity)
WHERE c.quad IS NOT NULL AND c.day IS NOT NULL AND l <> r
  AND ((l.id = $a OR l.country = a.country) AND (r.id = $b OR r.country = b.country)
    OR (l.id = $b OR l.country = b.country) AND (r.id = $a OR r.country = a.country))
RETURN substring(toString(c.day), 0, 7) AS month, c.quad AS quad, count(DISTINCT c) AS claims, min(c.id) AS example

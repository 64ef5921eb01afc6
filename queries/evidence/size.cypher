// How much does the graph hold, from which days? (what an empty answer was looked for among)
//
// columns: claims, documents, first, last
// example: 412 | 15 | 2025-03-03 | 2025-03-31
// slow: counts all claims

OPTIONAL MATCH (c:KgBuild:Claim)
WITH count(c) AS claims
OPTIONAL MATCH (d:KgBuild:Article)
RETURN claims, count(d) AS documents, min(d.published) AS first, max(d.published) AS last

// What is the shortest chain of contacts or shared bodies between two entities?
//
// id: q08
// parameter a: entity, one end
// parameter b: entity, the other end
// columns: step, person, relation, other, sentence, source, fact, claim
// looked: chains of contacts and shared bodies, at most eight steps long
// order: step, claim
// example: 1 | Anna Adler | MET | Boris Becker | f-1 | c-1 | "Adler met Becker in Oslo." | talks.txt
// function: kgbuild.query.shortest_chain

MATCH (a:KgBuild {id: $a}), (b:KgBuild {id: $b})
WHERE a <> b
MATCH p = allShortestPaths((a)-[:MET|SPOKE_BY_PHONE_WITH|VISITED|NEGOTIATED_WITH|AGREED_WITH|COOPERATED_WITH|STRENGTHENED_TIES_WITH|ALLIED_WITH|ASSOCIATE_OF|RELATIVE_OF|REPRESENTS|EMPLOYED_BY|MEMBER_OF|HEADS|FOUNDED|PARTICIPATED_IN*..8]-(b))
WHERE all(n IN nodes(p) WHERE n:KgBuild) AND all(r IN relationships(p) WHERE r.fact IS NOT NULL)
WITH p, [n IN nodes(p) | n.id] AS ids, [r IN relationships(p) | type(r) + ' ' + r.fact] AS kinds
ORDER BY ids, kinds LIMIT 1
UNWIND range(0, length(p) - 1) AS i
WITH i + 1 AS step, nodes(p)[i] AS one, relationships(p)[i] AS r, nodes(p)[i + 1] AS two
MATCH (f:KgBuild {id: r.fact})-[:HAS_CLAIM]->(c:KgBuild:Claim)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT step, one.name AS person, type(r) AS relation, two.name AS other, f.id AS fact, c.id AS claim,
  s.text AS sentence, d.source AS source

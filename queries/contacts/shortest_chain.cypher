// What is the shortest chain of plain edges (contacts, kin, employers, bodies) between two entities? (no place stands between them)
//
// id: q08
// parameter a: entity, one end
// parameter b: entity, the other end
// columns: chain, step, person, other, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, statements, sentence, source, fact, claim
// looked: chains of plain edges of contact, kin, employers and bodies, at most eight steps long; that two stand in one sentence, or held the same post, is no edge
// under: chain
// sift: shortest_chain
// order: step
// example: Anna Adler – Boris Becker | 1 | Anna Adler | Boris Becker | Anna Adler | MET | meet | Boris Becker | …
// function: kgbuild.query.shortest_chain

MATCH (a:KgBuild {id: $a}), (b:KgBuild {id: $b})
WHERE a <> b
MATCH p = allShortestPaths((a)-[:MET|SPOKE_BY_PHONE_WITH|VISITED|NEGOTIATED_WITH|AGREED_WITH|COOPERATED_WITH|STRENGTHENED_TIES_WITH|ALLIED_WITH|ASSOCIATE_OF|RELATIVE_OF|MARRIED|ACCOMPANIED|WELCOMED|REPRESENTS|EMPLOYED_BY|MEMBER_OF|HEADS|FOUNDED|PARTICIPATED_IN*..8]-(b))
WHERE all(n IN nodes(p) WHERE n:KgBuild AND (NOT n:Place OR n = a OR n = b)) AND all(r IN relationships(p) WHERE r.fact IS NOT NULL)
WITH p, [n IN nodes(p) | n.id] AS ids, [r IN relationships(p) | type(r) + ' ' + r.fact] AS kinds
ORDER BY ids, kinds LIMIT 1
WITH p, reduce(text = head(nodes(p)).name, n IN tail(nodes(p)) | text + ' – ' + n.name) AS chain
UNWIND range(0, length(p) - 1) AS i
WITH chain, i + 1 AS step, nodes(p)[i] AS one, relationships(p)[i] AS r, nodes(p)[i + 1] AS two
CALL (one, r, two) {
  MATCH (f:KgBuild {id: r.fact})-[:HAS_CLAIM]->(c:KgBuild:Claim)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
  WITH f, c, s, d, c.subject_names + ' ' + c.object_names AS sides
  ORDER BY toInteger(sides CONTAINS one.name) + toInteger(sides CONTAINS two.name) DESC, c.worth DESC, c.id
  WITH f, collect({c: c, s: s, d: d})[0] AS first, count(DISTINCT c) AS statements
  RETURN f, first.c AS c, first.s AS s, first.d AS d, statements
}
RETURN chain, step, one.name AS person, two.name AS other, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker, c.time_start AS time_start,
  c.time_end AS time_end, c.reported AS reported, statements, f.id AS fact, c.id AS claim, s.text AS sentence, d.source AS source

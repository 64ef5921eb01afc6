// Which plain edges of contact or shared bodies are there? (what chains are made of)
//
// columns: one, one_name, one_country, one_type, relation, two, two_name, two_country, two_type
// order: one, relation, two
// example: e-1 | Anna Adler | NO | Person | MET | e-2 | Boris Becker | DE | Person
// slow: lists all contacts

MATCH (a:KgBuild:Entity)-[r:MET|SPOKE_BY_PHONE_WITH|VISITED|NEGOTIATED_WITH|AGREED_WITH|COOPERATED_WITH|STRENGTHENED_TIES_WITH|ALLIED_WITH|ASSOCIATE_OF|RELATIVE_OF|MARRIED|ACCOMPANIED|WELCOMED|REPRESENTS|EMPLOYED_BY|MEMBER_OF|HEADS|FOUNDED|PARTICIPATED_IN]->(b:KgBuild:Entity)
RETURN DISTINCT a.id AS one, a.name AS one_name, a.country AS one_country, a.type AS one_type, type(r) AS relation, b.id AS two,
  b.name AS two_name, b.country AS two_country, b.type AS two_type

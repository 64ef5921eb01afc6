// To whom is an entity tied by one plain edge of contact or a shared body?
//
// parameter x: entity, person or body
// columns: relation, other, name, type
// order: relation, other
// example: MET | e-2 | Boris Becker | Person

MATCH (:KgBuild {id: $x})-[r:MET|SPOKE_BY_PHONE_WITH|VISITED|NEGOTIATED_WITH|AGREED_WITH|COOPERATED_WITH|STRENGTHENED_TIES_WITH|ALLIED_WITH|ASSOCIATE_OF|RELATIVE_OF|MARRIED|ACCOMPANIED|WELCOMED|REPRESENTS|EMPLOYED_BY|MEMBER_OF|HEADS|FOUNDED|PARTICIPATED_IN]-(b:KgBuild:Entity)
RETURN DISTINCT type(r) AS relation, b.id AS other, b.name AS name, b.type AS type

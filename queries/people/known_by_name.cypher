// Which entities are known by a name, the whole of it? (a surname alone finds those whom an article calls so; `known_like` finds part of a name)
//
// parameter known: name, the name in any case
// columns: name, type, country, mentions, entity
// looked: entities that an article calls by exactly this name; known_like looks for names that contain it
// order: -mentions, entity
// example: e-1 | Anna Adler | Person | NO | 12

MATCH (n:KgBuild:Name {key: $known})-[:NAMES]->(e:KgBuild:Entity)
RETURN e.id AS entity, e.name AS name, e.type AS type, e.country AS country, sum(n.count) AS mentions

// Which entities have a name that contains some words? (what is offered where no name is meant)
//
// parameter known: name, the words in any case
// columns: name, type, country, mentions, entity
// order: -mentions, entity
// example: Anna Adler | Person | NO | 12 | e-1
// slow: looks through all names

MATCH (n:KgBuild:Name)-[:NAMES]->(e:KgBuild:Entity)
WHERE n.key CONTAINS $known
RETURN e.id AS entity, e.name AS name, e.type AS type, e.country AS country, sum(n.count) AS mentions

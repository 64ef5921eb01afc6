// What is an entity called, of which type and country is it?
//
// parameter x: entity, any entity
// columns: name, type, country
// order: name
// example: Anna Adler | Person | NO

MATCH (e:KgBuild:Entity {id: $x})
RETURN e.name AS name, e.type AS type, e.country AS country

// Which actors bridge two countries: on how large a share of the shortest chains between their people and bodies do they lie?
//
// id: q09
// parameter a: text, country code of one side
// parameter b: text, country code of the other side
// parameter most: integer = 100, the most actors, those on most chains
// columns: actor, entity, country, share, chains, fact, claim, sentence, source
// order: -share, entity, claim
// example: Anna Adler | e-1 | NO | 0.75 | 3 | f-1 | c-1 | "Adler met Becker in Oslo." | talks.txt
// slow: looks at all chains between two countries
// function: kgbuild.query.bridges

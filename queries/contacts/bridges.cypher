// Which actors bridge two countries: on how large a share of the shortest chains between their people and bodies do they lie?
//
// id: q09
// parameter a: country, one country: its name or ISO code
// parameter b: country, the other country
// parameter most: integer = 100, the most actors, those on most chains
// columns: actor, country, share, chains, chain, subject, relation, words, object, polarity, modality, sentence, source, entity, fact, claim
// under: actor, chain
// looked: chains of contacts and shared bodies between people and bodies of the two countries
// order: -share, entity, claim
// example: Anna Adler | e-1 | NO | 0.75 | 3 | f-1 | c-1 | "Adler met Becker in Oslo." | talks.txt
// slow: looks at all chains between two countries
// function: kgbuild.query.bridges

// Which actors stand between two countries: on how large a share of the shortest chains between people and bodies of the two, the ends not counted? (rests on plain edges alone, each with its sentence: where one is read wrongly, so is the bridge)
//
// id: q09
// parameter a: country, one country: its name or ISO code
// parameter b: country, the other country
// parameter most: integer = 100, the most actors, those on most chains
// columns: actor, country, share, chains, chain, towards, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, statements, sentence, source, entity, fact, claim
// under: actor, chain
// looked: somebody between people or bodies of the two countries that have no contact of their own, on a chain of contacts and shared bodies
// order: -share, entity, towards, claim
// example: Anna Adler | NO | 0.75 | 4 | Tea Board – Anna Adler – Boris Becker | Boris Becker | …
// slow: looks at all chains between two countries
// function: kgbuild.query.bridges

// Which people of one surname are told to be kin or not kin, and which two may be one person twice? (pairs of whom nothing is told are left out)
//
// id: q04
// columns: says, surname, person, other, kin, polarity, sentence, source, claim
// sift: shared_surnames
// looked: statements of kinship of two with one surname, and two of whom one has every name of the other
// order: -polarity, kin, surname, person, other
// example: Adler | Anna Adler | Ben Adler | c-3 | negated | "They are not related." | talks.txt
// slow: compares all people of a surname

MATCH (a:KgBuild:Person)
WITH a.surname AS surname, collect(a) AS people
WHERE surname IS NOT NULL AND size(people) > 1
UNWIND people AS a
UNWIND people AS b
WITH surname, a, b WHERE a.id < b.id
OPTIONAL MATCH (a)<-[:SUBJECT|OBJECT]-(c:KgBuild:Claim {relation: 'RELATIVE_OF'})-[:SUBJECT|OBJECT]->(b)
OPTIONAL MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT surname, a.name AS person, b.name AS other, c.id AS claim, c.polarity AS polarity, c.q_kinship AS kinship,
  s.text AS sentence, d.source AS source

// What changed between two periods: what is told for the first time, which states are not told again, what is reversed?
//
// id: q31
// parameter first_from: date = newest-59, first day of the earlier period; what has no day is in neither
// parameter first_to: date = newest-30, last day of the earlier period
// parameter second_from: date = newest-29, first day of the later period
// parameter second_to: date = newest, last day of the later period
// columns: change, subject, relation, words, object, polarity, modality, status, day, reported, sentence, source, worth, fact, claim
// sift: between_periods
// under: change
// looked: facts told for the first time in the later period, states that are not told again, facts reversed
// order: -change, -worth, fact, claim
// example: reversed | Anna Adler | SUPPORTED | tea tax | negated | negated | 2025-04-02 | f-4 | c-24 | …
// slow: lists whole periods

MATCH (o:KgBuild:Fact)
WHERE o.day <= $second_to
WITH o.fact_key AS key, collect(o) AS facts
WITH facts, [o IN facts WHERE $first_from <= o.day <= $first_to] AS before,
  [o IN facts WHERE o.day >= $second_from] AS after, [o IN facts WHERE o.day < $second_from] AS ever
UNWIND facts AS f
WITH DISTINCT f, CASE
    WHEN f IN after AND size(ever) = 0 THEN 'new'
    WHEN f IN before AND size(after) = 0 AND f.lasting THEN 'not told again'
    WHEN f IN after AND any(o IN before WHERE o.polarity <> f.polarity) THEN 'reversed'
    WHEN f IN after AND f.lasting THEN 'told again' END AS change
WHERE change IS NOT NULL
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
// A fact has one day, its first; its claims are told on all of theirs.
RETURN DISTINCT change, coalesce($second_from <= c.reported <= $second_to, false) AS again, c.q_status AS standing, c.reported AS reported, f.subject_names AS subject, f.relation AS relation, c.words AS words, c.modality AS modality, f.object_names AS object,
  f.polarity AS polarity, f.status AS status, f.day AS day, f.worth AS worth, f.id AS fact, c.id AS claim, s.text AS sentence,
  d.source AS source

// What changed between two periods: what is new, what is gone, what is reversed?
//
// id: q31
// parameter first_from: date, first day of the earlier period; what has no day is in neither
// parameter first_to: date, last day of the earlier period
// parameter second_from: date, first day of the later period
// parameter second_to: date, last day of the later period
// columns: change, subject, relation, object, polarity, status, day, fact, claim, sentence, source
// order: change, fact, claim
// example: reversed | Anna Adler | SUPPORTED | tea tax | negated | negated | 2025-04-02 | f-4 | c-24 | …
// slow: lists whole periods

MATCH (o:KgBuild:Fact)
WHERE $first_from <= o.day <= $first_to OR $second_from <= o.day <= $second_to
WITH o.fact_key AS key, collect(o) AS facts
WITH facts, [o IN facts WHERE $first_from <= o.day <= $first_to] AS before,
  [o IN facts WHERE $second_from <= o.day <= $second_to] AS after
UNWIND facts AS f
WITH DISTINCT f, CASE
    WHEN size(before) = 0 THEN 'new'
    WHEN size(after) = 0 THEN 'gone'
    WHEN f IN after AND any(o IN before WHERE o.polarity <> f.polarity) THEN 'reversed' END AS change
WHERE change IS NOT NULL
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT change, f.subject_names AS subject, f.relation AS relation, f.object_names AS object,
  f.polarity AS polarity, f.status AS status, f.day AS day, f.id AS fact, c.id AS claim, s.text AS sentence,
  d.source AS source

// What changed between two periods: what is told to have happened or ended in the later one and was not told before, and what is told otherwise?
//
// id: q31
// parameter first_from: date = newest-59, first day of the earlier period
// parameter first_to: date = newest-30, last day of the earlier period
// parameter second_from: date = newest-29, first day of the later period; an act belongs to it by the day that is told of it
// parameter second_to: date = newest, last day of the later period
// columns: change, subject, relation, words, object, polarity, modality, status, time_start, time_end, reported, sentence, source, worth, confidence, fact, claim
// sift: between_periods
// under: change
// looked: acts of somebody with a name, and ends of posts and ties, that are dated in the later period and told for the first time then; facts told otherwise than in the earlier one
// sure: 0.3
// order: change, -worth, fact, claim
// example: told otherwise in it | Anna Adler | SUPPORTED | tea tax | negated | negated | 2025-04-02 | f-4 | c-24 | …
// slow: lists whole periods

MATCH (o:KgBuild:Fact)
WHERE o.day <= $second_to
WITH o.fact_key AS key, collect(o) AS facts
WITH [o IN facts WHERE $first_from <= o.day <= $first_to] AS before,
  [o IN facts WHERE o.day >= $second_from] AS after, [o IN facts WHERE o.day < $second_from] AS ever
UNWIND after AS f
WITH DISTINCT f, CASE
    WHEN size(ever) = 0 THEN 'new'
    WHEN any(o IN before WHERE o.polarity <> f.polarity) THEN 'reversed' END AS change
WHERE change IS NOT NULL
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT change, coalesce($second_from <= c.time_start <= $second_to, false) AS inside, f.lasting AS lasting, c.reported AS reported,
  f.subject_names AS subject, f.relation AS relation, c.words AS words, c.modality AS modality, f.object_names AS object,
  f.polarity AS polarity, f.status AS status, c.time_start AS time_start, c.time_end AS time_end, f.worth AS worth,
  c.confidence AS confidence, f.id AS fact, c.id AS claim, s.text AS sentence, d.source AS source

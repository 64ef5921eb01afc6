// With whom has an entity been in touch by any channel in a period?
//
// id: q07
// parameter x: entity, person or body
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: partner, relation, time_start, time_end, status, speaker, sentence, source, fact, claim
// order: time_start, partner, relation
// example: Boris Becker | MET | 2025-03-03 | 2025-03-03 | disputed | | f-1 | c-1 | "Adler met Becker in Oslo." | talks.txt

MATCH (:KgBuild {id: $x})-[r:MET|SPOKE_BY_PHONE_WITH|VISITED|NEGOTIATED_WITH]-(o:KgBuild:Entity)
MATCH (f:KgBuild {id: r.fact})
WHERE coalesce(f.time_start, f.time_end, f.day, date('0001-01-01')) <= $to
  AND coalesce(f.time_end, f.time_start, f.day, date('0001-01-01')) >= $from
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT o.name AS partner, type(r) AS relation, r.start AS time_start, r.end AS time_end,
  r.status AS status, c.speakers AS speaker, f.id AS fact, c.id AS claim, s.text AS sentence, d.source AS source

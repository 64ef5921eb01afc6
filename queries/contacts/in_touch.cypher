// Whom (people, bodies and states with a name) is an entity told to have met, called, visited, talked to or contacted, in a period?
//
// id: q07
// parameter x: entity, person or body
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: partner, subject, relation, object, time_start, time_end, reported, status, speaker, sentence, source, confidence, fact, claim
// sift: in_touch
// under: partner
// sure: 0.2
// looked: meetings, calls, visits to a state or body, contacts and talks with somebody who has a name, that are told as having been
// order: partner, time_start, relation
// example: Boris Becker | MET | 2025-03-03 | 2025-03-03 | disputed | | f-1 | c-1 | "Adler met Becker in Oslo." | talks.txt

MATCH (:KgBuild {id: $x})<-[rx:SUBJECT|OBJECT]-(f:KgBuild:Fact {polarity: 'asserted'})-[ro:SUBJECT|OBJECT]->(o:KgBuild:Agent)
WHERE f.relation IN ['MET', 'SPOKE_BY_PHONE_WITH', 'VISITED', 'NEGOTIATED_WITH', 'CONTACTED'] AND o.id <> $x
  AND (type(rx) <> type(ro) OR f.joint AND type(rx) = 'SUBJECT')
  AND coalesce(f.time_start, f.time_end, f.day, date('0001-01-01')) <= $to
  AND coalesce(f.time_end, f.time_start, f.day, date('0001-01-01')) >= $from
MATCH (f)-[:HAS_CLAIM]->(c:KgBuild:Claim {polarity: 'asserted', modality: 'actual'})-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT o.name AS partner, f.subject_names AS subject, f.relation AS relation, f.object_names AS object,
  f.time_start AS time_start, f.time_end AS time_end, c.reported AS reported,
  f.status AS status, c.speakers AS speaker, f.id AS fact, c.id AS claim, c.confidence AS confidence, s.text AS sentence, d.source AS source

// Who gave, funded, pledged, refused or asked for money, help, goods or arms? (whatever for)
//
// id: q40
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: stage, subject, relation, words, object, goods, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: aid
// under: stage
// looked: gifts, grants, supplies and arms, promises of money and goods, requests for them
// sure: 0.25
// order: stage, -worth, claim
// example: arrived | Norway | AIDED | Denmark | …

MATCH (c:KgBuild:Claim)
WHERE c.relation IN ['AIDED', 'ARMED', 'FUNDED', 'PROMISED', 'REQUESTED', 'SUPPLIED', 'REJECTED']
  AND EXISTS { (c)-[:SUBJECT]->(:KgBuild:Agent) }
  AND coalesce(c.day, date('0001-01-01')) >= $from AND coalesce(c.day, date('0001-01-01')) <= $to
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, coalesce(c.q_commodity, c.q_goods) AS goods, c.q_amount AS amount,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

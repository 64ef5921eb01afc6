// Who buys or sells what, from or to whom and rising or falling where that is told? (a party with a name)
//
// id: q38
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: change, commodity, recipient, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: trade
// looked: purchases, imports, exports, sales and supplies of a ware
// under: change
// sure: 0.2
// order: change, -worth, claim
// example: tea | increase | Norway | IMPORTED_FROM | Denmark | …

MATCH (c:KgBuild:Claim)
WHERE (c.relation = 'IMPORTED_FROM' OR c.relation IN ['SUPPLIED', 'SOLD'] AND c.polarity = 'asserted'
    OR c.relation = 'RELATED_TO' AND c.words IN ['import', 'export', 'buy', 'purchase', 'ship', 'sell', 'supply', 'source'])
  AND EXISTS { (c)-[:SUBJECT]->(:KgBuild:Agent) }
  AND coalesce(c.day, date('0001-01-01')) >= $from AND coalesce(c.day, date('0001-01-01')) <= $to
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, coalesce(c.q_commodity, c.q_goods) AS commodity, c.q_change AS change, c.q_recipient AS recipient,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

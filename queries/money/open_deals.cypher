// Which takeovers, mergers, investments, purchases and sales are planned, proposed, promised, expected or possible, and not told as closed? (with who has to approve them, where a statement tells that)
//
// id: q39
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: approver, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: open_deals
// looked: takeovers, mergers, investments, purchases and sales of named parties that are planned, proposed, promised, expected or possible; letters of intent
// sure: 0.05
// order: -worth, claim
// example: the tea regulator | Tea Board | ACQUIRED | Cup Ltd | asserted | planned | …

MATCH (c:KgBuild:Claim {polarity: 'asserted'})
WHERE (c.happened = false AND (c.relation IN ['ACQUIRED', 'MERGED_WITH', 'INVESTED_IN', 'SOLD', 'RULED_ON', 'APPROVED', 'PARTICIPATED_IN']
      OR c.relation = 'RELATED_TO' AND c.words IN ['buy', 'bid for', 'take over', 'purchase', 'acquire', 'sell', 'offer to buy'])
    OR c.relation IN ['SIGNED', 'PROPOSED'])
  AND coalesce(c.day, date('0001-01-01')) >= $from AND coalesce(c.day, date('0001-01-01')) <= $to
OPTIONAL MATCH (c)-[:OBJECT]->(target:KgBuild)<-[:ABOUT]-(ruling:KgBuild:Claim)
  WHERE ruling.relation IN ['RULED_ON', 'APPROVED'] AND NOT target:Country AND c.relation IN ['ACQUIRED', 'MERGED_WITH', 'INVESTED_IN', 'SOLD'] AND c.happened = false
WITH c, ruling.subject_names AS approver
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, approver,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

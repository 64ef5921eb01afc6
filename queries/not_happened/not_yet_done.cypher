// Which plans, wishes, promises and offers of somebody with a name are told, and not told as done by the same one under the same relation? (told in other words, they may be done)
//
// id: q18
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: not_yet_done
// looked: plans, wishes, promises and offers of a named actor to do something
// sure: 0.35
// order: -worth, claim
// example: Norway | VISITED | Denmark | asserted | planned | …

MATCH (c:KgBuild:Claim {polarity: 'asserted'})
WHERE c.modality IN ['wants', 'planned', 'ready', 'promised'] AND c.happened = false
  AND coalesce(c.day, date('0001-01-01')) >= $from AND coalesce(c.day, date('0001-01-01')) <= $to
  // Who resigns, succeeds or merges does so once: it is done whatever the post or body is called.
  AND NOT (c.relation IN ['RESIGNED_FROM', 'SUCCEEDED', 'MERGED_WITH'] AND EXISTS {
    MATCH (c)-[:SUBJECT]->(:KgBuild:Entity)<-[:SUBJECT]-(done:KgBuild:Claim {relation: c.relation, polarity: 'asserted', modality: 'actual'})
    WHERE done.day >= c.reported
  })
WITH DISTINCT c
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

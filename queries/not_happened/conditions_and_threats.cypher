// Who threatens or warns whom, with what where that is told, and what would somebody with a name do on which condition?
//
// id: q20
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: kind, condition, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: conditions_and_threats
// under: kind
// looked: threats to and warnings of somebody with a name, and acts of somebody with a name that hang on a condition told in the sentence
// sure: 0.2
// order: kind, -worth, claim
// example: on a condition | if Oslo agrees | Anna Adler | MET | Boris Becker | …

MATCH (c:KgBuild:Claim)
WHERE (c.modality = 'conditional' AND NOT c.relation IN ['RELATED_TO', 'STATED'] OR c.relation IN ['THREATENED', 'WARNED'])
  AND coalesce(c.day, date('0001-01-01')) >= $from AND coalesce(c.day, date('0001-01-01')) <= $to
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, EXISTS { (c)-[:SUBJECT]->(:KgBuild:Agent) } AS by_agent,
  c.q_content AS content, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

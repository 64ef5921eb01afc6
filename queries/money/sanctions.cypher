// Who put sanctions, embargoes or tariffs on whom, joined or led them, or lifted them? (with the reason in the words of the sentence, where it gives one)
//
// id: q36
// parameter from: date = 0001-01-01, first day of the period: a statement's own day, else that of its report; what has neither is told only where no first day is given
// parameter to: date = 9999-12-31, last day of the period
// columns: status, reason, content, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: sanctions
// looked: sanctions, embargoes, black lists and tariffs on somebody or something with a name, that somebody puts, joins, leads or lifts
// sure: 0.2
// order: -worth, claim
// example: single_source | for its tea | Norway | SANCTIONED | Denmark | …

MATCH (c:KgBuild:Claim)
WHERE (c.relation IN ['SANCTIONED', 'LIFTED_SANCTIONS_ON', 'IMPOSED_TARIFF_ON']
    OR c.words IN ['impose', 'impose on', 'reimpose', 're-impose', 'join', 'lead', 'announce', 'tighten', 'extend', 'renew', 'ease', 'lift', 'slap', 'levy', 'place']
      AND any(kind IN ['sanction', 'embargo', 'tariff'] WHERE toLower(c.object_names) CONTAINS kind))
  AND coalesce(c.day, date('0001-01-01')) >= $from AND coalesce(c.day, date('0001-01-01')) <= $to
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, c.fact_status AS status, c.q_reason AS reason, c.q_content AS content,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

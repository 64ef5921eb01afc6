// Which conditions or threats are open?
//
// id: q20
// columns: claim, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, sentence, source
// order: claim
// example: c-16 | Anna Adler | THREATENED | Boris Becker | asserted | conditional | …

MATCH (c:Claim)
WHERE c.modality = 'conditional' OR c.relation = 'THREATENED'
MATCH (c)-[:STATED_IN]->(s:Sentence)-[:IN_DOCUMENT]->(d:Document)
RETURN DISTINCT c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, s.text AS sentence, d.source AS source

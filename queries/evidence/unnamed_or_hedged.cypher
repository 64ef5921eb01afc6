// Which claims rest on unnamed sources or a hedge word?
//
// id: q22
// columns: claim, hedge, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, sentence, source
// order: claim
// example: c-18 | reportedly | Anna Adler | MET | Boris Becker | …
// slow: lists the whole graph

MATCH (c:Claim)
WHERE c.hedge IS NOT NULL OR c.unnamed
MATCH (c)-[:STATED_IN]->(s:Sentence)-[:IN_DOCUMENT]->(d:Document)
RETURN DISTINCT c.id AS claim, c.hedge AS hedge,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, s.text AS sentence, d.source AS source

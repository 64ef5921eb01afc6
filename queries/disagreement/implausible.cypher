// Which claims break a rule of sense for their relation type?
//
// id: q28
// columns: claim, reason, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, sentence, source
// order: claim
// example: c-22 | implausible | Oslo | MET | Anna Adler | …

CALL () {
  MATCH (:Fact {status: 'implausible'})-[:HAS_CLAIM]->(c:Claim)
  RETURN c, 'implausible' AS reason
  UNION
  MATCH (x:Conflict {kind: 'implausible'})-[:INVOLVES]->(c:Claim)
  RETURN c, x.detail AS reason
  UNION
  MATCH (c:Claim) WHERE c.q_quality IS NOT NULL
  RETURN c, c.q_quality AS reason
}
MATCH (c)-[:STATED_IN]->(s:Sentence)-[:IN_DOCUMENT]->(d:Document)
RETURN DISTINCT c.id AS claim, reason,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, s.text AS sentence, d.source AS source

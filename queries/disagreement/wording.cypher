// Which quotations of one and the same saying do articles give in other words?
//
// id: q29
// columns: kind, field, detail, says, also_in, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, conflict, claim
// under: kind, field, detail
// sift: wording
// looked: quotations, in different articles, that share most of their words and differ in some
// order: conflict, says, source, claim
// slow: compares all quotations
// example: x-2 | wording | quote | need / must | c-23 | …

CALL () {
  MATCH (x:KgBuild:Conflict {kind: 'wording', field: 'quote'})-[:INVOLVES]->(c:KgBuild:Claim)
  RETURN c, x.id AS conflict, x.detail AS detail
  UNION
  MATCH (c:KgBuild:Claim {quoted: true})
  RETURN c, null AS conflict, null AS detail
}
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT conflict, detail, c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

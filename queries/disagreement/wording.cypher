// Which quotes differ in wording only?
//
// id: q29
// columns: kind, field, detail, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, conflict, claim
// under: kind, field, detail
// order: conflict, claim
// example: x-2 | wording | quote | need / must | c-23 | …

MATCH (x:KgBuild:Conflict {kind: 'wording', field: 'quote'})
MATCH (x)-[:INVOLVES]->(c:KgBuild:Claim)
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT x.id AS conflict, x.kind AS kind, x.field AS field, x.detail AS detail, c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

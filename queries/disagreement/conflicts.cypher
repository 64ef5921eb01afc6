// Where do two statements of one and the same fact (the same relation between the same two) disagree on place, time, number, role, or on whether it is so?
//
// id: q26
// columns: kind, field, detail, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, conflict, claim
// sift: conflicts
// under: kind, field, detail
// looked: two statements of one fact whose places, days, figures or posts differ, or of which one denies the other; needs articles that tell the same of the same; figures of crowds, victims and sums that differ are compared in `numbers`
// order: conflict, claim
// example: x-1 | conflict | place | Oslo or Bergen | c-1 | …

MATCH (x:KgBuild:Conflict)
WHERE x.kind IN ['conflict', 'strength', 'granularity'] AND x.field IN ['place', 'time', 'number', 'value', 'role', 'polarity', 'negation']
MATCH (x)-[:INVOLVES]->(c:KgBuild:Claim)
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT x.id AS conflict, x.kind AS kind, x.field AS field, x.detail AS detail, c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

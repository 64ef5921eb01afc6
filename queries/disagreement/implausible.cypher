// Which claims break a rule of sense for their relation type?
//
// id: q28
// columns: reason, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: implausible
// looked: statements that break a rule of sense for their relation: who may do it to whom, in which order, at which age; things, topics and events as givers
// order: -worth, claim
// example: implausible | Oslo | MET | Anna Adler | …
// slow: looks at all acts that only somebody can do

CALL () {
  MATCH (:KgBuild:Fact {status: 'implausible'})-[:HAS_CLAIM]->(c:KgBuild:Claim)
  RETURN c, 'implausible' AS reason
  UNION
  MATCH (x:KgBuild:Conflict {kind: 'implausible'})-[:INVOLVES]->(c:KgBuild:Claim)
  RETURN c, x.detail AS reason
  UNION
  MATCH (c:KgBuild:Claim) WHERE c.q_quality IS NOT NULL
  RETURN c, c.q_quality AS reason
  UNION
  MATCH (c:KgBuild:Claim)-[:SUBJECT]->(doer:KgBuild:Entity)
  WHERE c.relation IN ['FUNDED', 'PAID', 'EMPLOYED_BY', 'MEMBER_OF'] AND doer.type IN ['Topic', 'Event', 'Product']
  RETURN c, 'the subject is of type ' + doer.type + ': no person, body or state' AS reason
}
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, reason,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

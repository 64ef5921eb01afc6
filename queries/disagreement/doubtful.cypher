// Which statements should be checked first: those that break a rule of sense, and acts with a topic, thing or event where their relation needs somebody (the type or the reading is wrong)?
//
// id: q28
// columns: kind, reason, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: doubtful
// under: kind
// looked: statements that break a rule of sense for their relation (who may do it to whom, in which order, at which age), and acts with a topic, thing or event where somebody is needed
// order: kind, -worth, claim
// example: breaks a rule of sense | implausible | Oslo | MET | Anna Adler | …
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
  WHERE c.relation IN ['MET', 'SPOKE_BY_PHONE_WITH', 'NEGOTIATED_WITH', 'VISITED', 'ARRESTED', 'SUED', 'ACCUSED', 'CRITICIZED', 'PRAISED', 'CONGRATULATED', 'PROMISED', 'DENIED', 'APPOINTED', 'DISMISSED', 'ELECTED', 'RESIGNED_FROM',
      'HOLDS_POSITION', 'HEADS', 'EMPLOYED_BY', 'MEMBER_OF', 'FUNDED', 'PAID', 'AIDED', 'ARMED', 'SIGNED', 'RELATIVE_OF', 'OWNS', 'FOUNDED', 'INVITED', 'CONVICTED', 'CHARGED', 'APPROVED']
    AND doer.type IN ['Topic', 'Event', 'Product']
  RETURN c, 'the subject is of type ' + doer.type + ': no person, body or state' AS reason
  UNION
  MATCH (c:KgBuild:Claim)
  WHERE c.relation IN ['STATED', 'PRAISED', 'CRITICIZED', 'ACCUSED', 'AWARDED', 'PROMISED', 'DENIED', 'CALLED_FOR', 'REQUESTED']
    // A name has a capital letter.
    AND toLower(substring(c.subject_names, 1)) = substring(c.subject_names, 1)
  RETURN c, 'the subject is only a word: nobody who says, praises or gives' AS reason
  UNION
  MATCH (c:KgBuild:Claim)-[:OBJECT]->(target:KgBuild:Entity)
  WHERE c.relation IN ['MET', 'SPOKE_BY_PHONE_WITH', 'NEGOTIATED_WITH', 'ARRESTED', 'APPOINTED', 'DISMISSED', 'ELECTED', 'ARMED', 'RELATIVE_OF',
      'EMPLOYED_BY', 'MEMBER_OF', 'KILLED', 'INJURED', 'CONVICTED', 'CHARGED', 'INVITED', 'CONGRATULATED']
    AND target.type IN ['Topic', 'Product']
  RETURN c, 'the object is of type ' + target.type + ': nobody to whom it is done' AS reason
}
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, reason,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

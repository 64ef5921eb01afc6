// Who is told to lead or chair a body, who to have led it, and which other posts does that person hold? (as far as a statement ties the post to the body)
//
// id: q05
// parameter b: entity, body, group, or state with its government
// columns: leader, post, status, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: leaders_of_body
// under: leader, post
// looked: whoever is told to lead the body, with their posts
// order: leader, post, relation, object
// example: Anna Adler | leads it | | Anna Adler | HEADS | Tea Board | …

MATCH (b:KgBuild {id: $b})
OPTIONAL MATCH (own:KgBuild:GovernmentBody)
WHERE b:Country AND own.country = b.country AND own.name STARTS WITH 'Government of'
WITH b, collect(own) AS governments
WITH b, [b] + governments AS bodies
CALL (b, bodies) {
  UNWIND bodies AS body
  MATCH (body:KgBuild)<-[:OBJECT]-(:KgBuild:Claim {relation: 'HEADS', polarity: 'asserted'})-[:SUBJECT]->(head:KgBuild:Entity)
  RETURN head
  UNION
  MATCH (b)<-[:ABOUT]-(:KgBuild:Claim {relation: 'HOLDS_POSITION', polarity: 'asserted'})-[:SUBJECT]->(head:KgBuild:Entity)
  RETURN head
}
WITH DISTINCT b, bodies, head
MATCH (c:KgBuild:Claim)-[:SUBJECT]->(head)
WHERE c.relation IN ['HEADS', 'HOLDS_POSITION', 'MEMBER_OF', 'EMPLOYED_BY']
WITH DISTINCT b, c, head, c.relation = 'HEADS' AND EXISTS { MATCH (c)-[:OBJECT]->(led:KgBuild) WHERE led IN bodies } AS leads,
  c.relation = 'HOLDS_POSITION' AND EXISTS { (c)-[:ABOUT]->(b) } AS of_it
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, head.id AS head, head.name AS leader, b.name AS led, leads, of_it, c.q_status AS status,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

// Who leads or chairs a body, or did, and which other posts does that person hold?
//
// id: q05
// parameter b: entity, body, group, or state with its government
// columns: leader, post, status, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, claim
// sift: leaders_of_body
// under: leader, post
// looked: whoever is told to lead the body, with their posts
// order: leader, post, relation, object
// example: Anna Adler | leads it | | Anna Adler | HEADS | Tea Board | …

MATCH (b:KgBuild {id: $b})
OPTIONAL MATCH (own:KgBuild:GovernmentBody)
WHERE b:Country AND own.country = b.country AND own.name STARTS WITH 'Government of'
WITH b, collect(own) AS governments
WITH [b] + governments AS bodies
UNWIND bodies AS body
MATCH (body:KgBuild)<-[:OBJECT]-(:KgBuild:Claim {relation: 'HEADS', polarity: 'asserted'})-[:SUBJECT]->(head:KgBuild:Entity)
WITH DISTINCT bodies, head
MATCH (c:KgBuild:Claim)-[:SUBJECT]->(head)
WHERE c.relation IN ['HEADS', 'HOLDS_POSITION', 'MEMBER_OF', 'EMPLOYED_BY']
WITH DISTINCT c, head, c.relation = 'HEADS' AND EXISTS { MATCH (c)-[:OBJECT]->(led:KgBuild) WHERE led IN bodies } AS leads
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, head.name AS leader, CASE WHEN leads THEN 'leads it' ELSE 'other posts' END AS post, c.q_status AS status,
  c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, s.text AS sentence, d.source AS source

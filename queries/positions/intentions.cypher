// What does one side (an entity; of a country its state bodies, parties and people too) want, plan, promise or stand ready to do?
//
// id: q15
// parameter a: entity, person, body or country
// columns: subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: intentions
// looked: what it, or a state body, party or person of its country, is told to want, plan, promise or stand ready to do
// sure: 0.3
// order: -worth, claim
// example: Norway | VISITED | Denmark | asserted | planned | …

MATCH (a:KgBuild {id: $a})
MATCH (actor:KgBuild:Entity) WHERE actor.id = $a OR a:Country AND actor.country = a.country AND actor.type IN ['GovernmentBody', 'ArmedForce', 'JudicialBody', 'PoliticalParty', 'Person']
MATCH (c:KgBuild:Claim {polarity: 'asserted'})-[:SUBJECT]->(actor)
WHERE c.modality IN ['wants', 'planned', 'ready', 'promised']
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, EXISTS { MATCH (c)-[:SUBJECT]->(body:KgBuild) WHERE body.id = $a OR body.type <> 'Person' } AS of_body, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

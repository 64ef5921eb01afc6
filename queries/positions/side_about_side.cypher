// What does one side (an entity; of a country also its bodies of state, parties and people) say about another, its government or its forces, or accuse, criticise or warn it of?
//
// id: q11
// parameter a: entity, the side that speaks
// parameter b: entity, the side spoken of
// columns: subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, claim
// sift: side_about_side
// looked: sayings of the one, its bodies of state, parties and people with a name that name the other; descriptions, accusations, criticism and warnings
// sure: 0.2
// order: -worth, claim
// example: Norway | PRAISED | Denmark | asserted | actual | Anna Adler | …

MATCH (a:KgBuild {id: $a}), (b:KgBuild {id: $b})
MATCH (voice:KgBuild:Entity)<-[said:ATTRIBUTED_TO|SUBJECT]-(c:KgBuild:Claim)-[:ABOUT]->(topic:KgBuild:Entity)
WHERE (type(said) = 'ATTRIBUTED_TO' OR c.relation IN ['DESCRIBED_AS', 'ACCUSED', 'CRITICIZED', 'WARNED', 'THREATENED', 'REJECTED', 'CONCERNED_ABOUT']) AND (voice.id = $a OR voice.country = a.country AND voice.type IN ['Country', 'GovernmentBody', 'ArmedForce', 'JudicialBody', 'PoliticalParty', 'Person', 'Group'])
  AND (topic.id = $b OR topic.country = b.country AND topic.type IN ['Country', 'GovernmentBody', 'ArmedForce'])
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT c.id AS claim, EXISTS { (c)-[:SUBJECT|OBJECT]->(end:KgBuild:Entity) WHERE end.id = $b OR end.country = b.country } AS of_it, b.name AS spoken_of, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

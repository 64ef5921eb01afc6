// Which actors link two countries: people and bodies of one that are in touch with the other, and third parties in touch with both?
//
// id: q09
// parameter a: country, one country: its name or ISO code
// parameter b: country, the other country
// columns: actor, country, contacts, side, partner, subject, relation, words, object, polarity, modality, speaker, time_start, time_end, reported, sentence, source, worth, confidence, entity, claim
// sift: bridges
// under: actor, side
// looked: people and bodies of either country that are told to have met, visited, called or agreed with the other, and others with both
// sure: 0.2
// order: -contacts, actor, side, -worth, claim
// example: Anna Adler | NO | 4 | with DE | Boris Becker | Anna Adler | MET | meet | Boris Becker | …
// slow: looks at all contacts

MATCH (c:KgBuild:Claim {polarity: 'asserted', modality: 'actual'})
WHERE c.relation IN ['MET', 'SPOKE_BY_PHONE_WITH', 'VISITED', 'NEGOTIATED_WITH', 'MEDIATED_BETWEEN', 'AGREED_WITH', 'COOPERATED_WITH', 'STRENGTHENED_TIES_WITH', 'ALLIED_WITH']
MATCH (c)-[:SUBJECT|OBJECT]->(other:KgBuild:Entity)
WHERE other.country IN [$a, $b]
MATCH (c)-[:SUBJECT|OBJECT]->(actor:KgBuild:Agent {named: true})
WHERE actor <> other AND coalesce(actor.country, '') <> other.country
  AND (NOT actor.type IN ['Country', 'GovernmentBody'] OR NOT coalesce(actor.country, '') IN [$a, $b])
MATCH (c)-[:STATED_IN]->(s:KgBuild)-[:IN_DOCUMENT]->(d:KgBuild)
RETURN DISTINCT actor.id AS entity, actor.name AS actor, actor.country AS country, coalesce(actor.country, '') IN [$a, $b] AS of_them, other.country AS side, other.name AS partner,
  c.id AS claim, c.subject_names AS subject, c.relation AS relation, c.words AS words,
  c.object_names AS object, c.polarity AS polarity, c.modality AS modality, c.speakers AS speaker,
  c.time_start AS time_start, c.time_end AS time_end, c.reported AS reported, c.worth AS worth, c.confidence AS confidence, s.text AS sentence, d.source AS source

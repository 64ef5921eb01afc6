// On which day was the newest article published? (what dates like newest-6 are counted from)
//
// columns: day
// example: 2025-03-31

MATCH (d:KgBuild:Article)
RETURN max(d.published) AS day

-- Who is in the news? Actors by the number of articles that name them, places that do not act included.
-- kind text: person, organisation or place
-- limit integer = 20: rows at most
SELECT name, actor_kind AS kind, articles, mentions, quotes, role, country_code AS country, first_published, last_published
FROM actor_activity
WHERE $kind IS NULL OR actor_kind = $kind
ORDER BY articles DESC, mentions DESC, name
LIMIT $limit;

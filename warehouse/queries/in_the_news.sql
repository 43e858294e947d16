-- Who is in the news? Actors by the number of articles that name them, places that do not act included.
-- kind text: person, organisation or place
-- limit integer = 20: rows at most
WITH named AS (
    SELECT actor_id, count(*) AS articles, sum(mentions)::BIGINT AS mentions
    FROM actors
    WHERE $kind IS NULL OR actor_kind = $kind
    GROUP BY ALL
    ORDER BY articles DESC, mentions DESC, min(name), actor_id
    LIMIT $limit
),

spoken AS (
    SELECT speaker_actor_id AS actor_id, count(*) AS quotes
    FROM quotes
    WHERE kind <> 'not_speech' AND speaker_actor_id IN (SELECT actor_id FROM named)
    GROUP BY ALL
)

SELECT
    mode(actors.name ORDER BY actors.name) AS name,
    mode(actor_kind ORDER BY actor_kind) AS kind,
    named.articles,
    named.mentions,
    coalesce(spoken.quotes, 0) AS quotes,
    mode(actors.role ORDER BY actors.role) AS role,
    max(country_code) AS country,
    min(published_date) AS first_published,
    max(published_date) AS last_published
FROM named
JOIN actors USING (actor_id)
JOIN documents USING (doc_id)
LEFT JOIN spoken USING (actor_id)
GROUP BY actor_id, named.articles, named.mentions, spoken.quotes
ORDER BY articles DESC, mentions DESC, name;

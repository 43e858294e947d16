-- Who is in the news: one row per actor over all articles.
-- name: The name that most articles use.
-- articles: Articles that mention the actor.
-- mentions: Mentions in all articles, places that do not act included.
-- quotes: Quotes with the actor as speaker.
-- first_published: Day of the earliest of these articles.
-- last_published: Day of the latest of these articles.
-- publishers: The outlets, in alphabetical order.
SELECT
    mode(actors.name ORDER BY actors.name) AS name,
    mode(actors.actor_kind ORDER BY actors.actor_kind) AS actor_kind,
    count(*) AS articles,
    sum(actors.mentions)::BIGINT AS mentions,
    coalesce(sum(spoken.quotes), 0)::BIGINT AS quotes,
    min(documents.published_date) AS first_published,
    max(documents.published_date) AS last_published,
    list_sort(list(DISTINCT documents.publisher) FILTER (WHERE documents.publisher IS NOT NULL)) AS publishers,
    mode(actors.role ORDER BY actors.role) AS role,
    max(actors.country_code) AS country_code,
    max(actors.wikidata_id) AS wikidata_id,
    actors.actor_id
FROM actors
JOIN documents USING (doc_id)
LEFT JOIN (
    SELECT doc_id, speaker_actor_id AS actor_id, count(*) AS quotes FROM quotes WHERE kind <> 'not_speech' GROUP BY ALL
) AS spoken ON spoken.doc_id = actors.doc_id AND spoken.actor_id = actors.actor_id
GROUP BY actors.actor_id

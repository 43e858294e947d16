-- Who is quoted most? Named speakers with their quotes, in how many articles and of how many outlets.
-- kind text: person, organisation or place
-- limit integer = 20: rows at most
WITH quoted AS (
    SELECT
        speaker_actor_id AS actor_id,
        count(*) AS quotes,
        count(*) FILTER (WHERE kind = 'direct') AS direct,
        count(DISTINCT doc_id) AS articles,
        count(DISTINCT publisher) AS outlets,
        max(published_date) AS last_published
    FROM quotes
    JOIN documents USING (doc_id)
    WHERE kind <> 'not_speech'
        AND speaker_actor_id IS NOT NULL
        AND ($kind IS NULL OR speaker_actor_id IN (SELECT actor_id FROM actors WHERE actor_kind = $kind))
    GROUP BY ALL
    ORDER BY quotes DESC, articles DESC, actor_id
    LIMIT $limit
)

SELECT
    mode(actors.name ORDER BY actors.name) AS speaker,
    mode(actor_kind ORDER BY actor_kind) AS kind,
    quoted.quotes,
    quoted.direct,
    quoted.articles,
    quoted.outlets,
    quoted.last_published
FROM quoted
JOIN actors USING (actor_id)
GROUP BY ALL
ORDER BY quotes DESC, articles DESC, speaker;

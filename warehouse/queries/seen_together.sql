-- Who is named together? Pairs of people and organisations that one sentence names, and in how many articles.
-- name text: part of the name of one of the two
-- limit integer = 20: rows at most
WITH named AS (
    SELECT DISTINCT doc_id, sentence_start, actor_id, actors.name
    FROM actor_mentions
    JOIN actors USING (doc_id, actor_id)
    WHERE actor_kind IN ('person', 'organisation')
)

SELECT
    mode(one.name ORDER BY one.name) AS one,
    mode(other.name ORDER BY other.name) AS other,
    count(*) AS sentences,
    count(DISTINCT doc_id) AS articles
FROM named AS one
JOIN named AS other USING (doc_id, sentence_start)
WHERE one.actor_id < other.actor_id
    AND ($name IS NULL OR contains(lower(one.name), lower($name)) OR contains(lower(other.name), lower($name)))
GROUP BY one.actor_id, other.actor_id
ORDER BY articles DESC, sentences DESC, one, other
LIMIT $limit;

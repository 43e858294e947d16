-- Who is named together? Pairs of people and organisations that one sentence names, and in how many articles.
-- name text: part of the name of one of the two
-- limit integer = 20: rows at most
WITH named AS (
    SELECT DISTINCT
        doc_id, sentence_start, actor_id, $name IS NULL OR contains(lower(actors.name), lower($name)) AS is_asked_for
    FROM actor_mentions
    JOIN actors USING (doc_id, actor_id)
    WHERE actor_kind IN ('person', 'organisation')
),

pairs AS (
    SELECT one.actor_id AS one_id, other.actor_id AS other_id, count(*) AS sentences, count(DISTINCT doc_id) AS articles
    FROM named AS one
    JOIN named AS other USING (doc_id, sentence_start)
    WHERE one.actor_id < other.actor_id AND (one.is_asked_for OR other.is_asked_for)
    GROUP BY ALL
    ORDER BY articles DESC, sentences DESC, one_id, other_id
    LIMIT $limit
),

names AS (
    SELECT actor_id, mode(name ORDER BY name) AS name
    FROM actors
    WHERE actor_id IN (SELECT one_id FROM pairs UNION ALL SELECT other_id FROM pairs)
    GROUP BY actor_id
)

SELECT one.name AS one, other.name AS other, pairs.sentences, pairs.articles
FROM pairs
JOIN names AS one ON one.actor_id = pairs.one_id
JOIN names AS other ON other.actor_id = pairs.other_id
ORDER BY pairs.articles DESC, pairs.sentences DESC, one, other;

-- What is the story of an actor? The dated sentences that name it, in the order of what they tell.
-- name text!: part of the actor's name
-- limit integer = 50: rows at most
WITH named AS MATERIALIZED (
    SELECT doc_id, actor_id, name FROM actors WHERE contains(lower(name), lower($name))
),

told AS (
    SELECT
        dates.start_date, dates.end_date, dates.text, dates.doc_id, dates.sentence_start, dates.sentence_end,
        min(named.name) AS name, min(dates."start") AS "start"
    FROM named
    JOIN actor_mentions USING (doc_id, actor_id)
    JOIN dates ON dates.doc_id = actor_mentions.doc_id AND dates.sentence_start = actor_mentions.sentence_start
    WHERE dates.start_date IS NOT NULL OR dates.end_date IS NOT NULL
    GROUP BY ALL
    ORDER BY dates.start_date NULLS LAST, dates.end_date, dates.doc_id, "start"
    LIMIT $limit
)

SELECT
    told.start_date AS first_day,
    told.end_date AS last_day,
    told.text AS words,
    told.name,
    words_at(documents.text, told.sentence_start, told.sentence_end) AS sentence,
    documents.published_date AS published,
    told.doc_id
FROM told
JOIN documents USING (doc_id)
ORDER BY first_day NULLS LAST, last_day, told.doc_id, told."start";

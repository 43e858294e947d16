-- What is the story of an actor? The dated sentences that name it, in the order of what they tell.
-- name text!: part of the actor's name
-- limit integer = 50: rows at most
SELECT
    dates.start_date AS first_day,
    dates.end_date AS last_day,
    dates.text AS words,
    min(actors.name) AS name,
    substring(documents.text, dates.sentence_start + 1, dates.sentence_end - dates.sentence_start) AS sentence,
    documents.published_date AS published,
    dates.doc_id
FROM actors
JOIN actor_mentions USING (doc_id, actor_id)
JOIN dates ON dates.doc_id = actor_mentions.doc_id AND dates.sentence_start = actor_mentions.sentence_start
JOIN documents ON documents.doc_id = dates.doc_id
WHERE contains(lower(actors.name), lower($name)) AND (dates.start_date IS NOT NULL OR dates.end_date IS NOT NULL)
GROUP BY ALL
ORDER BY first_day NULLS LAST, last_day, dates.doc_id, min(dates."start")
LIMIT $limit;

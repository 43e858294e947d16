-- How did the toll grow? The people dead, injured, missing ... that articles count, in the order they were published.
-- role text = dead: dead, injured, missing, arrested, displaced ...
-- limit integer = 50: rows at most
SELECT
    documents.published_date AS published,
    numbers.text AS words,
    numbers.low,
    numbers.high,
    numbers.modality,
    coalesce(actors.name, quotes.speaker_text) AS stated_by,
    documents.title,
    numbers.doc_id
FROM numbers
JOIN documents USING (doc_id)
LEFT JOIN quotes ON quotes.doc_id = numbers.doc_id AND quotes.quote_id = numbers.quote_id
LEFT JOIN actors ON actors.doc_id = quotes.doc_id AND actors.actor_id = quotes.speaker_actor_id
WHERE numbers.counted_role = $role AND numbers.polarity = 'affirmed'
ORDER BY published NULLS LAST, numbers.doc_id, numbers."start"
LIMIT $limit;

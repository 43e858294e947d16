-- What rose and what fell? Every figure that belongs to a movement, the newest articles first.
-- change text: up or down
-- limit integer = 30: rows at most
SELECT
    numbers.change,
    numbers.change_text AS cue,
    numbers.text AS words,
    numbers.quantity_kind AS kind,
    shortened(
        substring(documents.text, numbers.sentence_start + 1, numbers.sentence_end - numbers.sentence_start), 120
    ) AS sentence,
    documents.published_date AS published
FROM numbers
JOIN documents USING (doc_id)
WHERE numbers.change IS NOT NULL AND ($change IS NULL OR numbers.change = $change)
ORDER BY published DESC NULLS LAST, numbers.doc_id, numbers."start"
LIMIT $limit;

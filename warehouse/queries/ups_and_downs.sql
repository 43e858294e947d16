-- What rose and what fell? Every figure that belongs to a movement, the newest articles first.
-- change text: up or down
-- limit integer = 30: rows at most
WITH moved AS (
    SELECT
        change, change_text, numbers.text AS words, quantity_kind, sentence_start, sentence_end,
        published_date AS published, doc_id, "start"
    FROM numbers
    JOIN documents USING (doc_id)
    WHERE change IS NOT NULL AND ($change IS NULL OR change = $change)
    ORDER BY published DESC NULLS LAST, doc_id, "start"
    LIMIT $limit
)

SELECT
    moved.change,
    moved.change_text AS cue,
    moved.words,
    moved.quantity_kind AS kind,
    shortened(words_at(documents.text, moved.sentence_start, moved.sentence_end), 120) AS sentence,
    moved.published
FROM moved
JOIN documents USING (doc_id)
ORDER BY moved.published DESC NULLS LAST, moved.doc_id, moved."start";

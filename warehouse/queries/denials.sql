-- What is denied, and by whom? Quotes that deny, and figures that a sentence negates or a speaker denies.
-- limit integer = 30: rows at most
WITH denied AS (
    SELECT what, doc_id, quote_id, "start", "end", sentence_start, sentence_end, published_date AS published
    FROM (
        SELECT 'quote' AS what, doc_id, quote_id, "start", "end", sentence_start, sentence_end
        FROM quotes
        WHERE kind <> 'not_speech' AND (cue_kind = 'deny' OR polarity = 'negated')
        UNION ALL
        SELECT 'figure', doc_id, quote_id, "start", "end", sentence_start, sentence_end
        FROM numbers
        WHERE modality = 'denied' OR polarity = 'negated'
    )
    JOIN documents USING (doc_id)
    ORDER BY published DESC NULLS LAST, doc_id, "start"
    LIMIT $limit
)

SELECT
    denied.what,
    if(
        denied.what = 'quote',
        words_of(quotes.contents, documents.text),
        words_at(documents.text, denied."start", denied."end")
    ) AS words,
    coalesce(actors.name, quotes.speaker_text) AS denied_by,
    shortened(words_at(documents.text, denied.sentence_start, denied.sentence_end), 120) AS sentence,
    denied.published,
    denied.doc_id
FROM denied
JOIN documents USING (doc_id)
LEFT JOIN quotes ON quotes.doc_id = denied.doc_id AND quotes.quote_id = denied.quote_id
LEFT JOIN actors ON actors.doc_id = quotes.doc_id AND actors.actor_id = quotes.speaker_actor_id
ORDER BY denied.published DESC NULLS LAST, denied.doc_id, denied."start";

-- What is denied, and by whom? Quotes that deny, and figures that a sentence negates or a speaker denies.
-- limit integer = 30: rows at most
SELECT what, words, denied_by, shortened(sentence, 120) AS sentence, published, doc_id
FROM (
    SELECT
        'quote' AS what, words, speaker AS denied_by, sentence, published_date AS published, doc_id, "start"
    FROM who_said_what
    WHERE cue_kind = 'deny' OR polarity = 'negated'
    UNION ALL
    SELECT
        'figure', numbers.text, coalesce(actors.name, quotes.speaker_text),
        substring(documents.text, numbers.sentence_start + 1, numbers.sentence_end - numbers.sentence_start),
        documents.published_date, numbers.doc_id, numbers."start"
    FROM numbers
    JOIN documents USING (doc_id)
    LEFT JOIN quotes ON quotes.doc_id = numbers.doc_id AND quotes.quote_id = numbers.quote_id
    LEFT JOIN actors ON actors.doc_id = quotes.doc_id AND actors.actor_id = quotes.speaker_actor_id
    WHERE numbers.modality = 'denied' OR numbers.polarity = 'negated'
)
ORDER BY published DESC NULLS LAST, doc_id, "start"
LIMIT $limit;

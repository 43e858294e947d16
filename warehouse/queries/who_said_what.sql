-- Who said what? The first direct quote of each speaker, the newest articles first.
-- speaker text: part of the speaker's name
-- about text: words that stand in the quote
-- limit integer = 6: rows at most
WITH firsts AS (
    SELECT quotes.*, documents.published_date AS published
    FROM quotes
    JOIN documents USING (doc_id)
    WHERE quotes.kind = 'direct'
        AND quotes.speaker_actor_id IS NOT NULL
        AND ($about IS NULL OR contains(lower(quotes.text), lower($about)))
        AND ($speaker IS NULL OR (quotes.doc_id, quotes.speaker_actor_id) IN (
            SELECT (doc_id, actor_id) FROM actors WHERE contains(lower(name), lower($speaker))
        ))
    QUALIFY row_number() OVER (
        PARTITION BY quotes.speaker_actor_id ORDER BY published DESC NULLS LAST, quotes.doc_id, quotes."start"
    ) = 1
    ORDER BY published DESC NULLS LAST, quotes.doc_id, quotes."start"
    LIMIT $limit
)

SELECT
    actors.name AS speaker,
    firsts.cue_text AS said,
    shortened(words_of(firsts.contents, documents.text), 120) AS words,
    firsts.published
FROM firsts
JOIN documents USING (doc_id)
JOIN actors ON actors.doc_id = firsts.doc_id AND actors.actor_id = firsts.speaker_actor_id
ORDER BY firsts.published DESC NULLS LAST, firsts.doc_id, firsts."start";

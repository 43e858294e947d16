-- Who said what? One quote of each speaker, the newest articles first.
SELECT
    speaker,
    said,
    if(length(words) > 120, left(words, 119) || '…', words) AS words,
    published_date AS published
FROM who_said_what
WHERE speaker_actor_kind IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY speaker_actor_id
    ORDER BY kind = 'direct' DESC, kind = 'mixed' DESC, published_date DESC NULLS LAST, doc_id, "start"
) = 1
ORDER BY published_date DESC NULLS LAST, title, "start"
LIMIT 10;

-- Who said what? The first direct quote of each speaker, the newest articles first.
-- speaker text: part of the speaker's name
-- about text: words that stand in the quote
-- limit integer = 6: rows at most
SELECT speaker, said, left(words, 120) AS words, published_date AS published
FROM who_said_what
WHERE kind = 'direct'
    AND speaker_actor_id IS NOT NULL
    AND ($speaker IS NULL OR contains(lower(speaker), lower($speaker)))
    AND ($about IS NULL OR contains(lower(words), lower($about)))
QUALIFY row_number() OVER (PARTITION BY speaker_actor_id ORDER BY published_date DESC NULLS LAST, doc_id, "start") = 1
ORDER BY published DESC NULLS LAST, doc_id, "start"
LIMIT $limit;

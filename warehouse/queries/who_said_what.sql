-- Who said what? The first direct quote of each speaker, the newest articles first.
SELECT speaker, said, left(words, 120) AS words, published_date AS published
FROM who_said_what
WHERE kind = 'direct' AND speaker_actor_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY speaker_actor_id ORDER BY published_date DESC NULLS LAST, doc_id, "start") = 1
ORDER BY published DESC NULLS LAST, doc_id, "start"
LIMIT 6;

-- How much is said without a name? Quotes by outlet, and how many have a named, an unnamed, or no speaker.
-- limit integer = 20: rows at most
SELECT
    coalesce(publisher, '(no outlet named)') AS publisher,
    count(DISTINCT doc_id) AS articles,
    count(*) AS quotes,
    count(*) FILTER (WHERE speaker_kind = 'named') AS named,
    count(*) FILTER (WHERE speaker_kind = 'unnamed') AS unnamed,
    count(*) FILTER (WHERE speaker_actor_id IS NULL AND speaker_text IS NULL) AS without_speaker,
    round(count(*) FILTER (WHERE speaker_kind = 'unnamed') / count(*), 3) AS unnamed_share
FROM quotes
JOIN documents USING (doc_id)
WHERE kind <> 'not_speech'
GROUP BY ALL
ORDER BY quotes DESC, publisher
LIMIT $limit;

-- What has somebody said? Every quote of the speakers of that name, the newest first, with where it stands.
-- speaker text!: part of the speaker's name
-- limit integer = 50: rows at most
WITH speakers AS (
    SELECT doc_id, actor_id AS speaker_actor_id, name
    FROM actors
    WHERE contains(lower(name), lower($speaker))
),

theirs AS (
    SELECT quotes.*, speakers.name AS speaker
    FROM quotes
    JOIN speakers USING (doc_id, speaker_actor_id)
    WHERE quotes.kind <> 'not_speech'
    UNION ALL
    SELECT quotes.*, quotes.speaker_text
    FROM quotes
    WHERE speaker_actor_id IS NULL AND kind <> 'not_speech' AND contains(lower(speaker_text), lower($speaker))
)

SELECT
    theirs.speaker,
    theirs.kind,
    theirs.cue_text AS said,
    words_of(theirs.contents, documents.text) AS words,
    documents.published_date AS published,
    documents.publisher,
    documents.uri,
    theirs."start",
    theirs."end",
    theirs.rule_id
FROM theirs
JOIN documents USING (doc_id)
ORDER BY published DESC NULLS LAST, theirs.doc_id, theirs."start"
LIMIT $limit;

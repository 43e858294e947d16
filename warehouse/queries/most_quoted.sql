-- Who is quoted most? Named speakers with their quotes, in how many articles and of how many outlets.
-- kind text: person, organisation or place
-- limit integer = 20: rows at most
SELECT
    mode(speaker ORDER BY speaker) AS speaker,
    mode(speaker_actor_kind ORDER BY speaker_actor_kind) AS kind,
    count(*) AS quotes,
    count(*) FILTER (WHERE who_said_what.kind = 'direct') AS direct,
    count(DISTINCT doc_id) AS articles,
    count(DISTINCT publisher) AS outlets,
    max(published_date) AS last_published
FROM who_said_what
WHERE speaker_actor_id IS NOT NULL AND ($kind IS NULL OR speaker_actor_kind = $kind)
GROUP BY speaker_actor_id
ORDER BY quotes DESC, articles DESC, speaker
LIMIT $limit;

-- What has somebody said? Every quote of the speakers of that name, the newest first, with where it stands.
-- speaker text!: part of the speaker's name
-- limit integer = 50: rows at most
SELECT speaker, kind, said, words, published_date AS published, publisher, uri, "start", "end", rule_id
FROM who_said_what
WHERE contains(lower(speaker), lower($speaker))
ORDER BY published DESC NULLS LAST, doc_id, "start"
LIMIT $limit;

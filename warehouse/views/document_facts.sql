-- What each document gave: one row per document, those without facts included.
-- characters: Length of the text in code points.
-- numbers: Rows of numbers.
-- dates: Rows of dates.
-- actors: Rows of actors.
-- quotes: Rows of quotes, scare quotes and titles included.
-- quarantined: Rows of quarantine.
SELECT
    documents.title,
    documents.publisher,
    documents.published_date,
    documents.status,
    documents.status_reason,
    documents.language,
    length(documents.text) AS characters,
    coalesce(n.rows, 0) AS numbers,
    coalesce(d.rows, 0) AS dates,
    coalesce(a.rows, 0) AS actors,
    coalesce(q.rows, 0) AS quotes,
    coalesce(x.rows, 0) AS quarantined,
    documents.uri,
    documents.doc_id,
    documents.article_id,
    documents.pack_version,
    documents.run_id
FROM documents
LEFT JOIN (SELECT doc_id, count(*) AS rows FROM numbers GROUP BY ALL) AS n USING (doc_id)
LEFT JOIN (SELECT doc_id, count(*) AS rows FROM dates GROUP BY ALL) AS d USING (doc_id)
LEFT JOIN (SELECT doc_id, count(*) AS rows FROM actors GROUP BY ALL) AS a USING (doc_id)
LEFT JOIN (SELECT doc_id, count(*) AS rows FROM quotes GROUP BY ALL) AS q USING (doc_id)
LEFT JOIN (SELECT doc_id, count(*) AS rows FROM quarantine GROUP BY ALL) AS x USING (doc_id)

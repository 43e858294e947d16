-- What was not read, and what was refused? Documents that are not done and rows in quarantine, by reason.
-- limit integer = 30: rows at most
SELECT what, status, reason, count(*) AS times, min(uri) AS example
FROM (
    SELECT 'document' AS what, status, status_reason AS reason, uri
    FROM documents
    WHERE status <> 'done'
    UNION ALL
    SELECT 'row of ' || table_name, 'quarantined', unnest(reasons), documents.uri
    FROM quarantine
    LEFT JOIN documents USING (doc_id)
)
GROUP BY ALL
ORDER BY times DESC, what, reason
LIMIT $limit;

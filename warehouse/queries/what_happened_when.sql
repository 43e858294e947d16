-- What happened when? The last days that the articles look back on, one sentence each.
SELECT
    start_date AS "from",
    nullif(end_date, start_date) AS "to",
    words,
    if(length(sentence) > 120, left(sentence, 119) || '…', sentence) AS sentence
FROM timeline
WHERE
    days <= 31
    AND start_date <= published_date
    AND function_in_document = 'NONE'
    AND timex_type IN ('DATE', 'TIME')
    AND length(sentence) > length(words) + 30
QUALIFY row_number() OVER (PARTITION BY start_date ORDER BY length(sentence) DESC, doc_id, "start") = 1
ORDER BY start_date DESC
LIMIT 12;

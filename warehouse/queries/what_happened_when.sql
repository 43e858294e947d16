-- What happened when? The last days that the articles look back on, one sentence each.
-- since date: the earliest day
-- until date: the latest day
-- limit integer = 6: rows at most
SELECT start_date AS "day", words, shortened(sentence, 120) AS sentence
FROM timeline
WHERE days = 1 AND start_date < published_date AND timex_type IN ('DATE', 'TIME') AND function_in_document = 'NONE'
    AND ($since IS NULL OR start_date >= $since)
    AND ($until IS NULL OR start_date <= $until)
QUALIFY row_number() OVER (PARTITION BY start_date ORDER BY length(sentence) DESC, doc_id, "start") = 1
ORDER BY start_date DESC
LIMIT $limit;

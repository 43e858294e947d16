-- What comes next? Days and months that lay ahead when the article was published, the nearest first.
-- since date: the earliest day
-- until date: the latest day
-- limit integer = 20: rows at most
SELECT start_date AS first_day, end_date AS last_day, words, shortened(sentence, 120) AS sentence, published_date AS published
FROM timeline
WHERE start_date > published_date AND timex_type IN ('DATE', 'TIME') AND function_in_document = 'NONE'
    AND ($since IS NULL OR start_date >= $since)
    AND ($until IS NULL OR start_date <= $until)
ORDER BY first_day, last_day, doc_id, "start"
LIMIT $limit;

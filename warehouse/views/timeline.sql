-- What the articles place in time: one row per date with an interval, bylines included.
-- words: The date as printed.
-- sentence: The sentence it stands in.
-- days: Length of the interval in days; null when one end is open.
SELECT
    dates.start_date,
    dates.end_date,
    dates.grain,
    dates.text AS words,
    words_at(documents.text, dates.sentence_start, dates.sentence_end) AS sentence,
    documents.title,
    documents.publisher,
    documents.published_date,
    date_diff('day', dates.start_date, dates.end_date) + 1 AS days,
    dates.direction,
    dates.anchor,
    dates.timex_type,
    dates.timex_value,
    dates.timex_mod,
    dates.function_in_document,
    documents.uri,
    dates.doc_id,
    dates."start",
    dates."end",
    dates.tid,
    dates.rule_id
FROM dates
JOIN documents USING (doc_id)
WHERE dates.start_date IS NOT NULL OR dates.end_date IS NOT NULL

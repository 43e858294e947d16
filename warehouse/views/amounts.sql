-- Every quantity with who states it, when and where: one row per row of numbers.
-- words: The quantity as printed.
-- speaker: Who says it, when it stands inside a quote.
-- holds_from: First day that the figure is about, where the sentence says; null otherwise.
-- holds_to: Last day that the figure is about, where the sentence says; null otherwise.
-- sentence: The sentence it stands in.
-- articles: How many articles state this amount of the same thing. Equal figures need not be about the same event.
-- texts: The same, copies of one text counted once.
SELECT
    numbers.text AS words,
    numbers.value,
    numbers.low,
    numbers.high,
    numbers.comparator,
    numbers.quantity_kind,
    numbers.currency,
    numbers.unit,
    numbers.per,
    numbers.counted,
    numbers.counted_role,
    numbers.change,
    numbers.polarity,
    numbers.modality,
    coalesce(actors.name, quotes.speaker_text) AS speaker,
    held.start_date AS holds_from,
    held.end_date AS holds_to,
    words_at(documents.text, numbers.sentence_start, numbers.sentence_end) AS sentence,
    documents.title,
    documents.publisher,
    documents.published_date,
    same.articles,
    same.texts,
    numbers.is_quoted,
    numbers.quote_id,
    documents.uri,
    numbers.doc_id,
    numbers."start",
    numbers."end",
    numbers.rule_id
FROM numbers
JOIN documents USING (doc_id)
LEFT JOIN quotes ON quotes.doc_id = numbers.doc_id AND quotes.quote_id = numbers.quote_id
LEFT JOIN actors ON actors.doc_id = quotes.doc_id AND actors.actor_id = quotes.speaker_actor_id
LEFT JOIN dates AS held ON held.doc_id = numbers.doc_id AND held.tid = numbers.event_tid
JOIN (
    SELECT
        quantity_kind, currency, unit, per, counted, counted_role, value, low, high,
        count(DISTINCT doc_id) AS articles,
        count(DISTINCT coalesce(doc_group_id, doc_id)) AS texts
    FROM numbers
    JOIN documents USING (doc_id)
    GROUP BY ALL
) AS same
    ON same.quantity_kind = numbers.quantity_kind
    AND same.currency IS NOT DISTINCT FROM numbers.currency
    AND same.unit IS NOT DISTINCT FROM numbers.unit
    AND same.per IS NOT DISTINCT FROM numbers.per
    AND same.counted IS NOT DISTINCT FROM numbers.counted
    AND same.counted_role IS NOT DISTINCT FROM numbers.counted_role
    AND same.value IS NOT DISTINCT FROM numbers.value
    AND same.low IS NOT DISTINCT FROM numbers.low
    AND same.high IS NOT DISTINCT FROM numbers.high

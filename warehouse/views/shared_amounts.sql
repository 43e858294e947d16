-- Amounts of money and of counted things that stand in several articles, the first mention in each; equal figures need not be about the same event.
-- amount: The figure and what it counts, in words; a range as its two ends.
-- articles: How many articles state this amount of the same thing.
-- texts: The same, copies of one text counted once.
-- stated_by: The speaker, when the figure stands inside a quote; else the article itself.
-- excerpt: Up to 110 characters of the sentence around the figure.
-- sentence: The sentence it stands in.
WITH stated AS (FROM stated_amounts()),

same AS (
    SELECT
        quantity_kind, currency, unit, per, counted, counted_role, low, high,
        count(*) AS articles,
        count(DISTINCT coalesce(doc_group_id, doc_id)) AS texts
    FROM stated
    JOIN documents USING (doc_id)
    GROUP BY ALL
    HAVING articles > 1
)

SELECT
    concat_ws(
        ' ', figure_in_words(numbers.low, numbers.high), numbers.currency, numbers.counted, numbers.counted_role, 'per ' || numbers.per
    ) AS amount,
    same.articles,
    same.texts,
    coalesce(actors.name, quotes.speaker_text, '(the article)') AS stated_by,
    documents.published_date,
    documents.publisher,
    if(numbers."start" - numbers.sentence_start > 60, '…', '') || substring(
        documents.text,
        greatest(numbers.sentence_start, numbers."start" - 60) + 1,
        least(110, numbers.sentence_end - greatest(numbers.sentence_start, numbers."start" - 60))
    ) AS excerpt,
    numbers.comparator,
    numbers.modality,
    numbers.low,
    numbers.high,
    numbers.currency,
    numbers.counted,
    words_at(documents.text, numbers.sentence_start, numbers.sentence_end) AS sentence,
    documents.title,
    numbers.doc_id,
    numbers."start",
    numbers."end"
FROM same
JOIN stated
    ON stated.quantity_kind = same.quantity_kind AND stated.low = same.low AND stated.high = same.high
    AND stated.currency IS NOT DISTINCT FROM same.currency AND stated.unit IS NOT DISTINCT FROM same.unit
    AND stated.per IS NOT DISTINCT FROM same.per AND stated.counted IS NOT DISTINCT FROM same.counted
    AND stated.counted_role IS NOT DISTINCT FROM same.counted_role
JOIN numbers ON numbers.doc_id = stated.doc_id AND numbers."start" = stated."start"
JOIN documents ON documents.doc_id = numbers.doc_id
LEFT JOIN quotes ON quotes.doc_id = numbers.doc_id AND quotes.quote_id = numbers.quote_id
LEFT JOIN actors ON actors.doc_id = quotes.doc_id AND actors.actor_id = quotes.speaker_actor_id

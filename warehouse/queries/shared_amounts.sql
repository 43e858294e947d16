-- Which amounts stand in several articles, and who states each? Equal figures need not be about the same event.
-- limit integer = 6: rows at most
WITH stated AS (FROM stated_amounts()),

widest AS (
    SELECT quantity_kind, currency, unit, per, counted, counted_role, low, high, count(*) AS articles
    FROM stated
    GROUP BY ALL
    HAVING articles > 1
    ORDER BY articles DESC, low DESC, currency, counted, counted_role, unit, per, high
    LIMIT $limit
),

chosen AS (
    SELECT
        widest.*,
        stated.doc_id,
        stated."start",
        documents.published_date AS published,
        count(DISTINCT coalesce(documents.doc_group_id, documents.doc_id)) OVER (
            PARTITION BY widest.quantity_kind, widest.currency, widest.unit, widest.per, widest.counted,
            widest.counted_role, widest.low, widest.high
        ) AS texts
    FROM widest
    JOIN stated
        ON stated.quantity_kind = widest.quantity_kind AND stated.low = widest.low AND stated.high = widest.high
        AND stated.currency IS NOT DISTINCT FROM widest.currency AND stated.unit IS NOT DISTINCT FROM widest.unit
        AND stated.per IS NOT DISTINCT FROM widest.per AND stated.counted IS NOT DISTINCT FROM widest.counted
        AND stated.counted_role IS NOT DISTINCT FROM widest.counted_role
    JOIN documents ON documents.doc_id = stated.doc_id
    ORDER BY texts DESC, articles DESC, widest.low DESC, widest.currency, widest.counted, published, stated.doc_id
    LIMIT $limit
)

SELECT
    concat_ws(
        ' ', figure_in_words(chosen.low, chosen.high), chosen.currency, chosen.counted, chosen.counted_role, 'per ' || chosen.per
    ) AS amount,
    chosen.articles,
    coalesce(actors.name, quotes.speaker_text, '(the article)') AS stated_by,
    chosen.published,
    if(numbers."start" - numbers.sentence_start > 60, '…', '')
    || shortened(
        substring(
            documents.text, greatest(numbers.sentence_start, numbers."start" - 60) + 1,
            numbers.sentence_end - greatest(numbers.sentence_start, numbers."start" - 60)
        ), 110
    ) AS sentence
FROM chosen
JOIN numbers ON numbers.doc_id = chosen.doc_id AND numbers."start" = chosen."start"
JOIN documents ON documents.doc_id = chosen.doc_id
LEFT JOIN quotes ON quotes.doc_id = numbers.doc_id AND quotes.quote_id = numbers.quote_id
LEFT JOIN actors ON actors.doc_id = quotes.doc_id AND actors.actor_id = quotes.speaker_actor_id
ORDER BY texts DESC, articles DESC, chosen.low DESC, chosen.currency, chosen.counted, published, chosen.doc_id;

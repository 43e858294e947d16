-- Which amounts stand in several articles, and who states each? Equal figures need not be about the same event.
WITH firsts AS (
    SELECT
        *,
        concat_ws(' ', currency, counted, counted_role, 'per ' || per) AS what,
        greatest(1, strpos(sentence, words) - 60) AS near
    FROM amounts
    WHERE articles > 1 AND low = high AND (currency IS NOT NULL OR counted IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY quantity_kind, unit, what, low, doc_id ORDER BY "start") = 1
)
SELECT
    CASE
        WHEN low >= 1e9 THEN format('{:.6g} billion ', low / 1e9)
        WHEN low >= 1e6 THEN format('{:.6g} million ', low / 1e6)
        WHEN low = floor(low) THEN format('{:,} ', low::BIGINT)
        ELSE format('{:.6g} ', low)
    END || what AS amount,
    articles,
    coalesce(speaker, '(the article)') AS stated_by,
    published_date AS published,
    if(near > 1, '…', '')
    || substring(sentence, near, 110)
    || if(length(sentence) >= near + 110, '…', '') AS sentence
FROM firsts
ORDER BY texts DESC, articles DESC, firsts.low DESC, what, published_date NULLS LAST, doc_id
LIMIT 12;

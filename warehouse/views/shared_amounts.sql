-- Amounts of money and of counted things that stand in several articles, the first mention in each; equal figures need not be about the same event.
-- amount: The figure and what it counts, in words; a range as its two ends.
-- articles: How many articles state this amount of the same thing.
-- texts: The same, copies of one text counted once.
-- stated_by: The speaker, when the figure stands inside a quote; else the article itself.
-- excerpt: Up to 110 characters of the sentence around the figure.
-- sentence: The sentence it stands in.
SELECT
    CASE
        WHEN low <> high THEN format('{:,.6g} to {:,.6g} ', low, high)
        WHEN low >= 1e9 THEN format('{:.6g} billion ', low / 1e9)
        WHEN low >= 1e6 THEN format('{:.6g} million ', low / 1e6)
        ELSE format('{:,.10g} ', low)
    END || concat_ws(' ', currency, counted, counted_role, 'per ' || per) AS amount,
    articles,
    texts,
    coalesce(speaker, '(the article)') AS stated_by,
    published_date,
    publisher,
    if(strpos(sentence, words) > 61, '…', '') || substring(sentence, greatest(1, strpos(sentence, words) - 60), 110)
    AS excerpt,
    comparator,
    modality,
    low,
    high,
    currency,
    counted,
    sentence,
    title,
    doc_id,
    "start",
    "end"
FROM amounts
WHERE articles > 1 AND low IS NOT NULL AND high IS NOT NULL AND (currency IS NOT NULL OR counted IS NOT NULL)
QUALIFY row_number() OVER (
    PARTITION BY quantity_kind, currency, unit, counted, counted_role, per, low, high, doc_id ORDER BY "start"
) = 1

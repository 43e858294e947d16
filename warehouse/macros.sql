-- Functions that the views and named questions share; they are in the catalog.
-- `shortened('some more words', 10)`: no more letters than that, whole words, an ellipsis where some are left out.
CREATE MACRO shortened(words, most) AS
if(length(words) > most, regexp_replace(left(words, most), '\s+\S*$', '') || '…', words);
-- `figure_in_words(3.4e9, 3.4e9)`: a figure as people write it, a range as its two ends.
CREATE MACRO figure_in_words(low, high) AS CASE
    WHEN low <> high THEN format('{:,.6g} to {:,.6g}', low, high)
    WHEN low >= 1e9 THEN format('{:.6g} billion', low / 1e9)
    WHEN low >= 1e6 THEN format('{:.6g} million', low / 1e6)
    ELSE format('{:,.10g}', low)
END;
-- `words_at(text, start, end)`: the words between two offsets, as every row gives them.
CREATE MACRO words_at(words, first, last) AS substring(words, first + 1, last - first);
-- `words_of(contents, text)`: the stretches of a quote, an ellipsis where it is broken.
CREATE MACRO words_of(spans, words) AS
list_aggregate(list_transform(spans, lambda span: words_at(words, span."start", span."end")), 'string_agg', ' … ');
-- `stated_amounts()`: what amounts each article states, and where it does so first.
CREATE MACRO stated_amounts() AS TABLE
SELECT quantity_kind, currency, unit, per, counted, counted_role, low, high, doc_id, min("start") AS "start"
FROM numbers
WHERE low IS NOT NULL AND high IS NOT NULL AND (currency IS NOT NULL OR counted IS NOT NULL)
GROUP BY ALL;

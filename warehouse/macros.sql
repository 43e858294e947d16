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

-- Functions that the views and named questions share; they are in the catalog.
-- `shortened('some more words', 10)`: no more letters than that, whole words, an ellipsis where some are left out.
CREATE MACRO shortened(words, most) AS
if(length(words) > most, regexp_replace(left(words, most), '\s+\S*$', '') || '…', words);

-- Which amounts stand in several articles, and who states each? Equal figures need not be about the same event.
-- limit integer = 6: rows at most
SELECT amount, articles, stated_by, published_date AS published, excerpt AS sentence
FROM shared_amounts
ORDER BY texts DESC, articles DESC, low DESC, amount, published, doc_id
LIMIT $limit;

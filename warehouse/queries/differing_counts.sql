-- Where do articles differ? Things counted by several articles with different figures: lowest, highest, and how many.
-- days integer = 7: days from the first to the last of the articles compared; longer stories are left out
-- limit integer = 20: rows at most
WITH stated AS (
    SELECT
        coalesce(numbers.counted_role, numbers.counted) AS counted,
        numbers.low,
        numbers.high,
        numbers.doc_id,
        documents.published_date
    FROM numbers
    JOIN documents USING (doc_id)
    WHERE numbers.quantity_kind = 'count' AND numbers.polarity = 'affirmed' AND numbers.modality = 'asserted'
        AND coalesce(numbers.counted_role, numbers.counted) IS NOT NULL AND numbers.low IS NOT NULL
)

SELECT
    counted,
    min(low) AS lowest,
    max(coalesce(high, low)) AS highest,
    count(DISTINCT low) AS figures,
    count(DISTINCT doc_id) AS articles,
    min(published_date) AS first_published,
    max(published_date) AS last_published
FROM stated
GROUP BY counted
HAVING articles > 1 AND figures > 1 AND last_published - first_published <= $days
ORDER BY articles DESC, figures DESC, counted
LIMIT $limit;

-- Which are the largest sums of money? Asserted ones by currency, each with its sentence; ranges count by their upper end.
-- currency text: ISO 4217 code
-- limit integer = 20: rows at most
WITH largest AS (
    SELECT
        coalesce(currency, unit_text) AS currency, coalesce(high, low) AS amount, text AS words, per,
        sentence_start, sentence_end, doc_id, "start"
    FROM numbers
    WHERE quantity_kind = 'money' AND modality = 'asserted' AND polarity = 'affirmed'
        AND ($currency IS NULL OR numbers.currency = upper($currency))
    ORDER BY amount DESC NULLS LAST, 1, doc_id, "start"
    LIMIT $limit
)

SELECT
    largest.currency,
    largest.amount,
    largest.words,
    largest.per,
    shortened(words_at(documents.text, largest.sentence_start, largest.sentence_end), 120) AS sentence,
    documents.published_date AS published,
    largest.doc_id
FROM largest
JOIN documents USING (doc_id)
ORDER BY amount DESC NULLS LAST, largest.currency, largest.doc_id, largest."start";

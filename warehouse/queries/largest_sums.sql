-- Which are the largest sums of money? Asserted ones by currency, each with its sentence; ranges count by their upper end.
-- currency text: ISO 4217 code
-- limit integer = 20: rows at most
SELECT
    coalesce(numbers.currency, numbers.unit_text) AS currency,
    coalesce(numbers.high, numbers.low) AS amount,
    numbers.text AS words,
    numbers.per,
    shortened(
        substring(documents.text, numbers.sentence_start + 1, numbers.sentence_end - numbers.sentence_start), 120
    ) AS sentence,
    documents.published_date AS published,
    numbers.doc_id
FROM numbers
JOIN documents USING (doc_id)
WHERE numbers.quantity_kind = 'money' AND numbers.modality = 'asserted' AND numbers.polarity = 'affirmed'
    AND ($currency IS NULL OR numbers.currency = upper($currency))
ORDER BY amount DESC NULLS LAST, currency, numbers.doc_id, numbers."start"
LIMIT $limit;

-- How much each rule makes, and how often it is right: one row per rule, those without rows too.
-- rule_kind: What it makes: numbers, dates, actors, quotes; article: it marks parts of an article and makes no rows.
-- rule_status: experimental, test or stable, as its pack says; off: switched off; gone: not of the last run.
-- says: What it matches, in words.
-- pack: The family of rules it belongs to.
-- rows: Rows that it made, of the documents that count.
-- articles: Documents with such a row.
-- n: Its rows that somebody judged, in the sheets of `copydesk sample`; a row judged twice counts as it was judged last.
-- right: Those that are right.
-- precision: Share of the judged rows that are right; null where none is judged.
-- precision_low: Lower end of the 95% interval (Wilson); null where none is judged.
-- precision_high: Upper end of the 95% interval (Wilson); null where none is judged.
-- pack_version: The rules that made the row that was judged last; null where none is judged.
WITH known AS (
    SELECT rule_kind, rule_id, pack, rule_status, says
    FROM meta.rule_list
    QUALIFY run_id = max(run_id) OVER ()
),

made AS (
    SELECT rule_kind, rule_id, count(*) AS rows, count(DISTINCT doc_id) AS articles
    FROM meta.facts
    GROUP BY ALL
),

judged AS (
    SELECT rule_kind, rule_id, max_by(verdict, run_id) AS verdict, max_by(pack_version, run_id) AS pack_version,
        max(run_id) AS judged_in
    FROM meta.reviews
    GROUP BY rule_kind, rule_id, doc_id, "start", "end"
),

measured AS (
    SELECT
        rule_kind, rule_id, count(*) AS n, count(*) FILTER (WHERE verdict = 'right') AS "right",
        max_by(pack_version, judged_in) AS pack_version
    FROM judged
    GROUP BY ALL
)

SELECT
    rule_id,
    rule_kind,
    coalesce(rule_status, 'gone') AS rule_status,
    coalesce(rows, 0) AS rows,
    coalesce(articles, 0) AS articles,
    coalesce(n, 0) AS n,
    coalesce("right", 0) AS "right",
    "right" / n AS precision,
    CASE WHEN n > 0 THEN greatest(0, ("right" + 1.9208) / (n + 3.8416)
        - 1.96 * sqrt("right" * (n - "right") / n + 0.9604) / (n + 3.8416)) END AS precision_low,
    CASE WHEN n > 0 THEN least(1, ("right" + 1.9208) / (n + 3.8416)
        + 1.96 * sqrt("right" * (n - "right") / n + 0.9604) / (n + 3.8416)) END AS precision_high,
    pack_version,
    pack,
    says
FROM made
FULL JOIN known USING (rule_kind, rule_id)
FULL JOIN measured USING (rule_kind, rule_id)

"""Rows drawn for people to judge, and what they judged: `_reviews`, of which the view `rules` makes precision.

A verdict names its row by document and span and holds no words, so that nothing of a withdrawn article stays in it.
"""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from schemas.tables import KIND_TABLES
from warehouse.asking.sql import ask
from warehouse.parquet import REVIEWS
from warehouse.store import Store

DRAWN = """
SELECT
    drawn.*, documents.text AS article, documents.uri, documents.title, documents.published_date,
    actors.name, actors.actor_kind
FROM {table} AS drawn
JOIN documents ON documents.doc_id = drawn.doc_id
LEFT JOIN actors ON actors.doc_id = drawn.doc_id AND actors.actor_id = drawn.{actor}
WHERE $rule IS NULL OR drawn.rule_id = $rule
ORDER BY md5(concat_ws(':', drawn.doc_id, drawn."start", drawn."end")), drawn.doc_id, drawn."start"
LIMIT $count"""
KNOWN = """
SELECT rule_kind, doc_id, "start", "end", rule_id, max_by(verdict, run_id) AS verdict
FROM meta.reviews
GROUP BY ALL"""
ACTOR = {"actors": "actor_id", "quotes": "speaker_actor_id"}


def drawn(root: Path, kind: str, count: int, rule: str | None = None) -> list[dict[str, object]]:
    """Rows of a kind with the text of their article, perhaps of one rule only.

    The order is that of a hash of document and span: the same warehouse gives the same rows, and the first of them are
    as good a sample as all.
    """
    query = DRAWN.format(table=KIND_TABLES[kind], actor=ACTOR.get(kind, "doc_id"))
    rows: list[dict[str, object]] = ask(root, query, given={"rule": rule, "count": count}).to_pylist()
    return rows


def new(root: Path, verdicts: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Those of some verdicts that the warehouse does not hold yet, as they are."""
    known = {tuple(row.values()) for row in ask(root, KNOWN).to_pylist()}
    names = ("rule_kind", "doc_id", "start", "end", "rule_id", "verdict")
    return [row for row in verdicts if tuple(row[name] for name in names) not in known]


def publish(store: Store, run_id: str, verdicts: Sequence[dict[str, object]], pack_version: str) -> None:
    """Commit verdicts: rows of the schema REVIEWS."""
    with store.run(run_id, pack_version) as run:
        run.write("_reviews", pa.Table.from_pylist(list(verdicts), schema=REVIEWS))
        store.commit(run)

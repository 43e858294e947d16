"""Small runs to publish in tests: real Parquet, real commits."""

from collections.abc import Sequence
from datetime import date

import duckdb
import polars as pl
import pyarrow as pa

from schemas.canary import good_row
from schemas.models import dtypes
from schemas.tables import TABLES
from warehouse import store
from warehouse.parquet import LEDGER
from warehouse.store import Committed, Store

PACK = "a" * 16
Article = tuple[int, int]


def rows(table: str, *changes: dict[str, object]) -> pa.Table:
    return pl.DataFrame([{**good_row(table), **change} for change in changes], schema=dtypes(table)).to_arrow()


def hexed(number: int) -> str:
    return f"{number:016x}"


def candidates(articles: Sequence[Article], pack: str = PACK, input_hash: str = "i") -> pa.Table:
    """Ledger rows of (article, document) pairs."""
    made = [
        {"article_id": hexed(a), "doc_id": hexed(d), "input_hash": input_hash, "pack_version": pack}
        for a, d in articles
    ]
    return pa.Table.from_pylist(made, schema=LEDGER)


def publish(warehouse: Store, run_id: str, articles: Sequence[Article], pack: str = PACK) -> Committed:
    """Commit a run with one number, equal to the document's own, per document."""
    with warehouse.run(run_id, pack) as run:
        stage(run, articles, pack)
        return warehouse.commit(run)


def stage(run: store.Run, articles: Sequence[Article], pack: str = PACK, part: str = "0") -> None:
    documents = ({"article_id": hexed(a), "doc_id": hexed(d), "uri": f"https://a.example/{a}"} for a, d in articles)
    numbers = ({"doc_id": hexed(d), "value": float(d), "low": None, "high": None} for _, d in articles)
    run.write("documents", rows("documents", *documents), part)
    run.write("numbers", rows("numbers", *numbers), part)
    run.write("_ledger", candidates(articles, pack), part)


def ask(warehouse: Store, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(warehouse.catalog, read_only=True) as connection:
        return connection.execute(query).fetchall()


def values(warehouse: Store) -> list[tuple[object, ...]]:
    return ask(warehouse, "SELECT value, run_id FROM numbers ORDER BY value, run_id")


TEXT = "Zoë 👩‍👧 said: “It cost €5m” on Monday, “no more.”"
QUOTED = [{"start": TEXT.index("“It"), "end": TEXT.index(" on")}, {"start": TEXT.index("“no"), "end": len(TEXT)}]
AMOUNT = TEXT.index("€")
MONDAY = TEXT.index("Monday")
WHOLE = {"sentence_start": 0, "sentence_end": len(TEXT)}


def narrate(warehouse: Store, run_id: str, article: int) -> None:
    """Commit one article with a speaker, a quote in two stretches, an amount inside it and a date."""
    doc_id = hexed(article)
    one = {"doc_id": doc_id, **WHOLE}
    quote = {"quote_id": hexed(7), "contents": QUOTED, "start": QUOTED[0]["start"], "end": QUOTED[1]["end"]}
    money = {
        "quote_id": hexed(7),
        "value": 5e6,
        "low": 5e6,
        "high": 5e6,
        "quantity_kind": "money",
        "currency": "EUR",
        "currency_basis": "mark",
    }
    day = {"start_date": date(2026, 11, 16), "end_date": date(2026, 11, 16), "tid": "t1"}
    tables: dict[str, dict[str, object]] = {
        "documents": {"article_id": doc_id, "uri": f"u{article}", "text": TEXT, "title": "Costs",
                      "publisher": "The Post", "published_date": date(2026, 11, 17), "published_basis": "given"},
        "actors": {"actor_id": hexed(9), "name": "Zoë Árpád", "mentions": 2},
        "quotes": {**quote, "cue_text": "said", "speaker_text": "Zoë", "speaker_actor_id": hexed(9), "said_tid": "t1"},
        "numbers": {"start": AMOUNT, "end": AMOUNT + 3, "text": "€5m", "event_tid": "t1", **money},
        "dates": {"start": MONDAY, "end": MONDAY + 6, "text": "Monday", **day, "function_in_document": "NONE"},
    }  # fmt: skip
    with warehouse.run(run_id, PACK) as run:
        for table, row in tables.items():
            of_table = {name: value for name, value in {**one, **row}.items() if name in TABLES[table].columns}
            run.write(table, rows(table, of_table))
        run.write("_ledger", candidates([(article, article)]))
        warehouse.commit(run)

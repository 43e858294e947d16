"""Views and questions over a warehouse, and what a query may do."""

import signal
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from publishing import TEXT, ask, narrate

from flows.commands.ask import write
from flows.output.errors import UserError
from warehouse import catalog
from warehouse.asking import sql
from warehouse.errors import WarehouseError
from warehouse.store import Store


def test_who_said_what_joins_the_stretches_of_a_quote_by_code_points(told: Store) -> None:
    query = "SELECT speaker, said, words, said_on, title, publisher, sentence FROM who_said_what WHERE uri = 'u1'"
    assert ask(told, query) == [
        ("Zoë Árpád", "said", "“It cost €5m” … “no more.”", date(2026, 11, 16), "Costs", "The Post", TEXT)
    ]


def test_amounts_count_the_articles_that_state_them(told: Store) -> None:
    query = "SELECT words, low, currency, speaker, holds_from, articles, texts, sentence FROM amounts WHERE uri = 'u2'"
    assert ask(told, query) == [("€5m", 5e6, "EUR", "Zoë Árpád", date(2026, 11, 16), 2, 2, TEXT)]


def test_timeline_actor_activity_and_document_facts(told: Store) -> None:
    assert ask(told, "SELECT DISTINCT start_date, words, days FROM timeline") == [(date(2026, 11, 16), "Monday", 1)]
    assert ask(told, "SELECT name, articles, mentions, quotes, publishers FROM actor_activity") == [
        ("Zoë Árpád", 2, 4, 2, ["The Post"])
    ]
    assert ask(told, "SELECT numbers, dates, actors, quotes, quarantined FROM document_facts") == [(1, 1, 1, 1, 0)] * 2


@pytest.mark.parametrize("view", sorted(path.stem for path in catalog.VIEWS.glob("*.sql")))
def test_every_view_works_on_an_empty_warehouse_and_every_column_says_what_it_means(empty: Store, view: str) -> None:
    assert ask(empty, f"FROM {view}") == []
    bare = f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{view}' AND comment IS NULL"
    assert ask(empty, bare) == []
    assert ask(empty, f"SELECT comment IS NOT NULL FROM duckdb_views() WHERE view_name = '{view}'") == [(True,)]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * FROM nmbers", r"there is no table nmbers.\n  near: numbers\n  known: actor_activity, .*timeline"),
        ("SELECT low,\n  hihg FROM numbers", r"Referenced column \"hihg\" not found .*\(line 2, column 3\)\n  fix: "),
        ("SELEC 1", r"syntax error at or near \"SELEC\" \(line 1, column 1\)\n  fix: "),
        ("SELECT 'x'::INT", r"Could not convert"),
        ("FROM '/etc/passwd'", r"there is no table /etc/passwd|may read"),
        ("FROM read_text('/etc/passwd')", r"a query may read .* only"),
        ("COPY (SELECT 1) TO 'x.csv'", r"one query at a time"),
        ("DELETE FROM meta.superseded", r"one query at a time"),
        ("SELECT 1; SELECT 2", r"one query at a time"),
        ("SET threads = 1", r"one query at a time"),
        ("", r"one query at a time"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why_in_a_line(empty: Store, query: str, says: str) -> None:
    with pytest.raises(WarehouseError, match=says):
        sql.ask(empty.root, query)


@pytest.mark.parametrize(
    "attack",
    [
        "COPY (SELECT 1) TO '{}/x.csv'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{}/x.csv'",
        "EXPLAIN (ANALYZE, FORMAT json) COPY (SELECT 1) TO '{}/x.csv'",
        "EXPLAIN /* not a query */ ANALYZE COPY (SELECT 1) TO '{}/x.csv'",
        "-- first\nEXPLAIN ANALYZE COPY (SELECT 1) TO '{}/x.csv'",
        "FROM query('COPY (SELECT 1) TO ''{}/x.csv''')",
        "EXPORT DATABASE '{}/x'",
        "ATTACH '{}/x.db' AS x",
        "EXPLAIN ANALYZE DELETE FROM meta.catalog",
        "FROM read_text('{}/../secret')",
        "FROM read_text('{}/link')",
        "FROM glob('{}/../*')",
        "FROM read_csv('http://127.0.0.1:1/x.csv')",
        "FROM read_blob('/proc/self/environ')",
        "FROM duckdb_secrets()",
        "INSTALL httpfs",
        "PRAGMA database_list",
        "RESET enable_external_access",
        "SELECT getenv('HOME')",
        "SELECT sql_auto_complete('SEL')",
    ],
)
def test_a_query_writes_nothing_and_reads_nothing_outside_the_warehouse(told: Store, attack: str) -> None:
    (told.root.parent / "secret").write_text("secret")
    with suppress(FileExistsError):
        (told.root / "link").symlink_to(told.root.parent / "secret")
    before = sorted(told.root.parent.rglob("*"))
    with pytest.raises(WarehouseError):
        sql.ask(told.root, attack.format(told.root))
    assert sorted(told.root.parent.rglob("*")) == before


def test_a_query_can_be_explained(told: Store) -> None:
    for form in ("EXPLAIN", "EXPLAIN ANALYZE", "explain (format json)"):
        assert sql.ask(told.root, f"{form} SELECT count(*) FROM numbers").num_rows


@pytest.mark.parametrize(
    ("value", "form"),
    [("DATE '0044-03-15 (BC)'", "table"), ("DATE '0044-03-15 (BC)'", "csv"), ("INTERVAL 1 DAY", "parquet")],
)
def test_what_a_form_cannot_say_is_told(told: Store, value: str, form: str) -> None:
    with pytest.raises(UserError, match=rf"cannot be written as {form}: (.|\n)*CAST"):
        write(sql.ask(told.root, f"SELECT {value}"), form, "")


def test_an_answer_is_an_arrow_table(told: Store) -> None:
    answer = sql.ask(told.root, "SELECT speaker, count(*) AS quotes FROM who_said_what GROUP BY ALL")
    assert answer.to_pylist() == [{"speaker": "Zoë Árpád", "quotes": 2}]


def test_columns_of_one_name_are_told_apart(told: Store) -> None:
    rows = sql.ask(told.root, "SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS b")
    assert rows.to_pylist() == [{"a": 1, "a_1": 2, "a_1_1": 3, "b": 4}]


def test_a_question_before_the_first_run_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="makes one here"):
        sql.ask(tmp_path, "SELECT 1")


def test_a_file_that_is_gone_is_named(warehouse: Store) -> None:
    narrate(warehouse, "r1", 1)
    (warehouse.root / "numbers/run_id=r1/part-m0000.parquet").unlink()
    with pytest.raises(WarehouseError, match=r"numbers/run_id=r1/part-m0000.parquet"):
        sql.ask(warehouse.root, "SELECT count(low) FROM numbers")


def test_ctrl_c_ends_a_query(empty: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sql._rows

    def rows(*given: Any) -> pa.Table:
        # An alarm stands for Ctrl-C: what it raises has to come through while DuckDB is at work.
        signal.setitimer(signal.ITIMER_REAL, 1)
        return real(*given)

    monkeypatch.setattr(sql, "_rows", rows)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            sql.ask(empty.root, "SELECT sum(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b")
    finally:
        signal.signal(signal.SIGALRM, before)


def test_long_words_are_shortened_between_words(told: Store) -> None:
    query = "SELECT shortened('some more words', 10), shortened('some', 10), shortened('overlongword', 8)"
    assert ask(told, query) == [("some more…", "some", "overlong…")]

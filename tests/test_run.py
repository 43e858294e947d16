"""A real run: the flow through Prefect, the warehouse after it, and what a second run finds."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from test_cli import ARTICLE, copydesk

from flows.server import server

ARTICLES = {"first": ARTICLE, "second": ARTICLE.replace("12 boats", "15 boats")}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, prefect_home: Callable[[Path], Path]) -> Iterator[None]:
    """A Prefect server that the runs of this module share; tests/test_serve.py has runs with a server of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(prefect_home(tmp_path_factory.mktemp("served") / "prefect")))
        patch.delenv("PREFECT_API_URL", raising=False)
        with server() as ready:
            ready()
            yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, served: None) -> Path:
    """A folder with articles, good and bad, and the warehouse of one run over them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "in").mkdir()
    lines = [{"id": name, "text": text, "uri": f"https://example.org/{name}"} for name, text in ARTICLES.items()]
    lines += [{"id": "no-text"}, lines[0]]
    (folder / "in" / "wire.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (folder / "in" / "empty.txt").write_bytes(b"")
    (folder / "in" / "broken.txt").write_bytes(b"caf\xe9 opens")
    (folder / "in" / "notes.md").write_text("left out")
    done = run(folder)
    assert done.returncode == 0, done.stderr.decode()
    (folder / "first.out").write_bytes(done.stdout)
    return folder


def run(folder: Path):
    return copydesk("run", "in", "--warehouse", "data", "--workers", "1", cwd=folder)


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(folder / "data" / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_summary_says_what_a_person_wants_to_know(folder: Path) -> None:
    shown = (folder / "first.out").read_text()
    for words in (
        "2 done",
        "4 unreadable",
        "duplicate id",
        "not UTF-8",
        "Who said what?",
        "SELECT",
        "warehouse.duckdb",
        "notes.md",
    ):
        assert words in shown


def test_every_document_is_there_with_its_status_and_bad_ones_in_quarantine(folder: Path) -> None:
    statuses = rows(folder, "SELECT status, count(*) FROM documents GROUP BY ALL ORDER BY 1")
    assert statuses == [("done", 2), ("unreadable", 4)]
    assert rows(folder, "SELECT count(*) FROM quarantine WHERE table_name = 'documents'") == [(4,)]


def test_every_row_stands_where_it_says(folder: Path) -> None:
    for table in ("numbers", "dates", "actor_mentions", "quotes"):
        wrong = f"""SELECT count(*) FROM {table} t JOIN documents d USING (doc_id)
            WHERE substring(d.text, t.start + 1, t."end" - t.start) <> t.text"""
        assert rows(folder, wrong) == [(0,)]
        assert rows(folder, f"SELECT count(*) > 0 FROM {table}") == [(True,)]


def test_a_second_run_finds_nothing_new_and_a_changed_article_replaces_its_rows(folder: Path) -> None:
    again = run(folder)
    assert again.returncode == 0, again.stderr.decode()
    assert b"Nothing new" in again.stdout
    assert rows(folder, "SELECT count(*) FROM runs") == [(1,)]
    wire = folder / "in" / "wire.jsonl"
    wire.write_text(wire.read_text().replace("15 boats", "16 boats"))
    changed = run(folder)
    assert changed.returncode == 0, changed.stderr.decode()
    assert rows(folder, "SELECT count(*) FROM runs") == [(2,)]
    counted = "SELECT text FROM numbers WHERE counted = 'boat' ORDER BY 1"
    assert rows(folder, counted) == [("12 boats",), ("16 boats",)]


def test_sql_names_the_tables_when_one_is_unknown(folder: Path) -> None:
    done = copydesk("sql", "SELECT * FROM quote", "--warehouse", "data", cwd=folder)
    assert done.returncode == 1
    assert b"there is no table quote" in done.stderr
    assert b"quotes" in done.stderr

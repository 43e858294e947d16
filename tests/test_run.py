"""A real run: the flow through Prefect, the warehouse after it, and what a second run finds."""

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from test_cli import ARTICLE, COPYDESK, copydesk

ARTICLES = {"first": ARTICLE, "second": ARTICLE.replace("12 boats", "15 boats")}


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory, prefect_home: Callable[[Path], Path]) -> Path:
    """A state folder with the home of Prefect, shared by the runs of this module."""
    folder = tmp_path_factory.mktemp("state")
    prefect_home(folder / "copydesk" / "prefect")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, state: Path) -> Path:
    """A folder with articles, good and bad, and the warehouse of one run over them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "in").mkdir()
    lines = [{"id": name, "text": text, "uri": f"https://example.org/{name}"} for name, text in ARTICLES.items()]
    lines += [{"id": "no-text"}, lines[0]]
    (folder / "in" / "wire.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (folder / "in" / "empty.txt").write_bytes(b"")
    (folder / "in" / "broken.txt").write_bytes(b"caf\xe9 opens")
    (folder / "in" / "notes.md").write_text("left out")
    done = run(folder, state)
    assert done.returncode == 0, done.stderr.decode()
    (folder / "first.out").write_bytes(done.stdout)
    return folder


def run(folder: Path, state: Path):
    return copydesk("run", "in", "--warehouse", "data", "--workers", "1", cwd=folder, XDG_STATE_HOME=str(state))


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


def test_a_second_run_finds_nothing_new_and_a_changed_article_replaces_its_rows(folder: Path, state: Path) -> None:
    again = run(folder, state)
    assert again.returncode == 0, again.stderr.decode()
    assert b"Nothing new" in again.stdout
    assert rows(folder, "SELECT count(*) FROM runs") == [(1,)]
    wire = folder / "in" / "wire.jsonl"
    wire.write_text(wire.read_text().replace("15 boats", "16 boats"))
    changed = run(folder, state)
    assert changed.returncode == 0, changed.stderr.decode()
    assert rows(folder, "SELECT count(*) FROM runs") == [(2,)]
    counted = "SELECT text FROM numbers WHERE counted = 'boat' ORDER BY 1"
    assert rows(folder, counted) == [("12 boats",), ("16 boats",)]


def test_a_run_over_nothing_but_a_bad_file_keeps_it_in_quarantine_and_ends_well(tmp_path: Path, state: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.txt").write_bytes(b"caf\xe9 opens")
    done = run(tmp_path, state)
    assert (done.returncode, done.stderr) == (0, b"")
    assert rows(tmp_path, "SELECT reasons FROM quarantine") == [(["not UTF-8"],)]
    assert rows(tmp_path, "SELECT status, status_reason FROM documents") == [("unreadable", "not UTF-8 at byte 3")]


def test_serve_fires_finds_nothing_new_and_stops_when_told(tmp_path: Path, state: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    command = [COPYDESK, "serve", "a.txt", "--every", "3s", "--warehouse", "data"]
    environment = {**os.environ, "XDG_STATE_HOME": str(state)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        lines = iter(serving.stdout.readline, "")
        assert any("1 documents (1 done)" in line for line in lines)
        assert any("nothing new" in line for line in lines)
        serving.send_signal(signal.SIGINT)
        assert serving.wait() == 0
    assert rows(tmp_path, "SELECT count(*) FROM runs") == [(1,)]


def test_sql_names_the_tables_when_one_is_unknown(folder: Path) -> None:
    done = copydesk("sql", "SELECT * FROM quote", "--warehouse", "data", cwd=folder)
    assert done.returncode == 1
    assert b"there is no table quote" in done.stderr
    assert b"quotes" in done.stderr

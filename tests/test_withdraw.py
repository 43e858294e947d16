"""Withdrawing an article: gone from every view, kept out of later runs; purged, its words are in no file."""

from pathlib import Path

import pytest
from test_changes import NEXT, TEXT, article, rows, run

from extractors.article.document import Document
from flows.commands.withdrawal import withdraw_one
from warehouse import rewritten
from warehouse.errors import WarehouseError
from warehouse.log import read_log
from warehouse.store import Store
from warehouse.words import Runs, search

OTHER = Document(id="quiet", text="“No ferry sailed,” said Ada Lund. The island of 300 people had no bread on Monday.")


def left(folder: Path, text: str) -> list[Path]:
    """The files of the warehouse that hold eight words in a row of a text."""
    files = [path for path in (folder / "data").rglob("*") if path.is_file()]
    return [path for path, _ in search(files, Runs.of([text])).hits]


def test_a_withdrawn_article_is_gone_and_stays_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, article(TEXT), OTHER)
    assert withdraw_one("harbour", tmp_path / "data", False, False) == 0
    assert rows(tmp_path, "SELECT uri FROM documents") == [("quiet",)]
    causes = "SELECT DISTINCT op, cause FROM changes WHERE run_id = (SELECT max(run_id) FROM runs)"
    assert rows(tmp_path, causes) == [("gone", "withdrawn")]
    assert run(tmp_path, article(TEXT), OTHER).documents == 0
    assert run(tmp_path, article(NEXT), OTHER).documents == 0
    assert left(tmp_path, TEXT) != []


def test_a_restored_article_comes_back(tmp_path: Path) -> None:
    run(tmp_path, article(TEXT))
    withdraw_one("harbour", tmp_path / "data", False, False)
    withdraw_one("harbour", tmp_path / "data", False, True)
    assert run(tmp_path, article(TEXT)).documents == 1


def test_a_purge_leaves_no_eight_words_of_any_version_in_any_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Document(id="copy", text=TEXT + " “And never")  # quarantined: the mark is never closed
    run(tmp_path, article(NEXT), OTHER)
    run(tmp_path, article(TEXT), OTHER)
    assert left(tmp_path, TEXT) != [] and left(tmp_path, NEXT) != []
    runs = read_log(tmp_path / "data").run_ids
    withdraw_one("harbour", tmp_path / "data", True, False)
    assert "no eight words in a row of it are left" in capsys.readouterr().out
    assert left(tmp_path, TEXT) == left(tmp_path, NEXT) == []
    for name in runs:
        from warehouse.asking import sql

        assert [row["uri"] for row in sql.ask(tmp_path / "data", "FROM documents", name).to_pylist()] == ["quiet"]
    assert rows(tmp_path, "SELECT speaker_text FROM quotes") == [("Ada Lund",)]
    run(tmp_path, copy)
    withdraw_one("copy", tmp_path / "data", True, False)
    assert rows(tmp_path, "SELECT count(*) FROM quarantine") == [(0,)]
    assert left(tmp_path, copy.text) == []


def test_a_purge_names_who_else_prints_the_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, article(TEXT), Document(id="copy", text="Again.\n\n" + TEXT))
    withdraw_one("harbour", tmp_path / "data", True, False)
    shown = capsys.readouterr()
    assert "its words are left where others print the same" in shown.out
    assert "copy" in shown.err


def test_a_purge_that_died_before_its_last_step_is_finished_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, article(TEXT), OTHER)
    with monkeypatch.context() as then:
        then.setattr("warehouse.upkeep.purge.make_durable", lambda path: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            withdraw_one("harbour", tmp_path / "data", True, False)
    assert list((tmp_path / "data").glob(f"*/*/{rewritten.ASIDE}*")) != []
    Store(tmp_path / "data")
    assert left(tmp_path, TEXT) == []
    assert rows(tmp_path, "SELECT uri FROM documents") == [("quiet",)]


def test_an_article_that_nobody_knows_is_an_error_that_says_where_to_look(tmp_path: Path) -> None:
    run(tmp_path, OTHER)
    with pytest.raises(WarehouseError, match="SELECT uri"):
        withdraw_one("harbour", tmp_path / "data", False, False)

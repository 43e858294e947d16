"""What is refused is kept whole and with its reasons, shown by cause, and read once more after a fix."""

import json
from pathlib import Path

import polars as pl
import pytest
from test_changes import TEXT, article, rows, run

from extractors.article.document import Document
from flows.commands.quarantine import replay, show
from flows.steps.shard import read_documents, stand_ins
from schemas.canary import good_row
from schemas.models import dtypes
from schemas.split import split

OPEN = "The mayor left. “We never sailed, she wrote to 12 captains.\n\nNobody asked why."


def test_the_list_groups_by_cause_with_an_example_in_its_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, Document(id="a", text=OPEN), Document(id="b", text=OPEN + " So."), Document(id="c", text=""))
    assert show(tmp_path / "data", "text") == 0
    shown = capsys.readouterr().out
    assert "2 × the mark “ is never closed (quotes, rule quote-alone; 2 documents)" in shown
    assert ": “We never sailed, she wrote to 12 captains." in " ".join(shown.split())
    assert "The mayor left" not in shown
    show(tmp_path / "data", "json")
    groups = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["table"], one["times"]) for one in groups] == [("quotes", 2), ("documents", 1)]


def test_an_empty_quarantine_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, article(TEXT))
    show(tmp_path / "data", "text")
    assert "Nothing is in quarantine" in capsys.readouterr().out


def test_a_replay_reads_from_the_warehouse_and_lets_out_what_keeps_the_contract_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as then:
        then.setattr("flows.steps.shard.split", _refuse_figures)
        run(tmp_path, article(TEXT), Document(id="b", text=OPEN))
    assert rows(tmp_path, "SELECT count(*) FROM numbers") == [(0,)]
    (tmp_path / "in.jsonl").unlink()
    assert replay(tmp_path / "data", 1, None) == 0
    assert "2 documents read again, 1 row of them in quarantine now" in capsys.readouterr().out
    assert rows(tmp_path, "SELECT count(*) > 2 FROM numbers") == [(True,)]
    left = rows(tmp_path, "SELECT table_name, replayed_in = (SELECT max(run_id) FROM runs) FROM quarantine")
    assert left == [("quotes", True)]
    causes = "SELECT DISTINCT table_name, op, cause FROM changes WHERE run_id = (SELECT max(run_id) FROM runs)"
    assert rows(tmp_path, causes) == [("numbers", "add", "rules")]
    assert run(tmp_path, article(TEXT), Document(id="b", text=OPEN)).documents == 0


def test_a_replay_of_nothing_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, Document(id="c", text=""))
    replay(tmp_path / "data", 1, None)
    assert "Mend it at its source" in capsys.readouterr().out


def test_a_document_that_breaks_the_contract_is_named_with_the_status_quarantined(monkeypatch, ruleset) -> None:
    bad = pl.DataFrame([good_row("documents") | {"language": "English"}], schema=dtypes("documents"))
    parts = split(bad, "documents")
    (row,) = stand_ins(parts.quarantined).to_dicts()
    assert (row["status"], row["status_reason"]) == ("quarantined", "language does not match ^[a-z]{2,3}$")
    monkeypatch.setattr("extractors.reading.language_of", lambda *_: "English")
    monkeypatch.setattr("extractors.reading.READ", (None, "en", "English"))
    kept = read_documents([article(TEXT)], "r1", ruleset)
    assert kept["documents"]["status"].to_list() == ["quarantined"]
    assert kept["numbers"].height == 0
    assert "doc_id is not in documents" in {one for reasons in kept["quarantine"]["reasons"] for one in reasons}


def _refuse_figures(frame: pl.DataFrame, table: str, documents: pl.DataFrame | None = None):
    parts = split(frame, table, documents)
    if table != "numbers":
        return parts
    return parts._replace(kept=parts.kept.clear(), quarantined=parts.kept.with_columns(faults=pl.lit(["too high"])))

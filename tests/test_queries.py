"""The named questions over the sample articles: each has a real answer, takes its parameters, and fails in words."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from test_cli import COPYDESK

from extractors.engine.seeds import HOME
from flows.steps import job as jobs
from warehouse.asking import sql
from warehouse.asking.questions import Value, question, questions
from warehouse.errors import WarehouseError

ANSWERS: dict[str, tuple[dict[str, str], dict[str, Value]]] = {
    "denials": ({}, {"denied_by": "Ioana Dragomirescu", "published": date(2025, 6, 20), "what": "quote"}),
    "differing_counts": ({"days": "7"}, {"counted": "missing", "lowest": 9.0, "highest": 120.0, "articles": 3}),
    "in_the_news": ({"kind": "organisation"}, {"name": "NATO", "articles": 4}),
    "largest_sums": ({"currency": "eur"}, {"amount": 3.4e9, "currency": "EUR"}),
    "most_quoted": ({"kind": "person"}, {"speaker": "Ioana Dragomirescu", "articles": 3}),
    "not_read": ({}, {"what": "document", "status": "language", "times": 1}),
    "quotes_of": ({"speaker": "Varentsov"}, {"speaker": "Oleg Varentsov", "words": "what that answer would be"}),
    "seen_together": ({"name": "brandt"}, {"one": "Baltic Security Forum", "other": "Helene Brandt"}),
    "shared_amounts": ({"limit": "1"}, {"amount": "3.4 billion EUR", "articles": 3}),
    "story_of": ({"name": "dragomirescu"}, {"words": "today", "first_day": date(2025, 6, 20)}),
    "toll": ({"role": "dead"}, {"published": date(2025, 8, 14), "low": 57.0, "high": 57.0}),
    "unnamed_sources": ({}, {"publisher": "Harbour Wire", "articles": 2}),
    "ups_and_downs": ({"change": "up"}, {"words": "5.1 percentage points", "published": date(2025, 11, 10)}),
    "what_comes_next": ({"since": "2025-07-01"}, {"words": "July 1", "published": date(2025, 5, 20)}),
    "what_happened_when": ({"until": "2025-11-09"}, {"day": date(2025, 11, 9), "words": "Sunday night"}),
    "who_said_what": ({"speaker": "okafor"}, {"said": "said", "words": "“Currency is a headwind, not a storm,”"}),
}
"""Of each question its parameters, and what must stand in a row of the answer."""


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A warehouse of the sample articles."""
    root = tmp_path_factory.mktemp("sampled")
    with jobs.job([HOME / "documents"], root, 1, None) as job:
        jobs.publish(job, jobs.stage(job))
    yield root


def answer(root: Path, name: str, given: dict[str, str]) -> list[dict[str, object]]:
    asked = question(name)
    return sql.ask(root, asked.sql, given=asked.values(given)).to_pylist()


@pytest.mark.parametrize("name", questions())
def test_a_question_has_its_answer_in_the_sample_articles(sampled: Path, name: str) -> None:
    given, expected = ANSWERS[name]
    assert "?" in question(name).says
    found = answer(sampled, name, given)
    assert [row for row in found if expected.items() <= row.items()], found[:3]


@pytest.mark.parametrize("name", questions())
def test_every_parameter_is_used_and_explained_and_limit_holds(sampled: Path, name: str) -> None:
    asked = question(name)
    for parameter in asked.parameters.values():
        assert f"${parameter.name}" in asked.sql
    assert len(answer(sampled, name, ANSWERS[name][0] | {"limit": "1"})) == 1


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("nothing", {}, "there is no question nothing.\n  known: denials, "),
        ("tol", {}, "near: toll"),
        ("toll", {"rol": "dead"}, "has no parameter rol.\n  fix: --param role=dead"),
        ("toll", {"limit": "many"}, "limit='many' is no integer.\n  fix: .*a whole number"),
        ("story_of", {}, "needs name.\n  fix: .*--param name="),
        ("what_comes_next", {"since": "May"}, "is no date.\n  fix: .*2025-03-04"),
    ],
)
def test_a_wrong_name_or_parameter_is_told_with_its_mend(name: str, given: dict[str, str], says: str) -> None:
    with pytest.raises(WarehouseError, match=says):
        question(name).values(given)


def test_to_ask_loads_neither_rules_nor_what_validates_and_schedules() -> None:
    code = "import flows.commands.ask, sys; print(sorted({'extractors', 'pandera', 'prefect'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"


def test_the_command_answers_in_every_form(sampled: Path, tmp_path: Path) -> None:
    def query(form: str) -> bytes:
        command = [COPYDESK, "query", "toll", "--param", "limit=2", "--param", "role=dead", "--warehouse", sampled]
        return subprocess.run([*command, "--format", form], capture_output=True, check=True).stdout

    rows = [json.loads(line) for line in query("json").splitlines()]
    assert [row["published"] for row in rows] == ["2025-08-12", "2025-08-12"]
    assert query("csv").decode().splitlines()[0].split(",")[:3] == ["published", "words", "low"]
    (tmp_path / "toll.parquet").write_bytes(query("parquet"))
    assert pq.read_table(tmp_path / "toll.parquet")["low"].to_pylist() == [row["low"] for row in rows]
    assert "2 rows" in query("table").decode()


def test_values_that_json_lacks_are_written_in_their_nearest_form(sampled: Path) -> None:
    asked = "SELECT sum(mentions) AS m, 0.5::DECIMAL(3, 1) AS half, 'nan'::DOUBLE AS n, [1] AS l, TIME '10:00' AS t"
    command = [COPYDESK, "sql", f"{asked} FROM actors", "--warehouse", sampled, "--format"]
    as_json = subprocess.run([*command, "json"], capture_output=True, check=True).stdout
    row = json.loads(as_json)
    assert (row["half"], row["n"], row["l"], row["t"]) == (0.5, None, [1], "10:00:00")
    assert isinstance(row["m"], int)
    as_csv = subprocess.run([*command, "csv"], capture_output=True, check=True, text=True).stdout
    assert as_csv.splitlines()[1].endswith(",0.5,,[1],10:00:00")

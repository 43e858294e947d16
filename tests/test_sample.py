"""Review sheets: drawn the same each time, filled in, read back as precision per rule."""

import csv
import io
from collections.abc import Sequence
from math import isclose, sqrt
from pathlib import Path

import pytest

from flows.commands.sample import COLUMNS, read_sheet, write_sheet
from flows.output.errors import UserError
from flows.steps import job as jobs
from warehouse.asking.sql import ask

TEXT = "“We lost {n} boats,” said Ada Roth.\n\nThe mayor, Bruno Keller, said that repairs would cost £{n} million."


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of six articles with two quotes each."""
    folder = tmp_path_factory.mktemp("review")
    for n in range(2, 8):
        (folder / f"{n}.txt").write_text(TEXT.format(n=n))
    with jobs.job([folder], folder / "warehouse", 1, None) as job:
        jobs.publish(job, jobs.stage(job))
    return folder / "warehouse"


def sheet(root: Path, capsys: pytest.CaptureFixture[str], count: int, rule: str | None = None) -> list[dict[str, str]]:
    assert write_sheet("quotes", count, rule, root) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def fill(path: Path, rows: Sequence[dict[str, str]], *said: str) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(row | {"right": right} for row, right in zip(rows, said, strict=False))
    return path


def test_a_sheet_is_the_same_each_time_and_a_longer_one_begins_with_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = sheet(root, capsys, 4)
    assert rows == sheet(root, capsys, 4) == sheet(root, capsys, 100)[:4]
    assert all(row["right"] == "" and "[[" in row["sentence"] and row["row"] for row in rows)
    assert {row["rule_id"] for row in sheet(root, capsys, 100, rows[0]["rule_id"])} == {rows[0]["rule_id"]}


def test_a_filled_sheet_becomes_precision_with_its_interval_and_twice_changes_nothing(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = sheet(root, capsys, 1)[0]["rule_id"]
    rows = sheet(root, capsys, 4, rule)
    assert read_sheet(fill(tmp_path / "first.csv", rows, "yes", "N", "", "right"), root) == 0
    assert "3 rows judged: 2 right, 1 wrong; 3 new." in capsys.readouterr().out
    (found,) = ask(
        root, f"SELECT n, \"right\", precision, precision_low, precision_high FROM rules WHERE rule_id = '{rule}'"
    ).to_pylist()
    n, p, z = 3, 2 / 3, 1.96
    middle, spread = (
        (p + z * z / 2 / n) / (1 + z * z / n),
        z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / 4 / n / n),
    )
    assert (found["n"], found["right"]) == (3, 2)
    for name, expected in (("precision", p), ("precision_low", middle - spread), ("precision_high", middle + spread)):
        assert isclose(found[name], expected, rel_tol=1e-9)

    commits = len(list((root / "_commits").iterdir()))
    assert read_sheet(tmp_path / "first.csv", root) == 0
    assert "0 new" in capsys.readouterr().out
    assert len(list((root / "_commits").iterdir())) == commits

    read_sheet(fill(tmp_path / "second.csv", rows, "yes", "yes"), root)
    (found,) = ask(root, f"SELECT n, \"right\" FROM rules WHERE rule_id = '{rule}'").to_pylist()
    assert found == {"n": 3, "right": 3}


def test_rules_join_the_rows_by_rule_id(root: Path) -> None:
    joined = "SELECT count(*) AS quotes FROM quotes JOIN rules USING (rule_id) WHERE rule_kind = 'quotes'"
    assert ask(root, joined).to_pylist() == ask(root, "SELECT count(*) AS quotes FROM quotes").to_pylist()
    whole = "SELECT sum(rows) = (SELECT count(*) FROM numbers) AS is_whole FROM rules WHERE rule_kind = 'numbers'"
    assert ask(root, whole).to_pylist() == [{"is_whole": True}]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"right": "maybe"}, ":2: right is 'maybe'.\n  fix: yes, no"),
        ({"right": "yes", "start": "x"}, ":2: kind, start"),
        ({"right": "yes", "end": "9" * 5_000}, ":2: kind, start"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_where(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], says: str
) -> None:
    row = sheet(root, capsys, 1)[0] | change
    with pytest.raises(UserError) as error:
        read_sheet(fill(tmp_path / "bad.csv", [row], row["right"]), root)
    assert says in str(error.value)


def test_a_sheet_that_is_not_filled_in_or_has_no_rows_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UserError, match="nothing is filled in"):
        read_sheet(fill(tmp_path / "empty.csv", sheet(root, capsys, 1), ""), root)
    with pytest.raises(UserError, match="no rows in quotes of rule nothing"):
        write_sheet("quotes", 5, "nothing", root)

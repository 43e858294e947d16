"""Lines of news without a quantity give no row of table numbers."""

from pathlib import Path

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.numbers.row import Number
from extractors.reading import read_all

LINES = [
    line
    for line in (Path(__file__).parent / "data" / "no_numbers.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def rows(ruleset: Ruleset) -> dict[str, list[str]]:
    """The words of every number row, by line."""
    readings = read_all([Document(id=line, text=line) for line in LINES], ruleset)
    return {
        line: [line[row.start : row.end] for row in reading.rows.get("numbers", []) if isinstance(row, Number)]
        for line, reading in zip(LINES, readings, strict=True)
    }


def test_the_corpus_holds_two_hundred_lines() -> None:
    assert len(set(LINES)) >= 200


@pytest.mark.parametrize("line", LINES)
def test_line_without_a_quantity_gives_no_row(line: str, rows: dict[str, list[str]]) -> None:
    assert rows[line] == []

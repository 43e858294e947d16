"""The unit in a column's head reaches the figures below it."""

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.numbers.row import Number
from extractors.reading import read

TABLE = """The board printed its figures for May.

Area (km²){0}Sales ($m){0}Share (%){0}Output in tonnes{0}Notes
1,100{0}12.5{0}4.5{0}3,400{0}1,205
South{0}9.25{0}3.75{0}2,100{0}1,310
"""


@pytest.mark.parametrize("between", [" | ", "\t", "   "])
def test_figures_take_the_unit_of_their_column(between: str, ruleset: Ruleset) -> None:
    text = TABLE.format(between)
    rows = read(Document(id="test", text=text), ruleset).rows.get("numbers", [])
    found = {text[row.start : row.end]: row for row in rows if isinstance(row, Number)}
    assert (found["9.25"].quantity_kind, found["9.25"].value, found["9.25"].unit) == ("money", 9_250_000, "dollar")
    assert found["1,100"].unit == "square kilometre"
    assert found["4.5"].unit == "percent"
    assert (found["2,100"].unit, found["2,100"].si_low) == ("metric ton", 2_100_000)
    assert found["1,310"].quantity_kind == "number"


def test_prose_above_is_no_head(ruleset: Ruleset) -> None:
    text = "Sales fell (tonnes).\nThe index stood at 12.5 then."
    rows = read(Document(id="test", text=text), ruleset).rows.get("numbers", [])
    assert [row.unit for row in rows if isinstance(row, Number)] == [None]

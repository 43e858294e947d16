"""Every unit of the seeds, read in a sentence: name, UCUM code, worth."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import ruleset_of
from extractors.numbers.row import Number
from extractors.reading import read_all

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
RULES = ruleset_of(None)
AMOUNT = 12.5


OFFSETS = {"fahrenheit": Decimal("-17.77777777777778"), "kelvin": Decimal("-273.15")}


def units() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for name in ("units", "unit_symbols"):
        with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found += csv.DictReader(lines)
    return found


UNITS = units()


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Number]]:
    """The rows of a sentence about each unit, by surface."""
    sentences = [f"The test gave {AMOUNT} {unit['surface']} in the end." for unit in UNITS]
    readings = read_all([Document(id=sentence, text=sentence) for sentence in sentences], RULES)
    return {
        unit["surface"]: [row for row in reading.rows["numbers"] if isinstance(row, Number)]
        for unit, reading in zip(UNITS, readings, strict=True)
    }


def test_there_are_three_hundred_units() -> None:
    assert len({unit["unit"] for unit in UNITS}) >= 300


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit["surface"])
def test_unit_is_read_in_a_sentence(unit: dict[str, str], rows: dict[str, list[Number]]) -> None:
    [row] = rows[unit["surface"]]
    assert (row.value, row.unit, row.quantity_kind) == (AMOUNT, unit["unit"], unit["quantity_kind"])
    assert row.unit_ucum == (unit["ucum"] or None)
    if unit["factor"]:
        worth = Decimal(str(AMOUNT)) * Decimal(unit["factor"]) + OFFSETS.get(unit["unit"], 0)
        assert row.si_low == pytest.approx(float(worth))
        assert row.si_unit == unit["base"]


@pytest.mark.parametrize(
    ("words", "worth", "base"),
    [
        ("100 miles", 160_934.4, "m"), ("32 °F", 0, "Cel"), ("2 kWh", 7_200_000, "J"), ("1 knot", 0.514444, "m/s"),
        ("30 mpg", None, None), ("5 µg/m³", 5e-9, "kg/m3"), ("3 GB", 3e9, "By"), ("250 bpd", 0.00046003, "m3/s"),
    ],
)  # fmt: skip
def test_worth_of_well_known_units(words: str, worth: float | None, base: str | None) -> None:
    text = f"The test gave {words} there."
    [reading] = read_all([Document(id="unit", text=text)], RULES)
    [row] = reading.rows["numbers"]
    assert isinstance(row, Number)
    assert row.si_low == (None if worth is None else pytest.approx(worth, rel=1e-4, abs=1e-9))
    assert row.si_unit == base

"""Units of measure from `typed/units.txt`: names and symbols with UCUM code and worth in the base unit, by pint."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pint

TYPED = Path(__file__).resolve().parents[1] / "typed" / "units.txt"
COLUMNS = "surface,unit,ucum,quantity_kind,factor,base"
PREFIXES = {
    "p": "pico", "n": "nano", "u": "micro", "m": "milli", "c": "centi", "d": "deci", "-": "", "k": "kilo",
    "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa",
}  # fmt: skip
MICRO = ("µ", "μ")
DIGITS = 16

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit with its surfaces; `worth` and `base` are expressions that pint reads."""

    name: str
    ucum: str
    kind: str
    base_ucum: str
    base: str
    worth: str
    names: tuple[str, ...]
    symbols: tuple[str, ...]


def names() -> dict[str, Row]:
    """Rows of `units.csv`: names in words, matched in any case."""
    return _rows("names")


def symbols() -> dict[str, Row]:
    """Rows of `unit_symbols.csv`: symbols, matched as they stand."""
    return _rows("symbols")


def offsets() -> dict[str, Row]:
    """Rows of `unit_offsets.csv`: what 0 of a unit is in its base unit, where scales begin apart."""
    registry = _registry()
    rows: dict[str, Row] = {}
    for unit in units():
        _, offset = _worth(unit, registry)
        if offset:
            rows[unit.name] = {"surface": unit.name, "offset": offset}
    return rows


def _registry() -> "pint.UnitRegistry[Decimal]":
    return pint.UnitRegistry(non_int_type=Decimal)


def _rows(of: str) -> dict[str, Row]:
    registry = _registry()
    rows: dict[str, Row] = {}
    for unit in units():
        factor, _ = _worth(unit, registry)
        cells = (unit.name, unit.ucum, unit.kind, factor, unit.base_ucum if factor else "")
        for surface in unit.names if of == "names" else unit.symbols:
            rows[surface] = dict(zip(COLUMNS.split(","), (surface, *cells), strict=True))
    return rows


def _worth(unit: Unit, registry: "pint.UnitRegistry[Decimal]") -> tuple[str, str]:
    """Factor and offset to the base unit; empty where the unit has none."""
    worth, _, offset = unit.worth.partition("@")
    if not worth.strip():
        return "", ""
    one = registry.Quantity(Decimal(1), "dimensionless")
    factor = (one * registry.parse_expression(worth)).to(unit.base).magnitude
    return _written(factor), _written((one * registry.parse_expression(offset)).magnitude) if offset else ""


def _written(number: Decimal) -> str:
    """A number in plain digits, rounded to what a float holds."""
    rounded = Decimal(f"{number:.{DIGITS}g}")
    return f"{rounded.normalize():f}"


def units() -> Iterator[Unit]:
    """Every unit of the typed file, prefixes written out."""
    kind = base_ucum = base = ""
    for line in TYPED.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            kind, base_ucum, base = (part.strip() for part in line.strip().removesuffix("]")[1:].rsplit(";", 2))
            continue
        name, ucum, worth, words, signs = (part.strip() for part in line.split(";"))
        prefixed = re.fullmatch(r"\((?P<prefixes>[^)]+)\)(?P<unit>.+)", name)
        for prefix in prefixed["prefixes"].split() if prefixed else ("-",):
            long, short = PREFIXES[prefix], prefix.replace("-", "")
            yield Unit(
                long + (prefixed["unit"] if prefixed else name), ucum.replace("{}", short), kind, base_ucum, base,
                worth.replace("{}", long), _surfaces(words, [long]),
                _surfaces(signs, MICRO if short == "u" else [short]),
            )  # fmt: skip


def _surfaces(listed: str, prefixes: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The surfaces of a list divided by bars, with their plurals and with each prefix."""
    surfaces = [part.strip() for part in listed.split("|") if part.strip()]
    spelled = [part.replace("{}", prefix) for part in surfaces for prefix in prefixes]
    return tuple(
        part.removesuffix("%") + ending for part in spelled for ending in (("", "s") if part.endswith("%") else ("",))
    )

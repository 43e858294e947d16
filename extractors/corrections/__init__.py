"""Corrections of rows: a pure step after the rules. Every row that one changed carries its id.

A correction names a row by its table and span, or an actor by its name. What hits no row, and what was removed, goes to
quarantine with the reason.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import asdict
from datetime import date
from math import isfinite

from extractors.article.document import Correction
from extractors.corrections.actors import FIXES, settled
from extractors.corrections.sheet import MissError, Rows, Sheet
from extractors.engine.row import Fact, Rejected, Row
from extractors.numbers.row import Number
from schemas.fields import FIELDS

MISSED = "correction hits nothing"


def correct(
    rows: Mapping[str, Sequence[Fact]], text: str, corrections: Sequence[Correction]
) -> tuple[Rows, list[Rejected]]:
    """The rows of a document after its corrections, in their order; and what was removed or hit nothing."""
    sheet = Sheet({name: [copy(row) for row in of_table] for name, of_table in rows.items()}, text)
    rejected = sheet.rejected
    for correction in corrections:
        try:
            if correction.fix in FIXES:
                FIXES[correction.fix](sheet, correction)
            else:
                row = sheet.row(correction)
                SETTERS.get((correction.table, correction.fix), set_column)(row, correction)
                sheet.mark(row, correction)
        except MissError as miss:
            reason = f"{MISSED}: {correction.where}: {miss}"
            rejected.append(
                Rejected(table=correction.table, rule_id=None, candidate=asdict(correction), reasons=(reason,))
            )
    return settled(sheet.rows), rejected


def cell_of(column: str, words: str) -> str | int | float | bool | date | None:
    """The value of a column that a correction writes in words; no words are null.

    Raises:
        ValueError: they are no value of the column's type, or not one of its values.
    """
    field = FIELDS[column]
    if not words:
        return None
    if field.one_of and words not in field.one_of:
        raise ValueError(f"{words!r} is no {column}.\n  known: {', '.join(field.one_of)}")
    read, shape = READ[field.type]
    try:
        return read(words)
    except ValueError:
        raise ValueError(f"{words!r} is no {column}.\n  fix: write {shape}") from None


def figure(words: str) -> float:
    """A number that is not infinite.

    Raises:
        ValueError: the words are none.
    """
    found = float(words)
    if not isfinite(found):
        raise ValueError(f"{words!r} is infinite, or no number")
    return found


def _whole(words: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", words):
        raise ValueError(f"{words!r} is no whole number that a table can hold")
    return int(words)


def _truth(words: str) -> bool:
    if words not in ("true", "false"):
        raise ValueError(f"{words!r} is neither true nor false")
    return words == "true"


READ: Mapping[str, tuple[Callable[[str], str | int | float | bool | date], str]] = {
    "string": (str, "words"),
    "int64": (_whole, "a whole number"),
    "float64": (figure, "a number in figures, as 1200000 or 0.5"),
    "bool": (_truth, "true or false"),
    "date32": (date.fromisoformat, "a day as 2025-03-04"),
}
"""By type of a column what reads its value from words, and what the words must be."""


def set_column(row: Row, correction: Correction) -> None:
    """Set the one cell whose column the fix names."""
    setattr(row, correction.fix, cell_of(correction.fix, correction.value))


def set_figure(row: Row, correction: Correction) -> None:
    """Set the value of a number, and its bounds: it is exact then."""
    if not isinstance(row, Number):
        raise MissError("the row is no number")
    value = figure(correction.value)
    scale = row.si_low / row.low if row.low and row.si_low is not None else None
    row.value = row.low = row.high = value
    row.si_low = row.si_high = value * scale if scale is not None else None
    row.comparator = "="


def set_day(row: Row, correction: Correction) -> None:
    """Set what a date stands for: a day, month or year as 2025-03-04, 2025-03 or 2025."""
    first, last, grain = interval(correction.value)
    for name, value in {
        "timex_value": correction.value, "edtf": correction.value, "start_date": first, "end_date": last,
        "grain": grain, "timex_type": "DATE", "anchor_conflict": False,
    }.items():  # fmt: skip
        setattr(row, name, value)


def interval(words: str) -> tuple[date, date, str]:
    """First and last day, and grain, of a day, month or year.

    Raises:
        ValueError: the words are none of these.
    """
    grain = {4: "year", 7: "month", 10: "day"}.get(len(words), "")
    try:
        first = date.fromisoformat((words + "-01-01")[:10] if grain else "")
    except ValueError:
        raise ValueError(f"{words!r} is no day, month or year.\n  fix: as 2025-03-04, 2025-03 or 2025") from None
    if grain == "day":
        return first, first, grain
    last_month = 12 if grain == "year" else first.month
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1]), grain


SETTERS: Mapping[tuple[str, str], Callable[[Row, Correction], None]] = {
    ("numbers", "value"): set_figure,
    ("dates", "date"): set_day,
}
"""Fixes of a table that set several cells together."""

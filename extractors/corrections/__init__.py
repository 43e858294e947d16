"""Corrections of rows: a pure step after the rules. Every row that one changed carries its id.

A correction names a row by its table and span, or an actor by its name. What hits no row, and what was removed, goes to
quarantine with the reason.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import asdict
from datetime import date

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
        raise ValueError(f"{words!r} is none of {', '.join(field.one_of)}")
    read: Mapping[str, Callable[[str], str | int | float | bool | date]] = {
        "string": str, "int64": int, "float64": float, "bool": _truth, "date32": date.fromisoformat,
    }  # fmt: skip
    return read[field.type](words)


def _truth(words: str) -> bool:
    if words not in ("true", "false"):
        raise ValueError(f"{words!r} is neither true nor false")
    return words == "true"


def set_column(row: Row, correction: Correction) -> None:
    """Set the one cell whose column the fix names."""
    setattr(row, correction.fix, cell_of(correction.fix, correction.value))


def set_figure(row: Row, correction: Correction) -> None:
    """Set the value of a number, and its bounds: it is exact then."""
    if not isinstance(row, Number):
        raise MissError("the row is no number")
    figure = float(correction.value)
    scale = row.si_low / row.low if row.low and row.si_low is not None else None
    row.value = row.low = row.high = figure
    row.si_low = row.si_high = figure * scale if scale is not None else None
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
    grain = {4: "year", 7: "month", 10: "day"}.get(len(words))
    if grain is None:
        raise ValueError(f"{words!r} is no day, month or year such as 2025-03-04, 2025-03, 2025")
    first = date.fromisoformat((words + "-01-01")[:10])
    if grain == "day":
        return first, first, grain
    last_month = 12 if grain == "year" else first.month
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1]), grain


SETTERS: Mapping[tuple[str, str], Callable[[Row, Correction], None]] = {
    ("numbers", "value"): set_figure,
    ("dates", "date"): set_day,
}
"""Fixes of a table that set several cells together."""

"""Two dates as the ends of one stretch: which ones are, and in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import regex

from extractors.dates.calendar import edtf_of, period_of
from extractors.dates.meaning import Meaning
from extractors.dates.row import Date

JOINTS = ("to", "-", "–", "—", "through", "until", "till")
FAR = len(" through ")
END = regex.compile(r"(?:\d{4}|XXXX)(?:-(?:\d\d(?:-\d\d)?|WXX-\d|Q\d))?|BC\d{4}")
MOVED = regex.compile(
    r"(?i)\b(?:brought|changed|deferred|delayed|extended|moved|postponed|pushed|put|rescheduled|shifted|switched)\b"
    r"[^.\n]{0,40}\Z"
)
"""Verbs after which "from Monday to Friday" is no stretch."""


def tied(given: Sequence[Meaning], text: str) -> list[Meaning]:
    """The meanings, second ends of a stretch marked as such: "28 April to 3 May 2025", "between March 3 and March 9".

    A year that only the second end names is the first one's too.
    """
    made = list(given)
    for index in range(1, len(made)):
        first, last = made[index - 1], made[index]
        if last.linked and MOVED.search(text, max(0, first.start - 60), first.start):
            made[index] = replace(last, linked=False)
        if last.start - first.end > FAR or last.linked or first.linked:
            continue
        if not _is_joined(first, last, text) or not _are_ends(first, last):
            continue
        value, end = first.value or "", last.value or ""
        if value.startswith("XXXX") and end[:4].isdigit() and len(value) == len(end):
            year = int(end[:4]) - (value[5:] > end[5:])
            made[index - 1] = replace(first, value=f"{year:04}{value[4:]}")
        made[index] = replace(last, linked=True)
    return made


def _are_ends(first: Meaning, last: Meaning) -> bool:
    """Whether both are dates of the same fineness."""
    return (
        first.timex_type == last.timex_type == "DATE"
        and END.fullmatch(first.value or "") is not None
        and END.fullmatch(last.value or "") is not None
        and (first.value or "").count("-") == (last.value or "").count("-")
    )


def _is_joined(first: Meaning, last: Meaning, text: str) -> bool:
    joint = text[first.end : last.start].strip().casefold()
    before = text[max(0, first.start - 60) : first.start]
    if joint == "and":
        return before.rstrip().casefold().endswith("between")
    return joint in JOINTS and not MOVED.search(before)


def ordered(first: Date, last: Date, is_week: bool) -> tuple[Date, Date]:
    """The ends of a range in order: "from August to January" begins a year earlier, "Monday to Friday" a week.

    `is_week` says that both are days of the week.
    """
    if not (first.temporal_function and first.start_date and last.start_date and first.start_date > last.start_date):
        return first, last
    if last.direction == "future":
        return first, _turned(last, 1, is_week)
    return _turned(first, -1, is_week), last


def in_turn(first: Date, last: Date, joint: str) -> Date:
    """The second of two months in turn: "December and January" are a month apart, not eleven back."""
    one, two = first.start_date, last.start_date
    if not (one and two and first.grain == last.grain == "month" and last.temporal_function):
        return last
    if joint.strip(" ,").casefold() not in ("and", "or", "") or two > one or not 1 <= (two.month - one.month) % 12 <= 3:
        return last
    return _turned(last, one.year + (two.month < one.month) - two.year, False)


def _turned(row: Date, way: int, is_week: bool) -> Date:
    """The row a week or a year on or back."""
    value = row.timex_value or ""
    if is_week and row.start_date:
        value = (row.start_date + timedelta(7 * way)).isoformat()
    else:
        value = f"{int(value[:4]) + way:04}{value[4:]}"
    period = period_of(value)
    if period is None:
        return row
    return replace(
        row, timex_value=value, start_date=period.start, end_date=period.end, edtf=edtf_of(value, None, period)
    )

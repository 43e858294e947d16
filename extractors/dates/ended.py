"""Stretches whose last day stands behind them: "the quarter ended July 31", "nine months to September 30"."""

import calendar
from dataclasses import replace
from datetime import date, timedelta

import regex

from extractors.dates.calendar import moved, value_of
from extractors.dates.meaning import Meaning

JOINT = regex.compile(r",?\s(?:(?:that|which)\s)?(?:ended|ending|ends|will\send)\s(?:on\s|in\s)?|\sto\s(?:the\s)?")
QUARTER = regex.compile(r"(?:\d{4}|XXXX)-Q[1-4]")
LENGTH = regex.compile(r"P(\d{1,3})([DWMY])")
MONTHS = {"M": 1, "Y": 12}


def is_closed(meaning: Meaning, text: str) -> bool:
    """Whether the words behind a stretch say when it ended; the day itself is the next date of the text."""
    if not _is_stretch(meaning):
        return False
    found = JOINT.match(text, meaning.end, meaning.end + 24)
    return found is not None


def _is_stretch(meaning: Meaning) -> bool:
    value = meaning.value or ""
    if meaning.timex_type == "DURATION":
        return LENGTH.fullmatch(value) is not None and not meaning.shift
    is_quarter = meaning.base == "quarter" and not meaning.shift
    return meaning.timex_type == "DATE" and (is_quarter or not meaning.has_interval or bool(QUARTER.fullmatch(value)))


def closed(meaning: Meaning, end: date, is_fiscal: bool) -> Meaning:
    """The stretch with its own days, `since` and `until`; a quarter without an ordinal gets its value from them.

    Whole months are counted back from the last day of a month only: a year of 52 weeks that ends on a Saturday
    began on a day that nobody says. `is_fiscal` when the report's own quarters are known to be fiscal ones.
    """
    value = meaning.value
    if found := LENGTH.fullmatch(value or ""):
        since = _first_day(end, int(found[1]), found[2])
    else:
        is_quarter = meaning.grain == "quarter"
        since = _first_day(end, 3 if is_quarter else 12, "M")
        if meaning.base == "quarter" and not is_fiscal:
            meaning = replace(meaning, value=value_of(end - timedelta(45), "quarter"), base=None, shift=None)
        elif is_quarter and (value or "").startswith("XXXX"):
            meaning = replace(meaning, value=f"{end.year:04}{(value or '')[4:]}")
        elif not is_quarter and value is None:
            meaning = replace(meaning, value=f"{end.year:04}", base=None, shift=None)
    return replace(meaning, since=since, until=end)


def _first_day(end: date, count: int, unit: str) -> date | None:
    """The first of so many units up to a last day; None where months are counted from the middle of one."""
    if unit not in MONTHS:
        return moved(end, 1 - count * (7 if unit == "W" else 1), "D")
    if end.day < calendar.monthrange(end.year, end.month)[1]:
        return None
    return moved(end + timedelta(1), -count * MONTHS[unit], "M")

"""Stretches whose last or first day stands behind them: "the quarter ended July 31", "fiscal 2026, which began
May 1". "Nine months to September 30" and "the two weeks beginning May 5" are such too.
"""

import calendar
from dataclasses import replace
from datetime import date, timedelta

import regex

from extractors.dates.calendar import moved, value_of
from extractors.dates.meaning import Meaning

JOINT = regex.compile(r",?\s(?:(?:that|which)\s)?(?:ended|ending|ends|will\send)\s(?:on\s|in\s)?|\sto\s(?:the\s)?")
BEGUN = regex.compile(r",?\s(?:(?:that|which)\s)?(?:began|begins|beginning|started|starts|starting)\s(?:on\s|in\s)?")
STARTS = (" e", " w", " t", " b", " s", ", ")
"""How both begin."""

QUARTER = regex.compile(r"(?:\d{4}|XXXX)-Q[1-4]")
LENGTH = regex.compile(r"P(\d{1,3})([DWMY])")


def is_closed(meaning: Meaning, text: str) -> bool:
    """Whether the words behind a stretch say when it ended or began; the day itself is the next date of the text."""
    if text[meaning.end : meaning.end + 2] not in STARTS or not _is_stretch(meaning):
        return False
    return any(joint.match(text, meaning.end, meaning.end + 24) for joint in (JOINT, BEGUN))


def last_day(meaning: Meaning, joint: str, start: date, end: date) -> date | None:
    """The last day of a stretch: of the date behind it (`start` to `end`), or so long after that one's first day."""
    if JOINT.fullmatch(joint):
        return end
    if not BEGUN.fullmatch(joint):
        return None
    found = LENGTH.fullmatch(meaning.value or "")
    count, unit = (int(found[1]), found[2]) if found else (3 if meaning.grain == "quarter" else 12, "M")
    after = moved(start, count, unit)
    return after - timedelta(1) if after and (unit in "DW" or start.day == 1) else None


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
    if unit in "MY" and end.day < calendar.monthrange(end.year, end.month)[1]:
        return None
    return moved(end + timedelta(1), -count, unit)

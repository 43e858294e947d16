"""Values with an open year, month or week: which of the possible days is meant."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import regex

from extractors.dates.calendar import Period, moved, period_of, value_of
from extractors.dates.holidays import days_of, is_sighted, stretch_of
from extractors.dates.meaning import Meaning
from extractors.engine.seeds import Seeds

WEEKDAY = regex.compile(r"XXXX-WXX-([1-7])")
NEAR = 100
"""Days from publication within which a month and day are taken whatever the tense says."""

HALF_YEAR = 190
"""Days within which a weekday tells the year; farther off it is a conflict, not a year that is meant."""

OPEN = {
    "time": "XXXX-XX-XX", "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
FIRST_LETTERS = {"Q": "quarter", "H": "half", "S": "quarter", "F": "quarter", "W": "quarter"}

DAY_OF_MONTH = regex.compile(r"XXXX-XX-(\d\d)")


HABIT = regex.compile(r"(?i)\b(?:customarily|normally|traditionally|typically|usually)\b[^.;:,]{0,60}\Z")


def is_habit(start: int, text: str) -> bool:
    """Whether the words before an open date say that it comes again: "usually held in March" is no March of its own."""
    left = max(0, start - 80)
    return text.find("ly ", left, start) >= 0 and HABIT.search(text, left, start) is not None


def feasted(meaning: Meaning, value: str) -> Meaning:
    """The meaning of a lunar feast with all its days, one that the moon decides as about that day."""
    period = period_of(value) if meaning.holiday and meaning.grain == "day" else None
    days = stretch_of(meaning.holiday or "", period.start) if period else None
    if days is None:
        return meaning
    mod = meaning.mod or ("APPROX" if is_sighted(meaning.holiday) else None)
    return replace(meaning, since=days[0], until=days[1], mod=mod)


@dataclass(frozen=True, slots=True)
class View:
    """From which day, and which way (past, future, none), an open date is looked at.

    `is_strict` when the words say last or next: then the stretch that holds `base` does not count. `is_near` when only
    nearness decides, `is_sure` when it does not count: "since January 1" is past.
    """

    base: date
    direction: str
    is_strict: bool
    is_near: bool
    is_sure: bool


def pick(meaning: Meaning, view: View, seeds: Seeds) -> str | None:
    """The closed value of an open one, as it is looked at; None when no calendar day fits."""
    try:
        return _picked(meaning, view, seeds)
    except (ValueError, OverflowError):
        return None


def _picked(meaning: Meaning, view: View, seeds: Seeds) -> str | None:
    value, base, direction = meaning.value or "", view.base, view.direction
    if found := WEEKDAY.fullmatch(value):
        day = _weekday(int(found[1]), view)
        return _moved_weeks(day, meaning.shift) if meaning.shift and meaning.unit == "W" else day
    if value == "XXXX-WXX-WE":
        return _weekend(view)
    choices = [(v, p) for v in _choices(meaning, value, base, seeds) if (p := period_of(v))]
    if meaning.weekday:
        fitting = [(v, p) for v, p in choices if p.start.isoweekday() == meaning.weekday]
        choices = [(v, p) for v, p in fitting if _distance(p, base)[0] <= HALF_YEAR] or choices
    if not choices:
        return None
    if meaning.shift is not None and meaning.unit == "M":
        return choices[0][0]
    if meaning.shift is not None and meaning.unit == "Y":
        return next((v for v, _ in choices if v.startswith(f"{base.year + meaning.shift:04}")), None)
    is_open = not (view.is_strict or view.is_near or view.is_sure)
    if is_open and not (direction == "past" and meaning.holiday is not None):
        near = _plausible(choices, value, base, direction)
        if len(near) == 1:
            return near[0][0]
    if view.is_strict and direction == "past" and (meaning.direction_text or "").casefold() == "last":
        choices = [(v, p) for v, p in choices if not _is_last_month(p, base)]
    return _nearest(choices, view)


def _is_last_month(period: Period, base: date) -> bool:
    """Whether a month is the one right before: "last February" said in March is that of the year before."""
    return period.grain == "month" and period.end + timedelta(1) == base.replace(day=1)


def _plausible(choices: list[tuple[str, Period]], value: str, base: date, direction: str) -> list[tuple[str, Period]]:
    """Only the choice that is near, where the tense would lead most of a year away.

    A day within 100 days beats the tense; a quarter that ended within 92 days is meant even by "expects", and a month
    that begins within 31 days even after a past verb: "told of a cut in September".
    """
    if direction == "past" and choices[0][1].grain == "month":
        return [choice for choice in choices if 0 < (choice[1].start - base).days <= 31]
    if "-Q" in value:
        return (
            [choice for choice in choices if -92 <= (base - choice[1].end).days <= 92] if direction == "future" else []
        )
    return [choice for choice in choices if choice[1].grain == "day" and _distance(choice[1], base)[0] <= NEAR]


def _weekday(weekday: int, view: View) -> str:
    """The weekday to come or just past; that of `base` itself only where the words do not say last or next."""
    base, same_day = view.base, 7 if view.is_strict else 0
    if view.direction == "future":
        return (base + timedelta((weekday - base.isoweekday()) % 7 or same_day)).isoformat()
    return (base - timedelta((base.isoweekday() - weekday) % 7 or same_day)).isoformat()


def _moved_weeks(day: str, count: int) -> str:
    """An ISO day so many weeks on: "a week on Monday"."""
    return (date.fromisoformat(day) + timedelta(7 * count)).isoformat()


def _weekend(view: View) -> str:
    """The present weekend or that beside it where it is one, else by tense the one to come or the one just past."""
    if view.base.isoweekday() >= 6:
        shift = {"past": -1, "future": 1}[view.direction] if view.is_strict else 0
    else:
        shift = 0 if view.direction == "future" else -1
    return value_of(view.base + timedelta(7 * shift), "weekend")


def _choices(meaning: Meaning, value: str, base: date, seeds: Seeds) -> list[str]:
    if meaning.holiday is not None:
        years = range(base.year - 2, base.year + 3)
        days = [day for year in years for day in days_of(meaning.holiday, year, seeds["feasts"])]
        return [value_of(day, meaning.grain or "day") for day in days]
    if found := DAY_OF_MONTH.fullmatch(value):
        counts = (-1, 0, 1) if meaning.shift is None or meaning.unit != "M" else (meaning.shift,)
        firsts = [moved(base.replace(day=1), count, "M") for count in counts]
        return [f"{first:%Y-%m}-{found[1]}" for first in firsts if first]
    reach = 8 if value.endswith("-02-29") else 2
    years = range(max(1, base.year - reach), min(9999, base.year + reach) + 1)
    return [f"{year:04}{value[4:]}" for year in years] if value.startswith("XXXX-") and "X" not in value[4:] else []


def _nearest(choices: list[tuple[str, Period]], view: View) -> str | None:
    """The last that has begun when looking back, the first not yet over when looking ahead, else the nearest."""
    base, strict = view.base, view.is_strict
    if view.direction == "past":
        begun = [v for v, p in choices if (p.end < base if strict else p.start <= base)]
        return begun[-1] if begun else None
    if view.direction == "future":
        coming = [v for v, p in choices if (p.start > base if strict else p.end >= base)]
        return coming[0] if coming else None
    return min(choices, key=lambda choice: _weighed(choice[1], base))[0]


def _weighed(period: Period, base: date) -> tuple[float, int]:
    """The distance, with a quarter more for what is ahead: news looks back more often."""
    gap, is_ahead = _distance(period, base)
    return (gap * 1.25 if is_ahead else gap, is_ahead)


def _distance(period: Period, base: date) -> tuple[int, int]:
    if period.start <= base <= period.end:
        return (0, 0)
    gap = (base - period.end).days if period.end < base else (period.start - base).days
    return (gap, 0 if period.end < base else 1)


def open_grain(value: str) -> str | None:
    """How fine an open value is; None where nothing is known of it."""
    if value.endswith("-WE"):
        return "weekend"
    if value.count("-") == 2:
        return "day"
    if "-" not in value:
        return None
    return FIRST_LETTERS.get(value.rsplit("-", 1)[-1][:1], "month")

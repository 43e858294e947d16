"""TIMEX3 values as spans of days, and arithmetic on them. Nothing here reads a clock."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import regex

DAY = regex.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
MONTH = regex.compile(r"(\d{4})-(\d\d)")
WEEK = regex.compile(r"(\d{4})-W(\d\d)(-WE)?")
SEASON = regex.compile(r"(\d{4})-(SP|SU|FA|WI)")
PART = regex.compile(r"(\d{4})-([QH])(\d)")

MONTHS = {"quarter": 3, "half": 6, "year": 12}

SEASONS = {"SP": ("21", 3), "SU": ("22", 6), "FA": ("23", 9), "WI": ("24", 12)}
"""EDTF code and first month; each season has three months, and winter runs into the next year."""


@dataclass(frozen=True, slots=True)
class Period:
    """A closed stretch of days and how fine the words for it are."""

    start: date
    end: date
    grain: str


@lru_cache(maxsize=4096)
def period_of(value: str) -> Period | None:
    """The days that a resolved TIMEX3 date covers; None for an open value and for a day that no calendar has.

    The first and the last year that can be counted have none either, so that every period has days around it.
    """
    try:
        found = _period(value)
    except (ValueError, OverflowError):
        return None
    return found if found and found.start.year > 1 and found.end.year < 9999 else None


def _period(value: str) -> Period | None:
    if found := DAY.fullmatch(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return Period(day, day, "time" if found[4] else "day")
    if found := MONTH.fullmatch(value):
        return months(int(found[1]), int(found[2]), 1, "month")
    if found := WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found[3]:
            return Period(monday + timedelta(5), monday + timedelta(6), "weekend")
        return Period(monday, monday + timedelta(6), "week")
    if found := SEASON.fullmatch(value):
        return months(int(found[1]), SEASONS[found[2]][1], 3, "quarter")
    if found := PART.fullmatch(value):
        length, grain = (3, "quarter") if found[2] == "Q" else (6, "half")
        return months(int(found[1]), (int(found[3]) - 1) * length + 1, length, grain)
    if value.isdigit() and len(value) in (2, 3, 4):
        years = 10 ** (4 - len(value))
        first = int(value) * years
        if first < 1:
            return None
        return Period(
            date(first, 1, 1), date(first + years - 1, 12, 31), {1: "year", 10: "decade", 100: "century"}[years]
        )
    return None


def months(year: int, month: int, count: int, grain: str) -> Period:
    """`count` whole months from the first of a month on."""
    last = month + count - 2
    end_year, end_month = year + last // 12, last % 12 + 1
    return Period(date(year, month, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]), grain)


def value_of(day: date, grain: str) -> str:
    """The TIMEX3 value of the day, week, month, quarter ... that holds a day."""
    if grain == "day":
        return day.isoformat()
    if grain in ("week", "weekend"):
        week = day.isocalendar()
        return f"{week.year:04}-W{week.week:02}" + ("-WE" if grain == "weekend" else "")
    return {
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }[grain]


MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS_IN = {"D": 1, "W": 7, "WE": 7, "FN": 14}
GRAIN = {
    "D": "day", "W": "week", "WE": "weekend", "FN": "week", "M": "month", "Q": "quarter", "Y": "year",
    "DE": "decade", "CE": "century",
}  # fmt: skip


def moved(day: date, count: int, unit: str) -> date | None:
    """A day so many units on (or back); the last of the month where the month is shorter. None beyond the calendar."""
    try:
        if unit in DAYS_IN:
            return day + timedelta(days=count * DAYS_IN[unit])
        index = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
        year, month = index // 12, index % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def part_of(period: Period, mod: str) -> Period:
    """The first, middle or last third of a period: our rule for early, mid and late.

    The 1990s are cut into 1990-93, 1994-96 and 1997-99, a month after its 10th and 20th, a year into four months each.
    """
    if period.grain in ("day", "time"):
        return period
    if period.grain == "decade":
        first = period.start.year
        years = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[mod]
        return Period(date(first + years[0], 1, 1), date(first + years[1], 12, 31), "decade")
    if period.grain in MONTHS:
        third = MONTHS[period.grain] // 3
        skipped = {"START": 0, "MID": third, "END": 2 * third}[mod]
        first = period.start.month - 1 + skipped
        return months(period.start.year + first // 12, first % 12 + 1, third, period.grain)
    if period.grain == "month":
        one, two = period.start + timedelta(10), period.start + timedelta(20)
    elif period.grain == "century":
        one, two = date(period.start.year + 33, 1, 1), date(period.start.year + 66, 1, 1)
    else:
        length = (period.end - period.start).days + 1
        one, two = period.start + timedelta(round(length / 3)), period.start + timedelta(round(2 * length / 3))
    start, end = {
        "START": (period.start, one - timedelta(1)),
        "MID": (one, two - timedelta(1)),
        "END": (two, period.end),
    }[mod]
    return Period(start, end, period.grain)


def half_of(period: Period, mod: str) -> Period:
    """The first half of a period for START, else the second; a month is cut after its 15th, a year after June."""
    first, last = period.start, period.end
    if period.grain == "month":
        second = first.replace(day=16)
    elif period.grain in ("half", "year"):
        second = months(first.year, first.month + MONTHS[period.grain] // 2, 1, "month").start
    elif period.grain in ("decade", "century"):
        second = date((first.year + last.year + 1) // 2, 1, 1)
    else:
        second = first + timedelta(((last - first).days + 2) // 2)
    ends = (first, second - timedelta(1)) if mod == "START" else (second, last)
    return Period(*ends, period.grain)


def edtf_of(value: str, mod: str | None, period: Period | None) -> str | None:
    """The EDTF string of a resolved value; None where EDTF has no form (times, weeks, early and late)."""
    if period is None or period.grain in ("time",) or mod in ("START", "MID", "END"):
        return None
    if mod == "BEFORE":
        return f"../{_same_grain(period.start - timedelta(1), period.grain)}"
    if mod == "AFTER":
        return f"{_same_grain(period.end + timedelta(1), period.grain)}/.."
    if period.grain == "quarter" and (found := SEASON.fullmatch(value)):
        return f"{found[1]}-{SEASONS[found[2]][0]}"
    if period.grain in ("quarter", "half") and (found := PART.fullmatch(value)):
        return f"{found[1]}-{(32 if found[2] == 'Q' else 39) + int(found[3])}"
    if period.grain in ("week", "weekend"):
        return f"{period.start.isoformat()}/{period.end.isoformat()}"
    if period.grain in ("decade", "century"):
        return f"{period.start.year:04}/{period.end.year:04}"
    return value + ("~" if mod == "APPROX" else "")


def edtf_before(value: str) -> str:
    """The EDTF of a year (BC0044) or century (BC04) before our era: 1 BC is the year 0."""
    digits = value[2:]
    if len(digits) == 4:
        return _astronomical(1 - int(digits))
    first = int(digits) * 100
    return f"{_astronomical(-99 - first)}/{_astronomical(-first)}"


def _astronomical(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _same_grain(day: date, grain: str) -> str:
    if grain == "month":
        return f"{day:%Y-%m}"
    return f"{day.year:04}" if grain in ("year", "decade", "century") else day.isoformat()

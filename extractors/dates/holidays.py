"""Holidays by rule: a fixed day, the nth weekday of a month, so many days from Easter, or a feast of a lunar year."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

import regex

FIXED = regex.compile(r"(\d\d)-(\d\d)")
NTH = regex.compile(r"(\d\d)-(\d)#(-?\d)(?:\+(\d))?")
EASTER = regex.compile(r"([EO])([+-]\d{1,2})")
FEAST = regex.compile(r"@(\w{1,30})(?:\+(\d))?(~)?")


def days_of(rule: str, year: int, feasts: Mapping[str, Mapping[str, str]]) -> list[date]:
    """The days of a holiday in a year of ours; of a lunar feast none, one or two. `feasts` is seeds/feasts.csv."""
    if found := FEAST.fullmatch(rule):
        cell = feasts.get(str(year), {}).get(found[1], "")
        return [date.fromisoformat(day) for day in cell.split()]
    day = day_of_rule(rule, year)
    return [day] if day else []


def stretch_of(rule: str, day: date) -> tuple[date, date] | None:
    """All days of a lunar feast that begins on a day; None for a holiday of one day that the calendar decides.

    `@passover+7` lasts seven days more; `@eid_al_fitr~` goes by the sight of the moon: a day earlier or later.
    """
    found = FEAST.fullmatch(rule)
    if found is None or not (found[2] or found[3]):
        return None
    around = timedelta(1 if found[3] else 0)
    return day - around, day + timedelta(int(found[2] or 0)) + around


def is_sighted(rule: str | None) -> bool:
    """Whether the moon that people see decides the day of a holiday."""
    return rule is not None and rule.endswith("~")


def day_of_rule(rule: str, year: int) -> date | None:
    """The day of a holiday in a year; None for a year outside the calendar. `rule` is a cell of seeds/holidays.csv.

    `12-25` is 25 December, `11-4#4` the fourth Thursday of November (`#-1` the last, `+1` a day later), `E-2` two
    days before Easter Sunday, `O+0` the Orthodox one. An empty rule is a feast whose days differ from place to place.
    """
    if not 1583 <= year <= 9998:
        return None
    if found := FIXED.fullmatch(rule):
        return date(year, int(found[1]), int(found[2]))
    if found := EASTER.fullmatch(rule):
        return (easter(year) if found[1] == "E" else orthodox_easter(year)) + timedelta(int(found[2]))
    found = NTH.fullmatch(rule)
    if found is None:
        return None
    month, weekday, nth, later = int(found[1]), int(found[2]), int(found[3]), int(found[4] or 0)
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1) + later)


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday: by Meeus's rule for the Julian calendar, as a Gregorian day."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)

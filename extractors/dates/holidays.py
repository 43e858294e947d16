"""Holidays by rule: a fixed day, the nth weekday of a month, or so many days from Easter."""

import calendar
from datetime import date, timedelta

import regex

FIXED = regex.compile(r"(\d\d)-(\d\d)")
NTH = regex.compile(r"(\d\d)-(\d)#(-?\d)(?:\+(\d))?")
EASTER = regex.compile(r"([EO])([+-]\d{1,2})")


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday in a year; None for a year outside the calendar. `rule` is a cell of seeds/holidays.csv.

    `12-25` is 25 December, `11-4#4` the fourth Thursday of November (`#-1` the last, `+1` a day later), `E-2` two
    days before Easter Sunday, `O+0` the Orthodox one. An empty rule is a feast of a calendar that we don't compute.
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

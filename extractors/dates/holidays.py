"""Holidays by rule: a fixed day, the nth weekday of a month, or so many days from Easter."""

import calendar
from datetime import date, timedelta

import regex

FIXED = regex.compile(r"(\d\d)-(\d\d)")
NTH = regex.compile(r"(\d\d)-(\d)#(-?\d)(?:\+(\d))?")
EASTER = regex.compile(r"E([+-]\d{1,2})")


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday in a year; None for a year outside the calendar. `rule` is a cell of seeds/holidays.csv.

    `12-25` is 25 December, `11-4#4` the fourth Thursday of November (`#-1` the last, `+1` a day later), `E-2` two
    days before Easter Sunday.
    """
    if not 1583 <= year <= 9998:
        return None
    if found := FIXED.fullmatch(rule):
        return date(year, int(found[1]), int(found[2]))
    if found := EASTER.fullmatch(rule):
        return easter(year) + timedelta(int(found[1]))
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

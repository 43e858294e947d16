"""Relative words on every day of three years, each against a calendar of its own, and every EDTF string read back."""

import calendar
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import regex

from extractors.article.document import Document
from extractors.columns import items
from extractors.engine.ruleset import Ruleset, load
from extractors.reading import Reading, read_all

ROOT = Path(__file__).parent.parent
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(count) for count in range((LAST - FIRST).days + 1)]
"""A leap day, four ends of a year, and a week 53."""

Stretch = tuple[date, date]


def day(shift: int) -> Callable[[date], Stretch]:
    return lambda now: (now + timedelta(shift), now + timedelta(shift))


def week(shift: int) -> Callable[[date], Stretch]:
    return lambda now: (monday(now) + timedelta(7 * shift), monday(now) + timedelta(7 * shift + 6))


def month(shift: int) -> Callable[[date], Stretch]:
    def stretch(now: date) -> Stretch:
        year, index = divmod(now.year * 12 + now.month - 1 + shift, 12)
        return date(year, index + 1, 1), date(year, index + 1, calendar.monthrange(year, index + 1)[1])

    return stretch


def quarter(shift: int) -> Callable[[date], Stretch]:
    def stretch(now: date) -> Stretch:
        first = (now.month - 1) // 3 * 3 + 1 - now.month + 3 * shift
        return month(first)(now)[0], month(first + 2)(now)[1]

    return stretch


def year(shift: int) -> Callable[[date], Stretch]:
    return lambda now: (date(now.year + shift, 1, 1), date(now.year + shift, 12, 31))


def weekday(number: int, way: int) -> Callable[[date], Stretch]:
    """The next such weekday that way, today left out."""

    def stretch(now: date) -> Stretch:
        then = now + timedelta(way)
        while then.isoweekday() != number:
            then += timedelta(way)
        return then, then

    return stretch


def monday(now: date) -> date:
    return now - timedelta(now.isoweekday() - 1)


PHRASES: dict[str, Callable[[date], Stretch]] = {
    "today": day(0), "yesterday": day(-1), "tomorrow": day(1), "the day after tomorrow": day(2),
    "the day before yesterday": day(-2), "10 days ago": day(-10), "three days ago": day(-3),
    "this week": week(0), "last week": week(-1), "next week": week(1), "two weeks ago": week(-2),
    "in six weeks' time": week(6), "this month": month(0), "last month": month(-1), "next month": month(1),
    "three months ago": month(-3), "15 months ago": month(-15), "this quarter": quarter(0), "last quarter": quarter(-1),
    "next quarter": quarter(1), "this year": year(0), "last year": year(-1), "next year": year(1),
    "five years ago": year(-5), "half a century ago": year(-50), "a year and a half ago": month(-18),
    "last Friday": weekday(5, -1), "next Tuesday": weekday(2, 1), "last Sunday": weekday(7, -1),
    "earlier this month": lambda now: (now.replace(day=1), now),
    "earlier this year": lambda now: (date(now.year, 1, 1), now),
    "later this year": lambda now: (now, date(now.year, 12, 31)),
    "last weekend": lambda now: (monday(now) - timedelta(2), monday(now) - timedelta(1)),
    "a decade ago": year(-10),
    "the past two weeks": lambda now: (now - timedelta(14), now),
    "the next 10 days": lambda now: (now, now + timedelta(10)),
}  # fmt: skip
VERBS = {"It was seen on {}.": (-1, 0), "It will be seen on {}.": (1, 0)}
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.fixture(scope="module")
def dates() -> Ruleset:
    return load(kinds=("article", "dates"))


@pytest.fixture(scope="module")
def readings(dates: Ruleset) -> list[Reading]:
    """One article for each day: every phrase in a sentence of its own, and the weekdays said both ways."""
    said = [f"It was seen {phrase}." for phrase in PHRASES]
    said += [verb.format(name) for verb in VERBS for name in WEEKDAYS]
    text = "\n\n".join(said)
    return list(read_all((Document(id=f"{now}", text=text, published=f"{now}") for now in DAYS), dates))


def test_every_relative_phrase_on_every_day_is_the_calendars_stretch(readings: list[Reading]) -> None:
    for now, reading in zip(DAYS, readings, strict=True):
        rows = list(items(reading, "dates"))[: len(PHRASES)]
        for row, (phrase, stretch) in zip(rows, PHRASES.items(), strict=True):
            assert row["text"] == phrase.removeprefix("in "), (now, phrase)
            assert (row["start_date"], row["end_date"]) == stretch(now), (now, phrase)


def test_a_weekday_is_the_last_one_after_a_past_verb_and_the_next_after_will(readings: list[Reading]) -> None:
    for now, reading in zip(DAYS, readings, strict=True):
        rows = iter(list(items(reading, "dates"))[len(PHRASES) :])
        for way, _ in VERBS.values():
            for number, name in enumerate(WEEKDAYS, 1):
                row = next(rows)
                then = now if now.isoweekday() == number else weekday(number, way)(now)[0]
                assert (row["text"], row["start_date"]) == (name, then), (now, way)


def test_every_edtf_string_reads_back_to_the_interval_of_its_row(readings: list[Reading]) -> None:
    count = 0
    for reading in readings:
        for row in items(reading, "dates"):
            if row["edtf"] is not None:
                count += 1
                assert edtf(str(row["edtf"])) == (row["start_date"], row["end_date"]), row
    assert count > 30_000


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell in 1990.", date(1990, 1, 1), date(1990, 12, 31)),
        ("It fell about 1990.", date(1990, 1, 1), date(1990, 12, 31)),
        ("It fell in the 1990s.", date(1990, 1, 1), date(1999, 12, 31)),
        ("It fell in the 17th century.", date(1600, 1, 1), date(1699, 12, 31)),
        ("It fell in spring 2024.", date(2024, 3, 1), date(2024, 5, 31)),
        ("It fell in winter 2023.", date(2023, 12, 1), date(2024, 2, 29)),
        ("It fell in the second half of 2025.", date(2025, 7, 1), date(2025, 12, 31)),
        ("It fell before May 2020.", None, date(2020, 4, 30)),
        ("It fell after May 2020.", date(2020, 6, 1), None),
        ("It fell in AD 70.", date(70, 1, 1), date(70, 12, 31)),
    ],
)
def test_the_edtf_of_a_named_period_reads_back(text: str, start: date | None, end: date | None, dates: Ruleset) -> None:
    (reading,) = read_all([Document(id="a", text=text)], dates)
    (row,) = items(reading, "dates")
    assert (row["start_date"], row["end_date"]) == (start, end) == edtf(str(row["edtf"]))


def edtf(text: str) -> tuple[date | None, date | None]:
    """The first and last day of an EDTF string of the forms that Copydesk writes: levels 0 and 1, and level 2 parts."""
    if "/" in text:
        first, last = text.split("/")
        return (None if first == ".." else edtf(first)[0], None if last == ".." else edtf(last)[1])
    found = regex.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?~?", text)
    assert found, f"no EDTF: {text}"
    year, part = int(found[1]), int(found[2] or 0)
    if found[3]:
        return date(year, part, int(found[3])), date(year, part, int(found[3]))
    if not part:
        return date(year, 1, 1), date(year, 12, 31)
    months = {24: (12, 3)} | {20 + n: (3 * n, 3) for n in (1, 2, 3)}  # seasons
    months |= {32 + n: (3 * n - 2, 3) for n in (1, 2, 3, 4)} | {39 + n: (6 * n - 5, 6) for n in (1, 2)}
    first, length = months.get(part, (part, 1))
    assert 1 <= first <= 12, f"no part of a year: {text}"
    return month(first - 1)(date(year, 1, 1))[0], month(first + length - 2)(date(year, 1, 1))[1]


def test_the_same_bytes_wherever_and_whenever_it_is_read(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "It rained today, last week and on Friday. It will rain tomorrow and in May.\n", encoding="utf-8"
    )
    samples = sorted((ROOT / "seeds" / "documents").glob("*.txt"))
    out = [
        subprocess.run(
            [sys.executable, "-c", LATER.format(seconds=seconds), "extract", str(article), *map(str, samples)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "TZ": zone}, capture_output=True, check=True,
        ).stdout
        for seconds, zone in ((0, "Etc/GMT+12"), (3_600_000_000, "Pacific/Kiritimati"))
    ]  # fmt: skip
    assert out[0] == out[1]
    assert b'"timex_value": "XXXX-XX-XX"' in out[0]


LATER = """
import datetime, time, sys
real, today = time.time, datetime.date.today
time.time = lambda: real() + {seconds}
class Date(datetime.date):
    @classmethod
    def today(cls): return today() + datetime.timedelta(seconds={seconds})
class Time(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
if {seconds}:
    datetime.date, datetime.datetime = Date, Time
from flows.cli import main
main()
"""
"""Copydesk under a clock that is set ahead by so many seconds: 114 years, in a zone a day ahead."""

"""Dates as an analyst needs them: anchored to the article, the same tomorrow, never more precise than the words."""

from datetime import date, timedelta

import pytest
import regex

from extractors.columns import items
from extractors.dates.calendar import edtf_of, moved, period_of, value_of
from extractors.dates.holidays import easter, holiday
from extractors.document import Document
from extractors.engine.ruleset import Ruleset, load
from extractors.reading import Reading, read

EDTF = regex.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?~?|\d{4}-(?:2[1-4]|3[3-6]|4[01])"
    r"|(?:\.\.|\d{4}(?:-\d\d){0,2})/(?:\.\.|\d{4}(?:-\d\d){0,2})"
)
RELATIVE = (
    "today|yesterday|tomorrow|this week|last week|next week|last month|next month|this year|last year|next year|"
    "two weeks ago|10 days ago|five years ago|a decade ago|last weekend|late last year|earlier this month|"
    "the third quarter|last winter|last Friday|next Tuesday|Good Friday|June 3|Feb. 29|in October"
).split("|")

NOT_DATES = """
Theresa May praised March, the villain of the book, and April Jones sat in the sun.
Mrs May may march on Downing Street after a second test run of 629 boats.
Call 020 7946 0958 or 555-0199 for the B-52 and the Boeing 737-800.
The ship at 51.5074, -0.1278 carried 2000 containers, 1984 crates and 1,500 tonnes.
The 2000 troops and 1800 police stood by as 1990 people watched.
He scored 5-3, 21-14 and 2-1 in game 7 at 1200 points.
Windows 2000, Area 51, Apollo 11, Blink-182 and Studio 54.
She lives at 1600 Pennsylvania Avenue and at 2012 Main Street.
It weighs 1995 kg and costs $1999 or 2020 euros, and the code is 2024.
Room 1984 in Tower 2001 is on route 1962.
Psalm 19:12 and John 3:16 were read at a ratio of 16:9 and odds of 5/2.
Winds in the 60s and highs in the low 70s were forecast.
He was 25 years old, and his 3-year-old daughter slept.
The Second World War, the First Lady, the third man and a second chance.
Version 10.12.2, section 4.5.6, address 192.168.10.12, part 12-05-1999-77.
They march in step; it may rain; an august company; the prices fall.
Springs of water, winter coats and Donna Summer.
The quarterback ran a quarter-mile in the first quarter of the game.
Trading was at 1530 pence and 1945 pence.
""".strip().splitlines()


@pytest.fixture(scope="module")
def dates() -> Ruleset:
    """The rules that dates need."""
    return load(kinds=("article", "dates"))


def rows(text: str, published: str | None, rules: Ruleset) -> list[dict[str, object]]:
    """The date rows of a text."""
    return list(items(reading(text, published, rules), "dates"))


def reading(text: str, published: str | None, rules: Ruleset) -> Reading:
    """A text, read."""
    return read(Document(id="t", text=text, published=published), rules)


@pytest.mark.parametrize("text", NOT_DATES)
def test_a_near_miss_gives_no_date(text: str, dates: Ruleset) -> None:
    assert [row["text"] for row in rows(text, "2025-06-11", dates)] == []


def test_every_relative_phrase_on_every_day_of_three_years_is_a_real_stretch(dates: Ruleset) -> None:
    text = "It was seen " + ". It was seen ".join(RELATIVE) + "."
    for count in range(0, 3 * 366, 13):
        day = date(2023, 12, 20) + timedelta(count)
        for row in rows(text, day.isoformat(), dates):
            value = str(row["timex_value"])
            period = period_of(value)
            assert period is not None, (day, row["text"], value)
            assert row["start_date"] is not None and row["start_date"] <= row["end_date"], (day, row)  # type: ignore[operator]
            assert row["edtf"] is None or EDTF.fullmatch(str(row["edtf"])), (day, row)


@pytest.mark.parametrize(
    ("text", "value"), [("on Friday", "XXXX-WXX-5"), ("on March 11", "XXXX-03-11"), ("last year", "XXXX")]
)
def test_without_a_publication_date_a_value_stays_open(text: str, value: str, dates: Ruleset) -> None:
    (row,) = rows(f"The dam broke {text}.", None, dates)
    assert (row["timex_value"], row["start_date"], row["anchor"]) == (value, None, None)


def test_a_month_and_year_stay_a_month(dates: Ruleset) -> None:
    (row,) = rows("Output peaked in March 2021.", "2025-06-25", dates)
    assert (row["grain"], str(row["start_date"]), str(row["end_date"])) == ("month", "2021-03-01", "2021-03-31")


def test_a_weekday_off_its_date_is_a_conflict(dates: Ruleset) -> None:
    (row,) = rows("They signed on Monday, March 4, 2025.", "2025-06-25", dates)
    assert (row["anchor_conflict"], row["start_date"]) == (True, None)


def test_the_year_edge_keeps_the_year(dates: Ruleset) -> None:
    (row,) = rows("The vote will be held on Sunday.", "2025-01-01", dates)
    assert row["timex_value"] == "2025-01-05"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ann Lee | Updated: 24-06-2025 07:11 IST | Created: 23-06-2025 07:11 IST", "2025-06-23"),
        ("Published March 4, 2025 at 9:05 am", "2025-03-04"),
        ("Sep 3, 2025, 9:05 AM EDT", "2025-09-03"),
        ("4 March 2025", "2025-03-04"),
        ("Ann Lee · 4 Mar 2025 · 3 min read", "2025-03-04"),
        ("02/06/2025 01:37 PM PST", "2025-02-06"),
        ("March 4", "None"),
        ("Copyright 2024, Harbour News", "None"),
        ("© 4 March 2024 Harbour News", "None"),
    ],
)
def test_a_byline_gives_the_publication_day(line: str, day: str, dates: Ruleset) -> None:
    text = f"Dam talks resume in Oslo\n\n{line}\n\nThe two sides met for talks about the dam and its gates."
    assert str(reading(text, None, dates).article.published) == day


def test_both_ends_of_a_range_point_at_each_other(dates: Ruleset) -> None:
    first, last = rows("The siege ran from November to February.", "2025-06-01", dates)
    assert (first["end_tid"], last["begin_tid"]) == (last["tid"], first["tid"])
    assert (first["timex_value"], last["timex_value"]) == ("2024-11", "2025-02")


def test_easter_and_its_feasts() -> None:
    assert [easter(year) for year in (1961, 2000, 2024, 2025)] == [
        date(1961, 4, 2), date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20),
    ]  # fmt: skip
    assert holiday("11-4#4", 2025) == date(2025, 11, 27)
    assert holiday("05-1#-1", 2025) == date(2025, 5, 26)


def test_a_day_moves_to_the_end_of_a_shorter_month_and_never_off_the_calendar() -> None:
    assert moved(date(2024, 2, 29), -1, "Y") == date(2023, 2, 28)
    assert moved(date(2025, 3, 31), -1, "M") == date(2025, 2, 28)
    assert moved(date(2025, 3, 31), -9000, "Y") is None


@pytest.mark.parametrize("grain", ["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"])
def test_every_value_holds_its_day_and_reads_back(grain: str) -> None:
    for count in range(0, 800, 7):
        day = date(2023, 12, 25) + timedelta(count)
        value = value_of(day, grain)
        period = period_of(value)
        assert period is not None and period.grain == grain
        assert period.start <= day <= period.end or grain == "weekend"
        assert EDTF.fullmatch(str(edtf_of(value, None, period)))


@pytest.mark.parametrize(
    "unit", ["1 ", "March 4, ", "two and ", "Monday ", "the ", "12-", "1990, ", "early ", "A-", "9:05 "]
)
def test_hostile_repeats_take_linear_time(unit: str, dates: Ruleset) -> None:
    assert reading(unit * 3000, "2025-01-01", dates).status in ("done", "language")

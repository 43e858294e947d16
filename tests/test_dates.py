"""Dates as an analyst needs them: anchored to the article, the same tomorrow, never more precise than the words."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from extractors.article.document import Document
from extractors.columns import items
from extractors.dates.calendar import moved, period_of, value_of
from extractors.dates.holidays import day_of_rule, days_of, easter, orthodox_easter
from extractors.engine.ruleset import Ruleset, load
from extractors.reading import Reading, read, read_all

NO_DATES = [
    line
    for line in (Path(__file__).parent / "data" / "no_dates.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


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


def test_two_hundred_near_misses_give_no_date(dates: Ruleset) -> None:
    documents = [Document(id=line, text=line, published="2025-06-11") for line in NO_DATES]
    found = [
        (reading.article.document.id, row["text"])
        for reading in read_all(documents, dates)
        for row in items(reading, "dates")
    ]
    assert len(NO_DATES) >= 200
    assert found == []


def test_headline_byline_and_dateline_have_rows(dates: Ruleset) -> None:
    text = (
        "Dam closed until Friday\n\nBy Ada Roth\nPublished March 4, 2025 at 9:05 am\n\n"
        "OSLO, March 4 (Harbour Wire) - The two sides met for talks about the dam and its gates.\n"
    )
    days = [(row["text"], str(row["start_date"]), row["function_in_document"]) for row in rows(text, None, dates)]
    assert days == [
        ("Friday", "2025-03-07", "NONE"),
        ("March 4, 2025 at 9:05 am", "2025-03-04", "PUBLICATION_TIME"),
        ("March 4", "2025-03-04", "NONE"),
    ]


def test_bylines_that_disagree_leave_everything_open_until_metadata_decides(dates: Ruleset) -> None:
    text = (
        "Dam talks resume in Oslo\n\nPublished 4 March 2025\nPublished 6 March 2025\n\n"
        "The two sides met on Tuesday and signed a pact of May 2024 about the dam and its gates.\n"
    )
    open_rows = rows(text, None, dates)
    assert [(row["anchor_conflict"], row["start_date"]) for row in open_rows[:3]] == [(True, None)] * 3
    assert (open_rows[3]["anchor_conflict"], str(open_rows[3]["start_date"])) == (False, "2024-05-01")
    assert [row["anchor_conflict"] for row in rows(text, "2025-03-06", dates)] == [False] * 4


@pytest.mark.parametrize(
    ("words", "rule"),
    [("12 Rabi al-Awwal 1446", "hijri-date"), ("1 Tishrei 5786", "hebrew-date"), ("1 Farvardin 1404", "persian-date")],
)
def test_another_calendar_is_named_and_left_open(words: str, rule: str, dates: Ruleset) -> None:
    (row,) = rows(f"It was signed on {words} in the port.", "2025-06-11", dates)
    assert (row["rule_id"], row["text"], row["start_date"], row["anchor"]) == (rule, words, None, None)


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


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2025-06-11", "The board is expected to vote when the plan is weighed in April.", "2026-04"),
        ("2025-06-11", "He said that he would resign when the council met on Monday.", "2025-06-16"),
        ("2025-06-11", "She resigned when the council met on Monday.", "2025-06-09"),
        ("2025-07-31", "The permit lapsed on the 31st of last month.", "XXXX-XX-31"),
        ("2024-03-15", "The permit lapsed on the 29th of last month.", "2024-02-29"),
        ("2025-06-11", "The vote will be held a fortnight on Friday.", "2025-06-27"),
        ("2025-01-01", "The ferry sank in the last week of December.", "2024-W52"),
        ("2025-06-11", "The valley will one day be a lake.", "FUTURE_REF"),
    ],
)
def test_a_clause_of_time_and_counted_weeks_look_where_they_should(
    published: str, text: str, value: str, dates: Ruleset
) -> None:
    assert rows(text, published, dates)[-1]["timex_value"] == value


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("the first half of February 2024", "2024-02-01", "2024-02-15"),
        ("the second half of the 1980s", "1985-01-01", "1989-12-31"),
        ("the last half of the 20th century", "1950-01-01", "1999-12-31"),
        ("the closing weeks of 2012", "2012-12-02", "2012-12-31"),
        ("the opening days of May 2012", "2012-05-01", "2012-05-10"),
    ],
)
def test_halves_and_edges_of_a_period_are_its_days(words: str, start: str, end: str, dates: Ruleset) -> None:
    (row,) = rows(f"The pass was shut in {words}.", "2025-06-11", dates)
    assert (row["text"], str(row["start_date"]), str(row["end_date"])) == (words, start, end)


def test_a_clock_time_falls_on_the_day_of_its_sentence_or_the_one_before(dates: Ruleset) -> None:
    text = (
        "A ferry sank on Friday. It struck the pier at 10 p.m. in fog.\n\nThe gates will open at 6 a.m. for the crews."
    )
    times = [row["timex_value"] for row in rows(text, "2025-06-11", dates) if row["timex_type"] == "TIME"]
    assert times == ["2025-06-06T22:00", "2025-06-11T06:00"]


def test_easter_and_its_feasts() -> None:
    assert [easter(year) for year in (1961, 2000, 2024, 2025)] == [
        date(1961, 4, 2), date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20),
    ]  # fmt: skip
    assert [orthodox_easter(year) for year in (1999, 2024, 2025)] == [
        date(1999, 4, 11), date(2024, 5, 5), date(2025, 4, 20),
    ]  # fmt: skip
    assert day_of_rule("", 2025) is None
    assert day_of_rule("11-4#4", 2025) == date(2025, 11, 27)
    assert day_of_rule("05-1#-1", 2025) == date(2025, 5, 26)


def test_lunar_feasts_keep_their_distances_in_every_year(dates: Ruleset) -> None:
    feasts = dates.seeds["feasts"]
    assert len(feasts) == 199
    for year in map(int, feasts):
        passover, new_year, atonement, tabernacles, purim, china, nowruz = (
            days_of(f"@{name}", year, feasts)[0]
            for name in ("passover", "rosh_hashanah", "yom_kippur", "sukkot", "purim", "lunar_new_year", "nowruz")
        )
        assert [(day - passover).days for day in (purim, new_year, atonement, tabernacles)] == [-30, 163, 172, 177]
        assert (1, 21) <= (china.month, china.day) <= (2, 21)
        assert date(year, 3, 20) <= nowruz <= date(year, 3, 22)
    assert days_of("@passover+7", 2024, feasts) == [date(2024, 4, 23)]
    assert days_of("@hanukkah+7", 2023, feasts) == [date(2023, 12, 8)]
    assert days_of("@eid_al_fitr~", 2000, feasts) == [date(2000, 1, 8), date(2000, 12, 27)]
    assert days_of("@eid_al_fitr~", 1905, feasts) == []


def test_a_day_moves_to_the_end_of_a_shorter_month_and_never_off_the_calendar() -> None:
    assert moved(date(2024, 2, 29), -1, "Y") == date(2023, 2, 28)
    assert moved(date(2025, 3, 31), -1, "M") == date(2025, 2, 28)
    assert moved(date(2025, 3, 31), -9000, "Y") is None


@pytest.mark.parametrize("grain", ["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"])
def test_every_value_holds_its_day(grain: str) -> None:
    for count in range(0, 800, 7):
        day = date(2023, 12, 25) + timedelta(count)
        value = value_of(day, grain)
        period = period_of(value)
        assert period is not None and period.grain == grain
        assert period.start <= day <= period.end or grain == "weekend"


@pytest.mark.parametrize(
    "unit", ["1 ", "March 4, ", "two and ", "Monday ", "the ", "12-", "1990, ", "early ", "A-", "9:05 "]
)
def test_hostile_repeats_take_linear_time(unit: str, dates: Ruleset) -> None:
    assert reading(unit * 3000, "2025-01-01", dates).status in ("done", "language")

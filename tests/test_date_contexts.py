"""What a date counts from and which way it looks, in sentences where a nearer word misleads."""

import pytest

from extractors.article.document import Document
from extractors.columns import items
from extractors.engine.ruleset import Ruleset, load
from extractors.reading import read

WEDNESDAY = "2025-06-11"


@pytest.fixture(scope="module")
def dates() -> Ruleset:
    """The rules that dates need."""
    return load(kinds=("article", "dates"))


def values(text: str, rules: Ruleset, published: str | None = WEDNESDAY) -> list[tuple[str, object]]:
    """The words and value of each date of a text."""
    found = read(Document(id="t", text=text, published=published), rules)
    return [(str(row["text"]), row["timex_value"]) for row in items(found, "dates")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys flew to Rome on Monday to meet the pope.", "2025-06-09"),
        ("The two ministers agreed Sunday to open the border.", "2025-06-08"),
        ("Leaders will gather Sunday to mark the truce.", "2025-06-15"),
        ("The mine failed to open in March.", "2025-03"),
        ("The crew had to be rescued Monday.", "2025-06-09"),
        ("The pier will be forced to shut on Monday.", "2025-06-16"),
        ("Shops were able to open on Monday.", "2025-06-09"),
        ("Shops will be able to open on Monday.", "2025-06-16"),
        ("Neither of the two could be reached on Monday.", "2025-06-09"),
        ("The tunnel could be shut on Monday.", "2025-06-16"),
        ("They agreed to meet on Friday.", "2025-06-13"),
        ("They have to settle it in March.", "2026-03"),
        ("Let’s beat them in March.", "2026-03"),
        ("She said the board wins if it holds the seat in March.", "2026-03"),
        ("I have decided that on Friday, I will vote.", "2025-06-13"),
        ("Growth will be lower than forecast in April.", "2025-04"),
        ("A poll in January shows that it will fail.", "2025-01"),
        ("His address Tuesday on the flood will be heard again.", "2025-06-10"),
        ("They gathered ahead of Friday's vote.", "2025-06-13"),
        ("It will matter most in a November run-off.", "2025-11"),
        ("Thousands have been hurt since Sept. 1.", "2024-09-01"),
        ("The pact came up after the harbour massacre in August.", "2024-08"),
        ("They hope to win at a contested congress in August.", "2025-08"),
        ("He was calm heading into August.", "2025-08"),
        ("The latest survey released Tuesday shows a lead.", "2025-06-10"),
        ("It is run under a March pact that will expire.", "2025-03"),
    ],
)
def test_an_infinitive_looks_where_its_verb_does(text: str, value: str, dates: Ruleset) -> None:
    assert [given for _, given in values(text, dates)] == [value]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The mill shut last May.", "last May", "2024-05"),
        ("The mill shut last April.", "last April", "2025-04"),
        ("Sales rose in the first quarter. This quarter's loss includes a charge.", "This quarter", "2025-Q1"),
        ("The firm expects this quarter's loss to shrink.", "this quarter", "2025-Q2"),
        ("In the fourth quarter of 2023 it lost money. That quarter held two charges.", "That quarter", "2023-Q4"),
        ("He was shot last October. The page came down that same day.", "that same day", "2024-10-XX"),
        ("On May 5 he fell. In October 2024 she had won. The mayor came that day.", "that day", "2024-10-XX"),
        ("He fell on March 4. The next day he died.", "The next day", "2025-03-05"),
        ("In 2004 he left; the next year she came.", "the next year", "2005"),
        ("Rents will rise over the next year.", "the next year", "2026"),
        ("He was soon set free and left the next morning.", "the next morning", "XXXX-XX-XXTMO"),
        ("Until that day in April, he had never been in a mine.", "April", "2025-04"),
        ("She fell on Sunday. They met after her Sunday morning fall to be seen.", "Sunday morning", "2025-06-08TMO"),
        ("In 2017 he ran, and again the very next year.", "the very next year", "2018"),
        ("Following Monday’s debate the polls moved.", "Monday", "2025-06-09"),
        ("Debt will grow over the next decade.", "the next decade", "P10Y"),
        ("The day before last Tuesday's vote they met.", "The day before last Tuesday", "2025-06-09"),
        ("He was found two days after Christmas.", "two days after Christmas", "2024-12-27"),
        ("She was held a week after Jan. 6, 2021.", "a week after Jan. 6, 2021", "2021-01-13"),
        ("The fair is usually held in March.", "March", "XXXX-03"),
        ("It is of no use to today's youth.", "today", "PRESENT_REF"),
    ],
)
def test_what_a_date_counts_from(text: str, words: str, value: str, dates: Ruleset) -> None:
    assert (words, value) in values(text, dates)


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("Net for the fourth quarter ended Sept. 30, 2024, rose.", "2024-Q4", "2024-07-01", "2024-09-30"),
        ("In the quarter ended July 31, 2024, it lost.", "2024-Q2", "2024-05-01", "2024-07-31"),
        ("In the quarter ended Sept. 27, 2024, it lost.", "2024-Q3", None, None),
        ("Sales fell in the nine months to September 30, 2024.", "P9M", "2024-01-01", "2024-09-30"),
        ("In the fiscal year ended Jan. 31, 2025, it lost.", "P1Y", "2024-02-01", "2025-01-31"),
        ("In fiscal 2025, which ended March 31, 2025, it lost.", "2025", "2024-04-01", "2025-03-31"),
        ("It grew in the two weeks ended May 10, 2025.", "P2W", "2025-04-27", "2025-05-10"),
    ],
)
def test_a_stretch_that_says_its_last_day_has_its_own_interval(
    text: str, value: str, start: str | None, end: str | None, dates: Ruleset
) -> None:
    row = next(iter(items(read(Document(id="t", text=text, published=WEDNESDAY), dates), "dates")))
    days = [str(day) if day else None for day in (row["start_date"], row["end_date"])]
    assert (row["timex_value"], *days) == (value, start, end)


def test_a_year_ago_counts_from_the_days_of_a_fiscal_quarter(dates: Ruleset) -> None:
    text = "Net for its fourth quarter ended Sept. 30 rose to 3 million, from 2 million a year ago."
    rows = list(items(read(Document(id="t", text=text, published="2025-11-02"), dates), "dates"))
    assert (rows[-1]["timex_value"], str(rows[-1]["start_date"]), str(rows[-1]["end_date"])) == (
        "2024-Q4", "2024-07-01", "2024-09-30",
    )  # fmt: skip


def test_two_months_in_a_row_follow_one_another(dates: Ruleset) -> None:
    assert values("Ads were booked for December and January.", dates, "2025-11-27") == [
        ("December", "2025-12"), ("January", "2026-01"),
    ]  # fmt: skip

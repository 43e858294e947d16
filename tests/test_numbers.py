"""What the numbers kind promises beyond its rules' own examples."""

from decimal import Decimal

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.engine.seeds import Seeds
from extractors.numbers.forms import singular
from extractors.numbers.nouns import read_counted
from extractors.numbers.row import Number
from extractors.numbers.values import read_figure
from extractors.reading import read


def numbers(text: str, ruleset: Ruleset) -> list[Number]:
    rows = read(Document(id="test", text=text), ruleset).rows.get("numbers", [])
    return [row for row in rows if isinstance(row, Number)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two dozen", 24), ("a hundred and five", 105), ("half a million", 500_000), ("a couple of hundred", 200),
        ("1.2 billion", 1_200_000_000), ("40k", 40_000), ("3 crore", 30_000_000), ("35 lakh", 3_500_000),
        ("thirty-one thousand four hundred", 31_400), ("10 1/2", Decimal("10.5")), ("2½", Decimal("2.5")),
        ("three-quarters of a million", 750_000), ("18\u00a0000", 18_000), ("1,234,567.8", Decimal("1234567.8")),
    ],
)  # fmt: skip
def test_figures_in_words_and_digits_are_read(words: str, value: int | Decimal) -> None:
    figure = read_figure(words, Seeds())
    assert figure is not None
    assert figure.value == value


@pytest.mark.parametrize(
    ("plural", "one"),
    [("companies", "company"), ("boxes", "box"), ("houses", "house"), ("police", "police"), ("children", "child"),
     ("buses", "bus"), ("fishermen", "fisherman"), ("aircraft", "aircraft"), ("glasses", "glass")],
)  # fmt: skip
def test_nouns_become_singular(plural: str, one: str) -> None:
    assert singular(plural, Seeds()) == one


@pytest.mark.parametrize(
    ("text", "counted", "modifiers"),
    [
        (" infantry battalions moved", "infantry battalion", None),
        (" North Korea-made missiles have", "missile", "North Korea-made"),
        (" sports teams from the north", "sports team", None),
        (" young and elderly patients", "patient", "young and elderly"),
        (" of the oldest bridges in town", "bridge", "oldest"),
        (" British and Dutch frigates sailed", "frigate", "British and Dutch"),
        (" Model S and Model X vehicles came", "vehicle", "Model S and Model X"),
        (" Marines and British officials met", "Marine", None),
        (" Boeing 737s were grounded", "Boeing 737", None),
        (" 9 litre cases of wine", "case", "9 litre"),
        (" wins in a row", "win", None),
        (" lives were lost", "life", None),
        (" 6-inch pipes burst", "pipe", "6-inch"),
    ],
)
def test_counted_noun_is_the_head_with_its_compound(text: str, counted: str, modifiers: str | None) -> None:
    found = read_counted(text, 0, len(text), Seeds(), one=False)
    assert found is not None
    assert (found.noun, found.modifiers) == (counted, modifiers)


@pytest.mark.parametrize(
    "text",
    [
        "The S&P 500 fell.", "C4ADS tracked the Galaxy S23.", "They met at 10:30 a.m. in Oslo.", "Call 555-0172 now.",
        "In 2019 the mill closed.", "The 22nd round was cut short.", "It lasted three months.", "No one came.",
        "He flew a Boeing 737 home.", "She lives at 12 Harbour Street.", "See page 14.", "It was one-sided.",
    ],
)  # fmt: skip
def test_what_is_no_quantity_gives_no_row(text: str, ruleset: Ruleset) -> None:
    assert [text[row.start : row.end] for row in numbers(text, ruleset)] == []


@pytest.mark.parametrize("text", ["It raised £3m.", "A $3m prize.", "EUR 3m went missing."])
def test_m_after_a_currency_is_never_metres(text: str, ruleset: Ruleset) -> None:
    [row] = numbers(text, ruleset)
    assert (row.value, row.quantity_kind) == (3_000_000, "money")


def test_m_is_million_before_people_and_metre_before_tall(ruleset: Ruleset) -> None:
    assert [row.unit for row in numbers("The 37m tall mast drew 2m visitors.", ruleset)] == ["metre", None]


@pytest.mark.parametrize(
    "text",
    ["A fund of $5–10 million.", "A fund of $5 to $10 million.", "Between $5 and $10 million.", "From $5m to $10m."],
)
def test_both_ends_of_a_range_share_mark_and_magnitude(text: str, ruleset: Ruleset) -> None:
    [row] = numbers(text, ruleset)
    assert (row.value, row.low, row.high) == (None, 5_000_000, 10_000_000)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [("over 10 ships", (10, 10, None)), ("up to 10 ships", (10, None, 10)), ("about 10 ships", (10, 10, 10)),
     ("10 ships", (10, 10, 10)), ("at least 10 ships", (10, 10, None)), ("fewer than 10 ships", (10, None, 10))],
)  # fmt: skip
def test_bounds_are_what_the_words_allow(text: str, bounds: tuple[float | None, ...], ruleset: Ruleset) -> None:
    [row] = numbers(f"They saw {text} there.", ruleset)
    assert (row.value, row.low, row.high) == bounds


def test_a_bare_dollar_waits_for_the_article_to_name_one(ruleset: Ruleset) -> None:
    assert [row.currency for row in numbers("It lost $5m. Later A$3m came, then $2m.", ruleset)] == [None, "AUD", "AUD"]


def test_a_bracketed_conversion_is_another_currency(ruleset: Ruleset) -> None:
    assert [row.currency for row in numbers("It paid A$10m ($7m) for it.", ruleset)] == ["AUD", None]


def test_a_move_and_the_level_reached_are_two_rows(ruleset: Ruleset) -> None:
    rows = numbers("Profit rose by $4m to $41m.", ruleset)
    assert [(row.value, row.change) for row in rows] == [(4_000_000, "up"), (41_000_000, None)]


def test_a_denied_figure_never_counts_as_asserted(ruleset: Ruleset) -> None:
    [row] = numbers("The ministry denied that 10,000 soldiers went.", ruleset)
    assert (row.polarity, row.modality, row.modality_text) == ("negated", "denied", "denied")


def test_who_was_hurt_is_on_the_row(ruleset: Ruleset) -> None:
    rows = numbers("The blast killed 12 people; 30 others were injured and 4 are missing.", ruleset)
    assert [row.counted_role for row in rows] == ["dead", "injured", "missing"]

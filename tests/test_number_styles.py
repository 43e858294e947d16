"""Any figure that can be written, in any style, reads back to its value."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.article.document import Document
from extractors.engine.ruleset import ruleset_of
from extractors.engine.seeds import Seeds
from extractors.numbers.row import Number
from extractors.reading import read_all

RULES = ruleset_of(None)
SEEDS = Seeds()
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
ONES = [*SMALL.split(), "eighteen", "nineteen"]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand")]
MARKS = {"k": 10**3, "m": 10**6, "mn": 10**6, "M": 10**6, "MM": 10**6, "bn": 10**9, "tn": 10**12, "trn": 10**12}
WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
BEHIND = ("c", "p", "lei", "¢")
"""Marks that stand behind their amount."""

NAMES = SEEDS["currencies"]
MANY = settings(max_examples=6)
AT_ONCE = 20
"""Texts that are read in one go: that costs little more than one of them."""


def some(*parts: st.SearchStrategy[object]) -> st.SearchStrategy[list[tuple[object, ...]]]:
    """Several cases of some parts each."""
    return st.lists(st.tuples(*parts), min_size=AT_ONCE, max_size=AT_ONCE)


def only(texts: Sequence[str]) -> list[Number]:
    """The only number row of each text."""
    found: list[Number] = []
    for text, reading in zip(texts, read_all([Document(id="style", text=text) for text in texts], RULES), strict=True):
        rows = [row for row in reading.rows["numbers"] if isinstance(row, Number)]
        assert len(rows) == 1, (text, [(text[row.start : row.end], row.value) for row in rows])
        found += rows
    return found


def below_hundred(number: int) -> str:
    if number < 20:
        return ONES[number]
    tens, rest = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[rest]}" if rest else "")


def below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return below_hundred(rest)
    return f"{ONES[hundreds]} hundred" + (f" and {below_hundred(rest)}" if rest else "")


def spelled(number: int) -> str:
    """A number in words: two scales at most, as news spells them."""
    for factor, name in SCALES:
        if number >= factor:
            rest = number % factor
            return f"{below_thousand(number // factor)} {name}" + (f" {below_thousand(rest)}" if rest else "")
    return below_thousand(number)


def indian(number: int) -> str:
    """Digits in groups of two behind the last three: 12,34,567."""
    head, tail = f"{number}"[:-3], f"{number}"[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail])


@MANY
@given(some(st.integers(2, 10**12), st.sampled_from([",", "\u00a0", "\u202f", "\u2009"])))
def test_thousands_with_any_separator(cases) -> None:
    cases = [(number, separator) for number, separator in cases if not 1000 <= number <= 2100 or separator == ","]
    rows = only([f"The port handled {f'{number:,}'.replace(',', separator)} crates." for number, separator in cases])
    assert [row.value for row in rows] == [number for number, _ in cases]


@MANY
@given(some(st.integers(100_000, 10**10)))
def test_lakhs_and_crores_in_groups_of_two(cases) -> None:
    rows = only([f"The scheme reached {indian(number)} farmers." for (number,) in cases])
    assert [row.value for row in rows] == [number for (number,) in cases]


@MANY
@given(some(st.integers(1, 10**7), st.integers(1, 4)))
def test_decimals(cases) -> None:
    values = [Decimal(number).scaleb(-places) for number, places in cases]
    rows = only([f"Output rose {value:f}% in May." for value in values])
    assert [row.value for row in rows] == pytest.approx([float(value) for value in values])


@MANY
@given(
    some(st.one_of(st.integers(2, 999), st.builds(lambda a, b: a * 1000 + b, st.integers(1, 999), st.integers(0, 999))))
)
def test_words_below_a_million(cases) -> None:
    rows = only([f"The port handled {spelled(number)} crates." for (number,) in cases])
    assert [row.value for row in rows] == [number for (number,) in cases]


@MANY
@given(some(st.integers(1, 999), st.sampled_from(sorted(WORDS)), st.booleans()))
def test_words_with_a_magnitude(cases) -> None:
    figures = [f"{number}" if in_digits else spelled(number) for number, _, in_digits in cases]
    rows = only([f"The port handled {figure} {case[1]} crates." for figure, case in zip(figures, cases, strict=True)])
    assert [row.value for row in rows] == [number * WORDS[magnitude] for number, magnitude, _ in cases]


@MANY
@given(some(st.integers(1, 9999), st.sampled_from(sorted(MARKS)), st.sampled_from(["£", "€", "US$", "A$", "₹", "$"])))
def test_sums_with_a_mark_and_a_magnitude(cases) -> None:
    values = [Decimal(number) / 10 for number, _, _ in cases]
    rows = only(
        [f"The firm paid {case[2]}{value:f}{case[1]} for it." for value, case in zip(values, cases, strict=True)]
    )
    for row, value, (_, magnitude, mark) in zip(rows, values, cases, strict=True):
        assert row.value == pytest.approx(float(value * MARKS[magnitude]))
        assert (row.currency is None) == (mark == "$")
        assert (row.currency_assumed is None) == (mark != "$")


@MANY
@given(some(st.integers(1, 400), st.integers(1, 400), st.sampled_from(["-", "–", " to ", " and "])))
def test_ends_of_a_range_share_mark_and_magnitude(cases) -> None:
    ranges = [(min(first, second), max(first, second), link) for first, second, link in cases if first != second]
    rows = only(
        [f"It will cost {'between ' * (link == ' and ')}£{low}{link}{high} million." for low, high, link in ranges]
    )
    for row, (low, high, _) in zip(rows, ranges, strict=True):
        assert (row.value, row.low, row.high, row.currency) == (None, low * 10**6, high * 10**6, "GBP")


@MANY
@given(some(st.integers(2, 10**6), st.sampled_from(sorted(hedge for hedge in SEEDS["hedges"] if hedge[0].isalpha()))))
def test_no_hedge_invents_a_bound(cases) -> None:
    rows = only([f"They counted {hedge} {number:,} crates." for number, hedge in cases])
    for row, (number, hedge) in zip(rows, cases, strict=True):
        bounds = {">": (number, None), ">=": (number, None), "<": (None, number), "<=": (None, number)}
        comparator = SEEDS["hedges"][hedge]["comparator"]
        assert (row.value, row.comparator) == (number, comparator)
        assert (row.low, row.high) == bounds.get(comparator, (number, number))


def test_every_currency_by_its_code() -> None:
    codes = sorted(SEEDS["currency_codes"])
    rows = only([f"The firm paid {code} 4.5 million for it." for code in codes])
    assert [(row.value, row.currency, row.currency_basis) for row in rows] == [(4.5e6, code, "code") for code in codes]


def test_every_currency_by_its_names() -> None:
    named = sorted((name, row["currency"]) for name, row in NAMES.items() if row["currency"])
    named = [(name, code) for name, code in named if name not in SEEDS["units"]]
    rows = only([f"The firm paid 40 million {name} for it." for name, _ in named])
    assert [(row.value, row.currency, row.currency_basis) for row in rows] == [(4e7, code, "word") for _, code in named]


def test_every_currency_by_its_marks() -> None:
    marks = sorted((mark, row["currency"]) for mark, row in SEEDS["currency_marks"].items() if mark not in BEHIND)
    rows = only([f"The firm paid {mark}4.5 million for it." for mark, _ in marks])
    assert [(row.value, row.currency) for row in rows] == [(4.5e6, code or None) for _, code in marks]

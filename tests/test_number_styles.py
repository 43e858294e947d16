"""Any figure that can be written, in any style, reads back to its value."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors.article.document import Document
from extractors.engine.ruleset import load
from extractors.engine.seeds import Seeds
from extractors.numbers.row import Number
from extractors.reading import read

RULES = load()
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
MANY = settings(max_examples=80, deadline=None, derandomize=True, database=None)


def one(text: str) -> Number:
    """The only number row of a text."""
    rows = read(Document(id="style", text=text), RULES).rows["numbers"]
    assert len(rows) == 1, [(text[row.start : row.end], row.value) for row in rows if isinstance(row, Number)]
    assert isinstance(rows[0], Number)
    return rows[0]


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
@given(st.integers(2, 10**12), st.sampled_from([",", "\u00a0", "\u202f", "\u2009"]))
def test_thousands_with_any_separator(number: int, separator: str) -> None:
    assume(not 1000 <= number <= 2100 or separator == ",")
    assert one(f"The port handled {f'{number:,}'.replace(',', separator)} crates.").value == number


@MANY
@given(st.integers(100_000, 10**10))
def test_lakhs_and_crores_in_groups_of_two(number: int) -> None:
    assert one(f"The scheme reached {indian(number)} farmers.").value == number


@MANY
@given(st.integers(1, 10**7), st.integers(1, 4))
def test_decimals(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    assert one(f"Output rose {value:f}% in May.").value == pytest.approx(float(value))


@MANY
@given(st.one_of(st.integers(2, 999), st.builds(lambda a, b: a * 1000 + b, st.integers(1, 999), st.integers(0, 999))))
def test_words_below_a_million(number: int) -> None:
    assert one(f"The port handled {spelled(number)} crates.").value == number


@MANY
@given(st.integers(1, 999), st.sampled_from(sorted(WORDS)), st.booleans())
def test_words_with_a_magnitude(number: int, magnitude: str, in_digits: bool) -> None:
    figure = f"{number}" if in_digits else spelled(number)
    assert one(f"The port handled {figure} {magnitude} crates.").value == number * WORDS[magnitude]


@MANY
@given(st.integers(1, 9999), st.sampled_from(sorted(MARKS)), st.sampled_from(["£", "€", "US$", "A$", "₹", "$"]))
def test_sums_with_a_mark_and_a_magnitude(number: int, magnitude: str, mark: str) -> None:
    value = Decimal(number) / 10
    row = one(f"The firm paid {mark}{value:f}{magnitude} for it.")
    assert row.value == pytest.approx(float(value * MARKS[magnitude]))
    assert (row.currency is None) == (mark == "$")
    assert (row.currency_assumed is None) == (mark != "$")


@MANY
@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(["-", "–", " to ", " and "]))
def test_ends_of_a_range_share_mark_and_magnitude(first: int, second: int, link: str) -> None:
    low, high = sorted((first, second))
    assume(low < high)
    lead = "between " if link == " and " else ""
    row = one(f"It will cost {lead}£{low}{link}{high} million.")
    assert (row.value, row.low, row.high, row.currency) == (None, low * 10**6, high * 10**6, "GBP")


@MANY
@given(st.integers(2, 10**6), st.sampled_from(sorted(SEEDS["hedges"])))
def test_no_hedge_invents_a_bound(number: int, hedge: str) -> None:
    assume(hedge[0].isalpha())
    row = one(f"They counted {hedge} {number:,} crates.")
    bounds = {">": (number, None), ">=": (number, None), "<": (None, number), "<=": (None, number)}
    comparator = SEEDS["hedges"][hedge]["comparator"]
    assert (row.value, row.comparator) == (number, comparator)
    assert (row.low, row.high) == bounds.get(comparator, (number, number))


@pytest.mark.parametrize("code", sorted(SEEDS["currency_codes"]))
def test_every_currency_by_its_code(code: str) -> None:
    row = one(f"The firm paid {code} 4.5 million for it.")
    assert (row.value, row.currency, row.currency_basis) == (4_500_000, code, "code")


@pytest.mark.parametrize(
    ("name", "code"),
    sorted((name, row["currency"]) for name, row in NAMES.items() if row["currency"] and name not in SEEDS["units"]),
)
def test_every_currency_by_its_names(name: str, code: str) -> None:
    row = one(f"The firm paid 40 million {name} for it.")
    assert (row.value, row.currency, row.currency_basis) == (40_000_000, code, "word")


@pytest.mark.parametrize(
    ("mark", "code"),
    sorted((mark, row["currency"]) for mark, row in SEEDS["currency_marks"].items() if mark not in BEHIND),
)
def test_every_currency_by_its_marks(mark: str, code: str) -> None:
    row = one(f"The firm paid {mark}4.5 million for it.")
    assert (row.value, row.currency) == (4_500_000, code or None)

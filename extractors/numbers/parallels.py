"""The unit that a figure leaves to its twin in the sentence: "at 2,918 points, while the other closed at 2,745"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds
from extractors.numbers.moves import from_level
from extractors.numbers.row import Number
from extractors.numbers.values import read_figure

CLAUSE = regex.compile(r"\b(?:while|whilst|whereas)\b")
LINK = regex.compile(
    r"\b(?:is|was|are|were|at|to|with|had|has|of)\s(?:(?:about|around|nearly|only|just|exactly|some) )?\Z"
)
LEVEL = regex.compile(r"\b(?:at|to|of)\s\Z")
DONE = regex.compile(r"\s?(?:[,.;)](?!\d)|\Z)|\s(?:on|in|last|this|while|whilst|whereas|after|as|and)\b")
WHEN = r"(?:in|last|this|for) (?:\d{4}|year|month|week|quarter|season|\p{Lu}\p{Ll}{2,8}(?: \d{4})?)"
THEN = regex.compile(rf"(?: [\p{{L}}-]{{1,20}}){{0,4}} {WHEN} (?:and|from|against|versus|compared (?:with|to)) \Z")
THEN_TOO = regex.compile(rf" (?:{WHEN}|(?:a|the) (?:year|month|week|quarter|season) (?:before|earlier))\b")
FROM = regex.compile(
    r"\b(?P<way>up|down|higher|lower) (?:sharply |slightly )?from (?:about |around |nearly |just |the )?\Z"
)
TO = regex.compile(r" to (?:about |around |nearly |between )?")
FROM_FIRST = regex.compile(r"\bfrom \Z")
MOST_APART, LEVELS = 120, ("point",)


def with_twins(rows: list[Number], article: Article) -> list[Number]:
    """The rows, each bare figure with the unit of the figure it runs parallel to. `rows` are in text order."""
    return [
        _of_twin(row, rows[max(0, at - 3) : at + 3], article) if is_bare(row) else row for at, row in enumerate(rows)
    ]


def moved_from(rows: list[Number], article: Article) -> list[Number]:
    """The rows, a bare figure behind "up from" with the unit and rate of what moved, which holds it as `change_from`.

    What moved is the nearest figure before it with its magnitude: of "2.4 million barrels a day at $70, up from 1.9
    million" the barrels.
    """
    for at, row in enumerate(rows):
        before = FROM.search(article.text, max(0, row.start - 30), row.start) if is_bare(row) else None
        if before is None or row.magnitude_text is None:
            continue
        sentence = article.sentence(row.start)
        for index in range(at - 1, max(-1, at - 4), -1):
            twin = rows[index]
            if twin.start < sentence[0] or row.start - twin.end > MOST_APART:
                break
            if twin.magnitude_text == row.magnitude_text and twin.value is not None and _is_like(row, twin):
                rows[at] = replace(_like(row, twin), per=twin.per)
                rows[index] = from_level(twin, row.value or 0, before["way"])
                break
    return rows


def first_ends(rows: list[Number], article: Article, seeds: Seeds) -> list[Number]:
    """The rows, a bare level before a range in the magnitude and unit of that: "from 3 to 5-6 million tonnes"."""
    for at, (row, last) in enumerate(pairwise(rows)):
        if not is_bare(row) or row.magnitude_text or not last.magnitude_text or last.low is None or last.value:
            continue
        if TO.fullmatch(article.text[row.end : last.start]) and FROM_FIRST.search(
            article.text, max(0, row.start - 6), row.start
        ):
            shared = read_figure(f"{row.value} {last.magnitude_text}", seeds)
            if shared and shared.value < last.low:
                value = float(shared.value)
                rows[at] = replace(_like(row, last), value=value, low=value, high=value)
                rows[at + 1] = replace(last, change_from=value)
    return rows


def is_bare(row: Number) -> bool:
    """Whether a row is one figure without a unit."""
    return row.quantity_kind == "number" and row.unit is None and row.value is not None and row.per is None


def _of_twin(row: Number, near: Sequence[Number], article: Article) -> Number:
    sentence = article.sentence(row.start)
    for twin in near:
        if twin.value is None or twin is row or article.sentence(twin.start) != sentence:
            continue
        if (twin.counted or twin.unit) and (_is_later(row, twin, article) or _is_level(row, twin, article)):
            return _like(row, twin)
        if twin.counted and _is_clause(row, twin, article):
            return _like(row, twin)
    return row


def _is_later(row: Number, twin: Number, article: Article) -> bool:
    """The same at another time: "1.7 degrees in 2020 and 2.6 last year"."""
    if twin.end >= row.start or row.start - twin.end > MOST_APART or twin.quantity_kind == "age":
        return False
    between = article.text[twin.end : row.start]
    return bool(THEN.fullmatch(between)) and THEN_TOO.match(article.text, row.end) is not None


def _is_level(row: Number, twin: Number, article: Article) -> bool:
    """Two levels of indexes of like size, one in points."""
    return (
        twin.counted in LEVELS
        and not float(row.value or 0).is_integer()
        and _is_like(row, twin)
        and all(LEVEL.search(article.text, max(0, one.start - 8), one.start) for one in (row, twin))
    )


def _is_clause(row: Number, twin: Number, article: Article) -> bool:
    """Two clauses that "while" sets side by side, both with a whole number of like size."""
    first, last = sorted((row, twin), key=lambda one: one.start)
    between = article.text[first.end : last.start]
    return (
        len(between) <= MOST_APART
        and CLAUSE.search(between) is not None
        and float(row.value or 0.5).is_integer()
        and _is_like(row, twin)
        and LINK.search(article.text, max(0, row.start - 20), row.start) is not None
        and DONE.match(article.text, row.end) is not None
    )


def _is_like(row: Number, twin: Number) -> bool:
    """Whether neither figure is more than twenty times the other."""
    sizes = sorted((abs(row.value or 0), abs(twin.value or 0)))
    return 0 < sizes[1] <= 20 * sizes[0]


def _like(row: Number, twin: Number) -> Number:
    return replace(
        row, quantity_kind=twin.quantity_kind, unit=twin.unit, unit_ucum=twin.unit_ucum, counted=twin.counted,
        counted_modifiers=twin.counted_modifiers, currency=twin.currency, currency_basis=twin.currency_basis,
    )  # fmt: skip

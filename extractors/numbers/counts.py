"""Counts: a figure with the noun it counts, vague counts, scores, and plain figures."""

from dataclasses import replace
from decimal import Decimal

import regex

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.numbers.evidence import is_no_figure, is_product
from extractors.numbers.making import Ends, make_number, read_ends
from extractors.numbers.nouns import Counted, read_counted
from extractors.numbers.roles import noun_cells
from extractors.numbers.row import Number
from extractors.numbers.values import Figure

TIME = (
    "year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "quarter", "weekend", "night",
    "fortnight", "yr", "hr", "min", "sec", "millennium", "millisecond", "morning", "evening", "afternoon", "hours",
)  # fmt: skip
SMALL_BEFORE = regex.compile(r"(?:\p{Ll}|[(:,≈=~<>])\s?\Z")
RANK = regex.compile(r"\b(?i:top|bottom)\s\Z")
"""Before a figure without a noun: the top four are places of a table."""

RANKED = regex.compile(
    r"(?i)\b(?:the|its|their|his|her|our|these|\p{L}{2,20}[’']s)\s(top|bottom|best|worst|\p{Ll}{2,10}est(?<!latest|honest|modest))\s\Z"
)
YEAR = regex.compile(r"(?:1[5-9]|20)\d\d")
NAME_AFTER = regex.compile(r" \p{Lu}\p{Ll}")
SUSPENDED_TIME = regex.compile(
    r"[-‑](?:,\s|\s(?:or|and|to)\s)[\p{L}\d]{1,12}[-‑\s](?:year|month|week|day|hour|minute|night|season)"
)
SUSPENDED = regex.compile(r"[-‑](?:,\s|\s(?:or|and|to)\s)")


def count(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A counted noun, else a plain figure; None for names with digits, years, durations and list markers."""
    ends = read_ends(found, seeds)
    if ends is None:
        return None
    if found.has("unit"):
        ends = Ends(tuple(Figure(f.bare * 10**6, f.bare, "m") for f in ends.figures), ends.start, found.end)
    return counted_row(found, article, seeds, ends)


def count_range(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """Two figures that share the noun they count; None where they are years or nothing says what they are."""
    ends = read_ends(found, seeds)
    if ends is None or all(YEAR.fullmatch(text) for text in found.all("number")):
        return None
    return counted_row(found, article, seeds, ends)


def count_or_two(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A noun before its figure: "another striker or two" are two strikers."""
    ends, noun = read_ends(found, seeds), found.first("counted")
    if ends is None or noun is None or noun in seeds["counted_stops"] or noun in TIME:
        return None
    start, end = found.spans("counted")[0]
    return make_number(
        found, article, seeds, ends, kind="count", counted=noun, unit_start=start, unit_end=end, unit_text=noun
    )


def interval(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """The two ends of an interval of confidence, without a unit."""
    ends = read_ends(found, seeds)
    return None if ends is None else make_number(found, article, seeds, ends, kind="number")


def negative(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A figure in brackets, as accountants print what is below zero."""
    ends = read_ends(found, seeds)
    if ends is None:
        return None
    return make_number(found, article, seeds, ends.below_zero(), kind="number")


def score(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """A result of a game or a vote: both figures as bounds, no value."""
    ends = read_ends(found, seeds)
    return None if ends is None else make_number(found, article, seeds, ends, kind="score")


def vague(found: Found, article: Article, seeds: Seeds) -> Number | None:
    """Dozens or several hundred, as a range flagged approximate."""
    surface = (found.first("unit") or "").casefold()
    if row := seeds["vague_counts"].get(surface):
        low, high = Decimal(row["low"]), Decimal(row["high"])
    else:
        factor = Decimal(seeds["magnitudes"][surface]["factor"])
        low, high = factor * 2, factor * 10
    if surface == "scores" and not article.text.startswith(" of ", found.end):
        return None
    counted = read_counted(article.text, found.end, article.sentence(found.start)[1], seeds, one=False)
    if counted and _is_time(counted):
        return None
    ends = Ends((Figure.exact(low), Figure.exact(high)), found.start, found.end)
    if counted and (measured := _vague_measure(found, article, seeds, ends, counted)):
        return measured
    end = counted.end if counted else found.end
    cells = noun_cells(found.start, end, counted, article, seeds)
    return make_number(found, article, seeds, ends, kind="count", span=(found.start, end), approximate=True, **cells)


def _vague_measure(found: Found, article: Article, seeds: Seeds, ends: Ends, counted: Counted) -> Number | None:
    """Hundreds of miles or of pounds: a measure or a sum; None where the noun is neither."""
    words = article.text[counted.start : counted.end]
    surface = words.casefold()
    if currency := seeds.folded("currencies").get(surface):
        code = "GBP" if surface == "pounds" and "£" in article.text else currency["currency"] or None
        cells = {"currency": code, "currency_basis": "word" if code else None, "unit": None if code else counted.noun}
        kind = "money"
    elif unit := seeds.folded("units").get(surface):
        cells, kind = {"unit": unit["unit"], "unit_ucum": unit["ucum"] or None}, unit["quantity_kind"]
    else:
        return None
    return make_number(
        found, article, seeds, ends, kind=kind, span=(found.start, counted.end), approximate=True,
        unit_start=counted.start, unit_end=counted.end, unit_text=words, **cells,
    )  # fmt: skip


def counted_row(found: Found, article: Article, seeds: Seeds, ends: Ends) -> Number | None:
    """The row of a figure with the noun it counts, or of a plain figure; None where it is no quantity."""
    end = max(ends.end, found.spans("magnitude_mark")[-1][1]) if found.has("magnitude_mark") else ends.end
    ends = replace(ends, end=end)
    figure = ends.figures[-1]
    if is_no_figure(article, ends.start, end, seeds, is_plain=not ends.is_range and figure.bare == figure.value < 1000):
        return None
    is_one = not ends.is_range and figure.value == 1
    limit = article.sentence(found.start)[1]
    counted = read_counted(article.text, end, limit, seeds, one=is_one)
    if counted and not counted.is_plural and is_product(article.text, ends.start, counted):
        return None
    if counted and _is_time(counted):
        return None
    if article.text.startswith(("-strong", "-magnitude"), end):
        kind = "count" if article.text.startswith("-strong", end) else "number"
        return make_number(found, article, seeds, ends, kind=kind, span=(ends.start, end))
    if counted is None and ends.is_range and not _is_large(ends):
        return None
    if counted is None and RANK.search(article.text, max(0, ends.start - 8), ends.start):
        return None
    if counted is None and not ends.is_range and not _stands_alone(article, ends, end):
        return None
    if is_one and counted is None and not article.text[ends.start].isdigit():
        return None
    if counted and not ends.is_range and YEAR.fullmatch(article.text[ends.start : end]) and not found.has("counted"):
        return None
    whole = counted.end if counted else end
    if counted and counted.is_plural and (ranked := RANKED.search(article.text, max(0, ends.start - 30), ends.start)):
        counted = replace(counted, modifiers=" ".join(filter(None, (ranked[1], counted.modifiers))))
    return make_number(
        found, article, seeds, ends, kind="count" if counted else "number",
        span=(ends.start, whole), **noun_cells(ends.start, whole, counted, article, seeds),
    )  # fmt: skip


def _is_large(ends: Ends) -> bool:
    """Whether both ends of a range are in the thousands, years apart from them: then no noun need follow."""
    return all(figure.value > 2100 for figure in ends.figures)


def _is_time(counted: Counted) -> bool:
    return counted.noun.casefold().rsplit(" ", 1)[-1] in TIME or counted.noun.casefold().split(" ")[0] in TIME


def _stands_alone(article: Article, ends: Ends, end: int) -> bool:
    """Whether a figure without a noun is one: decimals, thousands, magnitudes, and those after a small word."""
    text = article.text[ends.start : end]
    figure = ends.figures[-1]
    if YEAR.fullmatch(text):
        return False
    if figure.magnitude or "," in text or ("." in text.strip(".") and text.count(".") == 1):
        return True
    if SUSPENDED.match(article.text, end):
        return SUSPENDED_TIME.match(article.text, end) is None
    if NAME_AFTER.match(article.text, end):
        return False
    if text[0].isalpha():
        return figure.value != 1 and article.text[end : end + 1] not in ("-", "‑")
    left = article.text[max(0, ends.start - 30) : ends.start]
    if article.text[end : end + 1] in "-‑–" and article.text[end : end + 1]:
        return False
    return bool(SMALL_BEFORE.search(left)) and len(text) < 10

"""What a figure takes from the one before it: a bracketed conversion, "7- or 8-inch", "435 homes and 187"."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds
from extractors.numbers.making import LEAST, MOST
from extractors.numbers.moves import linked, split_move
from extractors.numbers.parallels import first_ends, moved_from, with_twins
from extractors.numbers.rates import rates
from extractors.numbers.row import Number

BRACKET = regex.compile(r"\s?(?:\(|/)\s?(?:or |about )?")
OR = regex.compile(r",? or (?:about |around )?")
SUSPENDED = regex.compile(r"[-‑–]?(?:,\s(?:or |and )?|\s(?:or|and|to)\s)")
PART = regex.compile(r" of (?:(?:the|a|its|their|his|her|that) )?")
JOINED = regex.compile(
    r"\b(?:and|or|but|versus|against|from|to)\s(?:an(?:other|\sadditional)\s|a further\s)?"
    r"(?:about |around |nearly |some )?\Z"
)
MOVED = regex.compile(
    r"\b(?:from|to|against|versus|with|than)\s(?:(?:about|around|nearly|over|an? \p{Ll}{4,10}|the) ){0,2}\Z"
)
THEM = regex.compile(r" of (?:them|whom|those)\b")
AFTER = regex.compile(
    r"\s?(?:[.,;)]|$)|\s(?:by|in|on|at|for|from|to|of them|who|were|was|are|is|"
    r"have|had|has|did|more|others?|last|this|a year)\b"
)


def neighbours(rows: Sequence[Number], article: Article, seeds: Seeds) -> list[Number]:
    """The rows in text order, each with what a neighbour decides; a figure inside a counted phrase goes."""
    ordered = sorted((part for row in rows for part in split_move(row, article)), key=lambda row: (row.start, -row.end))
    kept: list[Number] = []
    for row in ordered:
        if kept and _is_inside(row, kept[-1]):
            continue
        kept.append(row)
    kept = _suspended(kept, article)
    kept = _per_so_many(kept, article)
    kept = _per_behind_bracket(kept, article, seeds)
    kept = moved_from(kept, article)
    kept = first_ends(kept, article, seeds)
    for index in range(1, len(kept)):
        kept[index] = _inherit(kept[index], kept[index - 1], article)
    return linked(with_twins(kept, article), article)


def _is_inside(row: Number, outer: Number) -> bool:
    return row.end <= outer.end and row.start > outer.start and outer.counted is not None and row.unit is None


def _inherit(row: Number, before: Number, article: Article) -> Number:
    """A row with what the figure before it in the sentence gives: bounds, direction, currency or noun."""
    between = article.text[before.end : row.start]
    if row.start - before.end > 80 or article.sentence(row.start) != article.sentence(before.start):
        return row
    is_other = row.unit != before.unit or row.currency != before.currency
    if is_other and row.comparator == "=" and BRACKET.fullmatch(between) and before.value is not None:
        return _bounded(row, before)
    if is_other and row.change is None and OR.fullmatch(between) and before.change:
        return replace(row, change=before.change, change_text=before.change_text)
    is_sum = row.quantity_kind == "number" and row.magnitude_text and before.quantity_kind == "money"
    if is_sum and MOVED.search(between):
        return _in_money_of(row, before)
    return _with_noun_of(row, before) if _takes_noun(row, before, between, article) else row


def _bounded(row: Number, before: Number) -> Number:
    """A conversion is bounded as the figure that it converts."""
    if row.value is None:
        return row
    return replace(
        row, comparator=before.comparator, comparator_text=before.comparator_text, approximate=before.approximate,
        low=None if before.comparator in MOST else row.low, high=None if before.comparator in LEAST else row.high,
    )  # fmt: skip


def _takes_noun(row: Number, before: Number, between: str, article: Article) -> bool:
    return (
        row.quantity_kind == "number"
        and before.counted is not None
        and before.quantity_kind == "count"
        and row.value is not None
        and float(row.value).is_integer()
        and row.comparator_text is None
        and (JOINED.search(between) is not None or (between == ", " and THEM.match(article.text, row.end) is not None))
        and AFTER.match(article.text, row.end) is not None
    )


def _per_so_many(rows: list[Number], article: Article) -> list[Number]:
    """A rate per so many is one row: "4.7 cases per 100,000 people"."""
    kept: list[Number] = []
    for row in rows:
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.per is None
            and row.quantity_kind in ("count", "number")
            and row.value is not None
            and row.value >= 10
            and article.text[before.end : row.start] == " per "
        ):
            kept[-1] = replace(before, end=row.end, per=article.text[row.start : row.end])
        else:
            kept.append(row)
    return kept


def _per_behind_bracket(rows: list[Number], article: Article, seeds: Seeds) -> list[Number]:
    """A rate behind a bracketed conversion belongs to what is converted: "C$8 (US$5.80) per ton"."""
    for index in range(1, len(rows)):
        before, row = rows[index - 1], rows[index]
        if before.per or before.unit_start is None or not article.text.startswith(")", row.end):
            continue
        if BRACKET.fullmatch(article.text[before.end : row.start]) and (
            rate := rates(seeds).match(article.text, row.end + 1, article.sentence(row.start)[1])
        ):
            rows[index - 1] = replace(before, per=seeds["per_words"][rate[1]]["per"])
    return rows


def _suspended(rows: list[Number], article: Article) -> list[Number]:
    """The rows, a figure before a hyphen and "or" in the unit of the next, "7- or 8-inch", and one of so many in its
    money or with its noun: "two of the 12 ships".
    """
    for index in range(len(rows) - 2, -1, -1):
        row, after = rows[index], rows[index + 1]
        if row.quantity_kind != "number":
            continue
        between = article.text[row.end : after.start]
        if after.quantity_kind == "money" and PART.fullmatch(between):
            rows[index] = _in_money_of(row, after)
        elif after.quantity_kind == "count" and after.counted and PART.fullmatch(between):
            rows[index] = replace(_with_noun_of(row, after), counted_role=row.counted_role or after.counted_role)
        elif between.startswith(("-", "‑", "–")) and SUSPENDED.fullmatch(between):
            rows[index] = replace(
                row, quantity_kind=after.quantity_kind, unit=after.unit, unit_ucum=after.unit_ucum,
                counted=after.counted, counted_modifiers=after.counted_modifiers, currency=after.currency,
                per=after.per,
            )  # fmt: skip
    return rows


def _in_money_of(row: Number, other: Number) -> Number:
    return replace(
        row, quantity_kind="money", unit=other.unit, currency=other.currency, currency_basis=other.currency_basis
    )


def _with_noun_of(row: Number, other: Number) -> Number:
    return replace(row, quantity_kind="count", counted=other.counted, counted_modifiers=other.counted_modifiers)

"""Moves and levels: "fell by 5,000 to 229,000" apart, "to 8 from 5" and "from 5 to 8" linked."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds
from extractors.numbers.context import verb_in
from extractors.numbers.row import Number

FROM = regex.compile(r"(?i)\bfrom\s(?:about |around |nearly |roughly |just )?\Z")
BACK = regex.compile(
    r"(?:\s(?:last|this|in|on|a|the)\s[\p{L}\d ]{2,24})?,?\s(?:(?P<way>up|down|higher|lower)\s)?"
    r"(?:from|compared (?:with|to)|against|versus)\s"
    r"(?:(?:the|an?|about|around|nearly|just) (?:\p{Ll}{3,12} )?){0,2}\Z"
)
ON = regex.compile(r"\s(?:(?:a|per) \p{Ll}{3,8}\s)?to\s(?:about |around |nearly |roughly |just |as much as )?\Z")
UP = ("up", "higher")
CLAUSE = 80
"""Characters between the two figures of a move, or its verb and the first."""


def split_move(row: Number, article: Article) -> list[Number]:
    """A range behind a movement, its ends far apart, is a move and its level: "fell by 5,000 to 229,000"."""
    if row.change is None or row.low is None or row.high is None or row.quantity_kind not in ("count", "number"):
        return [row]
    words = article.text[row.value_start : row.value_end]
    if " to " not in words or row.high < 3 * row.low or FROM.search(article.text, max(0, row.start - 20), row.start):
        return [row]
    end = row.value_start + words.index(" to ")
    start = row.value_start + words.index(" to ") + 4
    first = replace(row, end=end, value_end=end, value=row.low, high=row.low, quantity_kind="number", counted=None)
    first = replace(first, counted_modifiers=None, unit_start=None, unit_end=None, unit_text=None, per=None)
    last = replace(row, start=start, value_start=start, value=row.high, low=row.high, change=None, change_text=None)
    return [first, last]


def turned(row: Number, ends: Sequence[float], article: Article, seeds: Seeds) -> Number:
    """A range that begins with "from": the level moved from, and the verb that tells which way.

    `ends` are the figures as they stand. A verb of the other direction, or none, leaves the row as it is.
    """
    opens = max(article.sentence(row.start)[0], row.start - CLAUSE)
    before = FROM.search(article.text, opens, row.start)
    if before is None or len(ends) < 2 or ends[0] == ends[1]:
        return row
    moved = verb_in(article.text[opens : before.start()], seeds)
    way = "up" if ends[1] > ends[0] else "down"
    if moved.change != way:
        return row
    return replace(row, change=way, change_text=moved.text, change_from=ends[0])


def linked(rows: list[Number], article: Article) -> list[Number]:
    """Two levels of one move: the row of the later one holds the earlier as `change_from`."""
    for index in range(1, len(rows)):
        first, last = rows[index - 1], rows[index]
        between = article.text[first.end : last.start]
        if len(between) > CLAUSE or first.value is None or last.value is None or not _is_same(first, last):
            continue
        if back := BACK.fullmatch(between):
            if back["way"] or first.change or "from" in between:
                rows[index - 1] = from_level(first, last.value, back["way"])
        elif ON.fullmatch(between) and FROM.search(article.text, max(0, first.start - 20), first.start):
            rows[index] = replace(last, change_from=first.value)
    return rows


def from_level(row: Number, level: float, way: str | None) -> Number:
    """The row of a level with the one before the move; `way` is the word for the direction, which the figures must bear
    out.
    """
    is_up = way in UP
    if way is None or row.change is not None or ((row.value or 0) > level) != is_up:
        return replace(row, change_from=level)
    return replace(row, change_from=level, change="up" if is_up else "down", change_text=way)


def _is_same(first: Number, last: Number) -> bool:
    """Whether two rows measure the same: kind, unit, currency and noun agree, or the later one has none."""
    if last.quantity_kind == "number":
        return first.quantity_kind in ("number", "count")
    return (
        first.quantity_kind == last.quantity_kind
        and first.unit == last.unit
        and first.currency == last.currency
        and (first.counted == last.counted or first.counted is None or last.counted is None)
    )

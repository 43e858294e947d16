"""The unit in the head of a table's column, carried down to the bare figures below it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from extractors.article.layout import Article
from extractors.engine.seeds import Seeds
from extractors.numbers.making import scaled
from extractors.numbers.parallels import is_bare
from extractors.numbers.row import Number
from extractors.numbers.values import read_figure

CELL_END = regex.compile(r"[ ]?\|[ ]?|\t{1,4}|[ ]{2,40}")
HEAD = regex.compile(r"(?:\((?P<unit>[^()\d]{1,24})\)|(?:,|\bin) (?P<unit>[^()\d]{1,24})|(?<!\d\s?)(?P<unit>%))\s?\Z")
SUM = regex.compile(
    r"(?P<mark>\p{Lu}{0,2}\p{Sc}|\p{Lu}{3}|\p{L}{3,12})?\s?(?P<magnitude>m|mn|bn|k|million|billion|thousand)?"
)
SPELLED = regex.compile(r"(?P<magnitude>million|billion|thousand)s?(?: of)? (?P<mark>\p{L}{3,12})")
PERCENT = ("%", "per cent", "percent", "pct")
LONGEST = 300
"""Characters of a line that can be a row of a table."""


def under_heads(rows: Sequence[Number], article: Article, seeds: Seeds) -> list[Number]:
    """The rows, each bare figure of a table with the unit its column's head names in brackets, behind "in", or as %.

    Cells end at a bar, a tab or two blanks; a head holds down to the first line with another number of cells.
    """
    text = article.text
    if not any(is_bare(row) and CELL_END.search(text, max(0, row.start - 3), row.end + 3) for row in rows):
        return list(rows)
    heads = _heads_by_line(text)
    starts = list(heads)
    return [_under_head(row, heads, starts, text, seeds) if is_bare(row) else row for row in rows]


def _heads_by_line(text: str) -> dict[int, list[str | None]]:
    """What the heads above name for each cell, by the start of every line."""
    found: dict[int, list[str | None]] = {}
    above: list[str | None] = []
    start = 0
    for line in text.splitlines(keepends=True):
        cells = _cells(line) if len(line) <= LONGEST else []
        if len(cells) > 1:
            above = above if len(above) == len(cells) else [None] * len(cells)
            found[start] = above
            named = [HEAD.search(cell.strip()) for cell in cells]
            above = [head["unit"].strip() if head else before for head, before in zip(named, above, strict=True)]
        else:
            found[start] = above = []
        start += len(line)
    return found


def _under_head(
    row: Number, heads: Mapping[int, list[str | None]], starts: Sequence[int], text: str, seeds: Seeds
) -> Number:
    start = starts[bisect_right(starts, row.start) - 1]
    above = heads[start]
    if not any(above):
        return row
    column = len(_cells(text[start : row.start])) - 1
    named = above[column] if column < len(above) else None
    return _with_unit(row, named, seeds) if named else row


def _cells(line: str) -> list[str]:
    return CELL_END.split(line)


def _with_unit(row: Number, named: str, seeds: Seeds) -> Number:
    """The row in the unit that a head names; as it is where that is none."""
    if named.casefold() in PERCENT:
        return replace(row, quantity_kind="percent", unit="percent", unit_ucum="%")
    unit = seeds["unit_symbols"].get(named) or seeds.folded("units").get(named.casefold())
    if unit:
        made = replace(row, quantity_kind=unit["quantity_kind"], unit=unit["unit"], unit_ucum=unit["ucum"] or None)
        return scaled(made, unit, seeds)
    found = SPELLED.fullmatch(named) or SUM.fullmatch(named)
    return _as_sum(row, found["mark"], found["magnitude"], seeds) if found and found["mark"] else row


def _as_sum(row: Number, mark: str, magnitude: str | None, seeds: Seeds) -> Number:
    """The row as money by mark, code or word, a magnitude of the head applied; as it is where the mark is none."""
    known = seeds["currency_codes"].get(mark) and {"currency": mark, "unit": ""}
    basis = "code" if known else "mark"
    known = known or seeds["currency_marks"].get(mark)
    if not known and (word := seeds.folded("currencies").get(mark.casefold())):
        known, basis = {"currency": word["currency"], "unit": mark.casefold().removesuffix("s")}, "word"
    figure = read_figure(f"{abs(row.value or 0)} {magnitude}", seeds) if magnitude and not row.magnitude_text else None
    if not known:
        return row
    value = row.value if figure is None else float(figure.value) * (-1 if (row.value or 0) < 0 else 1)
    return replace(
        row, quantity_kind="money", currency=known["currency"] or None, value=value,
        low=value if row.low is not None else None, high=value if row.high is not None else None,
        currency_basis=basis if known["currency"] else None, unit=None if known["currency"] else known["unit"] or None,
        magnitude_text=row.magnitude_text or magnitude,
    )  # fmt: skip

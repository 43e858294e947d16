"""Dates: temporal expressions as TIMEX3 and as intervals, anchored to the article's own date."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import regex

from extractors.article.layout import Article
from extractors.dates import normalise
from extractors.dates.anchoring import anchored, explicit_days
from extractors.dates.meaning import Meaning
from extractors.dates.row import Date
from extractors.engine.match import Found
from extractors.engine.normalise import normalised
from extractors.engine.seeds import Seeds
from extractors.engine.text import span_at

__all__ = ["Date", "first_full_day", "rows"]

FIRST = regex.compile(r"(?i)\b(?:published|created|posted|issued|filed)\b")
LATER = regex.compile(r"(?i)\b(?:updated|modified|edited)\b")
COPYRIGHT = regex.compile(r"(?i)©|\(c\)|\bcopyright\b")


def rows(
    found: Sequence[Found], article: Article, seeds: Seeds, earlier: Mapping[str, list[object]]
) -> dict[str, list[object]]:
    """The rows of table `dates`, numbered t1, t2 ... in text order."""
    meanings = list(_meanings(found, article, seeds))
    rows = anchored(meanings, article, seeds)
    if article.published is None and article.bylines:
        rows = _disputed(rows, meanings, article)
    return {"dates": list(rows)}


def _disputed(rows: list[Date], meanings: Sequence[Meaning], article: Article) -> list[Date]:
    """The rows, where two bylines disagree: neither they nor what would count from them has an interval."""
    inside = [meaning for meaning in meanings if span_at(article.bylines, meaning.start)]
    best = _best(inside, article)
    if len({day for _, day in best}) < 2:
        return rows
    starts = {start for start, _ in best}
    return [
        replace(row, anchor_conflict=True, start_date=None, end_date=None, edtf=None)
        if row.start in starts or (row.anchor is None and row.grain and "X" in (row.timex_value or ""))
        else row
        for row in rows
    ]


def _meanings(found: Sequence[Found], article: Article, seeds: Seeds) -> Iterator[Meaning]:
    for made in normalised(found, article, seeds, normalise):
        if isinstance(made, Meaning):
            yield made
            yield from made.more


def first_full_day(found: Sequence[Found], article: Article, seeds: Seeds) -> date | None:
    """The first explicit calendar day among matches: what a byline or dateline states. Nothing is resolved by guess.

    A day labelled Published or Created goes before one labelled Updated; a copyright line states none.
    Two that are labelled alike and differ state none either.
    """
    days = {day for _, day in _best(list(_meanings(found, article, seeds)), article)}
    return days.pop() if len(days) == 1 else None


def _best(meanings: Sequence[Meaning], article: Article) -> list[tuple[int, date]]:
    """Where the best labelled explicit days stand, and the days; several where bylines disagree."""
    choices: list[tuple[int, int, date]] = []
    for meaning, day in explicit_days(meanings, article):
        line = article.text.rfind("\n", 0, meaning.start) + 1
        label = article.text[max(line, meaning.start - 60) : meaning.start]
        if COPYRIGHT.search(label):
            continue
        first, later = _last(FIRST, label), _last(LATER, label)
        rank = 0 if first > later else 2 if later > first else 1
        choices.append((rank, meaning.start, day))
    best = min(choices)[0] if choices else 0
    return [(start, day) for rank, start, day in choices if rank == best]


def _last(pattern: regex.Pattern[str], label: str) -> int:
    return max((found.start() for found in pattern.finditer(label)), default=-1)

"""Dates: temporal expressions as TIMEX3 and as intervals, anchored to the article's own date."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from extractors.article.layout import Article
from extractors.dates import normalise
from extractors.dates.row import Date
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.normalise import normalised

__all__ = ["Date", "first_full_day", "rows"]


def rows(
    found: Sequence[Found], article: Article, seeds: Seeds, earlier: Mapping[str, list[object]]
) -> dict[str, list[object]]:
    """The rows of table `dates`, numbered t1, t2 ... in text order."""
    made = [row for row in normalised(found, article, seeds, normalise) if isinstance(row, Date)]
    return {"dates": [replace(row, tid=f"t{index}") for index, row in enumerate(made, 1)]}


def first_full_day(found: Sequence[Found], article: Article, seeds: Seeds) -> date | None:
    """The first explicit calendar day among matches: what a byline or dateline states. Nothing is resolved by guess."""
    for row in normalised(found, article, seeds, normalise):
        if isinstance(row, Date) and row.grain in ("day", "time") and row.anchor == "explicit" and row.start_date:
            return row.start_date
    return None

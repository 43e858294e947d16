"""Dates: temporal expressions as TIMEX3 and as intervals, anchored to the article's own date."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import regex

from extractors.article.layout import Article
from extractors.dates import normalise
from extractors.dates.anchoring import anchored, explicit_days
from extractors.dates.meaning import Meaning
from extractors.dates.row import Date
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.normalise import normalised

__all__ = ["Date", "first_full_day", "rows"]

FIRST = regex.compile(r"(?i)\b(?:published|created|posted|issued|filed)\b")
LATER = regex.compile(r"(?i)\b(?:updated|modified|edited)\b")
COPYRIGHT = regex.compile(r"(?i)©|\(c\)|\bcopyright\b")


def rows(
    found: Sequence[Found], article: Article, seeds: Seeds, earlier: Mapping[str, list[object]]
) -> dict[str, list[object]]:
    """The rows of table `dates`, numbered t1, t2 ... in text order."""
    return {"dates": list(anchored(_meanings(found, article, seeds), article, seeds))}


def _meanings(found: Sequence[Found], article: Article, seeds: Seeds) -> Iterator[Meaning]:
    for made in normalised(found, article, seeds, normalise):
        if isinstance(made, Meaning):
            yield made
            yield from made.more


def first_full_day(found: Sequence[Found], article: Article, seeds: Seeds) -> date | None:
    """The first explicit calendar day among matches: what a byline or dateline states. Nothing is resolved by guess.

    A day labelled Published or Created goes before one labelled Updated; a copyright line states none.
    """
    choices: list[tuple[int, int, date]] = []
    for meaning, day in explicit_days(list(_meanings(found, article, seeds)), article):
        line = article.text.rfind("\n", 0, meaning.start) + 1
        label = article.text[max(line, meaning.start - 60) : meaning.start]
        if COPYRIGHT.search(label):
            continue
        first, later = _last(FIRST, label), _last(LATER, label)
        rank = 0 if first > later else 2 if later > first else 1
        choices.append((rank, meaning.start, day))
    return min(choices)[2] if choices else None


def _last(pattern: regex.Pattern[str], label: str) -> int:
    return max((found.start() for found in pattern.finditer(label)), default=-1)

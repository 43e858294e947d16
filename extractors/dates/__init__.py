"""Dates: temporal expressions as TIMEX3 and as intervals, anchored to the article's own date.

The way of a date: its rule names a normaliser, which reads the groups of the match (`parts`) into a `Meaning`. Calendar
words are read in `normalise`, others in `weekdays`, `years`, `eras`, `periods`, `relative`, `anaphors`, `reporting` and
`durations`; `evidence` says whether a bare word or figure is a date at all. `anchoring` goes through the meanings in
text order and makes rows (`making`): ends of a range tied (`ranges`), days counted from others (`offsets`), stretches
closed by the day behind them (`ended`), open values chosen (`openings`, `holidays`) the way that the words or the verb
look (`direction`, `tense`). What the article says of its own day is read by `bylines` and `stamps`.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from extractors.article.layout import Article
from extractors.dates import normalise
from extractors.dates.anchoring import anchored
from extractors.dates.bylines import best_days, disputed
from extractors.dates.meaning import Meaning
from extractors.dates.row import Date
from extractors.engine.match import Found
from extractors.engine.normalise import normalised
from extractors.engine.seeds import Seeds

__all__ = ["Date", "first_full_day", "rows"]


def rows(found: Sequence[Found], article: Article, seeds: Seeds) -> list[Date]:
    """The rows of table `dates`, numbered t1, t2 ... in text order."""
    meanings = list(_meanings(found, article, seeds))
    rows = anchored(meanings, article, seeds)
    if article.published is None and article.bylines:
        rows = disputed(rows, meanings, article)
    return rows


def first_full_day(found: Sequence[Found], article: Article, seeds: Seeds) -> date | None:
    """The first explicit calendar day among matches: what a byline or dateline states. Nothing is resolved by guess.

    Two that are labelled alike and differ state none.
    """
    days = {day for _, day in best_days(list(_meanings(found, article, seeds)), article)}
    return days.pop() if len(days) == 1 else None


def _meanings(found: Sequence[Found], article: Article, seeds: Seeds) -> Iterator[Meaning]:
    for made in normalised(found, article, seeds, normalise):
        if isinstance(made, Meaning):
            yield made
            yield from made.more

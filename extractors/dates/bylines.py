"""What bylines and datelines state: the day of publication, and whether two of them disagree."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import regex

from extractors.article.layout import Article
from extractors.dates.calendar import period_of
from extractors.dates.evidence import last_start
from extractors.dates.meaning import Meaning
from extractors.dates.row import Date
from extractors.engine.text import span_at

FIRST = regex.compile(r"(?i)\b(?:published|created|posted|issued|filed)\b")
LATER = regex.compile(r"(?i)\b(?:updated|modified|edited)\b")
COPYRIGHT = regex.compile(r"(?i)©|\(c\)|\bcopyright\b")


def best_days(meanings: Sequence[Meaning], article: Article) -> list[tuple[int, date]]:
    """Where the best labelled explicit days stand, and the days; several where bylines disagree.

    A day labelled Published or Created goes before one labelled Updated; a copyright line states none.
    """
    choices: list[tuple[int, int, date]] = []
    for meaning, day in _explicit_days(meanings):
        line = article.text.rfind("\n", 0, meaning.start) + 1
        label = article.text[max(line, meaning.start - 60) : meaning.start]
        if COPYRIGHT.search(label):
            continue
        first, later = last_start(FIRST, label), last_start(LATER, label)
        rank = 0 if first > later else 2 if later > first else 1
        choices.append((rank, meaning.start, day))
    best = min(choices)[0] if choices else 0
    return [(start, day) for rank, start, day in choices if rank == best]


def disputed(rows: list[Date], meanings: Sequence[Meaning], article: Article) -> list[Date]:
    """The rows, where two bylines disagree: neither they nor what would count from them has an interval."""
    inside = [meaning for meaning in meanings if span_at(article.bylines, meaning.start)]
    best = best_days(inside, article)
    if len({day for _, day in best}) < 2:
        return rows
    starts = {start for start, _ in best}
    return [
        replace(row, anchor_conflict=True, start_date=None, end_date=None, edtf=None)
        if row.start in starts or (row.anchor is None and row.grain and "X" in (row.timex_value or ""))
        else row
        for row in rows
    ]


def _explicit_days(meanings: Sequence[Meaning]) -> list[tuple[Meaning, date]]:
    """The meanings that name a whole calendar day themselves, with it."""
    days = []
    for meaning in meanings:
        for one in (meaning, *meaning.more):
            if one.timex_type in ("DATE", "TIME") and one.value and "X" not in one.value and not one.mod:
                period = period_of(one.value)
                if period and period.grain in ("day", "time"):
                    days.append((one, period.start))
    return days

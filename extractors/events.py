"""Which date a figure holds for: the one that its own clause names."""

from bisect import bisect_left
from collections.abc import Sequence

import regex

from extractors.article.layout import Article
from extractors.dates.row import Date
from extractors.numbers.row import Number

CLAUSE = regex.compile(
    r"[;:()—]|\s(?:but|while|whereas|said|says)\s|,\s+(?:but|and|while|who|which|whose|after|before|as|though|although|"
    r"because|since|when|where|with|he|she|it|they|compared|up|down|\p{Ll}{2,12}ing)\b"
)
BASE = regex.compile(
    r"(?i)\b(?:from|than|than (?:in|on|at)|compared (?:with|to)|against|versus|vs|the same|over|till|until)\s"
    r"(?:the\s|a\s)?(?:same (?:\p{Ll}{3,9}\s){0,2})?(?:(?:in|of|on)\s)?\Z"
)
"""What stands before a date that a figure is only compared with."""

BEHIND, BEFORE = 60, 90
"""How far a date stands from its figure, behind it and before it, in characters."""


def date_numbers(numbers: Sequence[Number], dates: Sequence[Date], article: Article) -> None:
    """Give each figure the `tid` of the date of its clause: the next one behind it, else the nearest before.

    Ages, durations, dates of publication and dates that are only compared with give nothing.
    """
    if not numbers or not dates:
        return
    usable = [date for date in dates if _is_event(date, article)]
    starts = [date.start for date in usable]
    figures = sorted(numbers, key=lambda number: number.start)
    for index, number in enumerate(figures):
        if number.quantity_kind == "age" or not usable:
            continue
        opens, closes = article.sentence(number.start)
        at = bisect_left(starts, number.end)
        following = figures[index + 1].start if index + 1 < len(figures) else closes
        nearest = min(following, closes, number.end + BEHIND)
        if at < len(usable) and starts[at] < nearest and not CLAUSE.search(article.text, number.end, starts[at]):
            number.event_tid = usable[at].tid
        elif at and _leads(usable[at - 1], number, max(opens, number.start - BEFORE), article):
            number.event_tid = usable[at - 1].tid


def _leads(date: Date, number: Number, opens: int, article: Article) -> bool:
    """Whether a date stands before a figure in the figure's clause."""
    if date.start < opens or date.end > number.start:
        return False
    return CLAUSE.search(article.text, date.end, number.start) is None


def _is_event(date: Date, article: Article) -> bool:
    if date.timex_type not in ("DATE", "TIME") or date.function_in_document != "NONE" or date.begin_tid:
        return False
    if date.start_date is None and date.end_date is None and not str(date.timex_value).startswith("XXXX"):
        return False
    if date.end_tid is not None:
        return True
    return BASE.search(article.text, max(0, date.start - 30), date.start) is None

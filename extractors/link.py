"""What needs several kinds at once: a number inside a date, inside a quote, and with its date."""

from collections.abc import Sequence

import regex

from extractors.article.layout import Article
from extractors.dates.row import Date
from extractors.engine.match import Found
from extractors.engine.resolve import Lost, overlaps
from extractors.events import date_numbers
from extractors.numbers import Number
from extractors.quotes import Quote

YEARS = regex.compile(r"(?i)(?:from |between )?\d{4}(?:\s?(?:-|–|to|and|until|through)\s?\d{2,4})?")


def settle(kept: Sequence[Found]) -> tuple[list[Found], list[Lost]]:
    """Numbers against dates. A number inside or equal to a date yields; a date strictly inside a number yields when
    the number has a unit and the date is no bare year or range of years, or when its rule names the `counted` noun, and
    so does one equal to an age ("the age of 5 years"); of a partial overlap the date stands.
    """
    numbers: list[Found] = []
    dates: list[Found] = []
    for found in kept:
        kind = found.rule.kind
        if kind == "numbers":
            numbers.append(found)
        elif kind == "dates":
            dates.append(found)
    out: dict[int, Lost] = {}
    first = 0
    for date in dates:
        while first < len(numbers) and numbers[first].end <= date.start:
            first += 1
        at = first
        while at < len(numbers) and numbers[at].start < date.end:
            number = numbers[at]
            at += 1
            if not overlaps(date, number):
                continue
            if _date_yields(date, number):
                out[id(date)] = Lost(date, f"{number.rule.id} holds it, with a unit")
            else:
                out[id(number)] = Lost(number, f"{date.rule.id} is a date")
    if not out:
        return list(kept), []
    return [found for found in kept if id(found) not in out], list(out.values())


def _date_yields(date: Found, number: Found) -> bool:
    if not (number.start <= date.start and date.end <= number.end):
        return False
    if len(date.text) == len(number.text):
        return number.rule.make == "age" and number.has("unit")
    return number.has("counted") or (number.has("unit") and not YEARS.fullmatch(date.text))


def link(numbers: Sequence[Number], dates: Sequence[Date], quotes: Sequence[Quote], article: Article) -> None:
    """Give each number the quote it stands in and the date it holds for."""
    _quote(numbers, [quote for quote in quotes if quote.kind != "not_speech"])
    date_numbers(numbers, dates, article)


def _quote(numbers: Sequence[Number], spoken: Sequence[Quote]) -> None:
    """Give each number inside a quote that one's id: the first quote's where several hold it."""
    if not spoken:
        return
    contents = sorted(
        [(*span, order) for order, quote in enumerate(spoken) for span in (*quote.contents, *quote.repeats)],
        reverse=True,
    )
    open_now: list[tuple[int, int, int]] = []
    for number in sorted(numbers, key=lambda number: number.start):
        while contents and contents[-1][0] <= number.start:
            open_now.append(contents.pop())
        open_now = [span for span in open_now if span[1] > number.start]
        if holding := [order for _, end, order in open_now if end >= number.end]:
            number.is_quoted = True
            number.quote_id = spoken[min(holding)].quote_id

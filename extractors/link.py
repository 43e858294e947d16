"""What needs several kinds at once: a number inside a date, a number inside a quote."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

import regex

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.resolve import Lost, overlaps
from extractors.numbers import Number
from extractors.quotes import Quote

YEARS = regex.compile(r"(?i)(?:from |between )?\d{4}(?:\s?(?:-|–|to|and|until|through)\s?\d{2,4})?")


def settle(kept: Sequence[Found]) -> tuple[list[Found], list[Lost]]:
    """Numbers against dates. A number inside or equal to a date yields; a date strictly inside a number yields when
    the number has a unit and the date is no bare year or range of years, or when its rule names the `counted` noun;
    of a partial overlap the date stands.
    """
    numbers = [found for found in kept if found.rule.kind == "numbers"]
    out: dict[int, Lost] = {}
    first = 0
    for date in (found for found in kept if found.rule.kind == "dates"):
        while first < len(numbers) and numbers[first].end <= date.start:
            first += 1
        for number in islice(numbers, first, None):
            if number.start >= date.end:
                break
            if not overlaps(date, number):
                continue
            if _date_yields(date, number):
                out[id(date)] = Lost(date, f"{number.rule.id} holds it, with a unit")
            else:
                out[id(number)] = Lost(number, f"{date.rule.id} is a date")
    return [found for found in kept if id(found) not in out], list(out.values())


def _date_yields(date: Found, number: Found) -> bool:
    strictly_inside = number.start <= date.start and date.end <= number.end and len(date.text) < len(number.text)
    return strictly_inside and (number.has("counted") or (number.has("unit") and not YEARS.fullmatch(date.text)))


def link(rows: Mapping[str, list[object]], article: Article) -> dict[str, list[object]]:
    """The rows, each number inside speech with the quote it stands in."""
    spoken = [quote for quote in rows.get("quotes", []) if isinstance(quote, Quote) and quote.kind != "not_speech"]
    linked = dict(rows)
    linked["numbers"] = [_quoted(row, spoken) for row in rows.get("numbers", []) if isinstance(row, Number)]
    return linked


def _quoted(number: Number, quotes: Sequence[Quote]) -> Number:
    for quote in quotes:
        if any(start <= number.start and number.end <= end for start, end in quote.contents):
            return replace(number, is_quoted=True, quote_id=quote.quote_id)
    return number

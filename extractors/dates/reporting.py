"""The quarter that a company reports on, and words that count from it: "a year ago", "the latest period"."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.dates.calendar import moved, period_of, value_of
from extractors.dates.evidence import last_start
from extractors.dates.making import make_date, settle
from extractors.dates.meaning import Meaning
from extractors.dates.parts import whole
from extractors.dates.row import Date
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds

QUARTER = regex.compile(r"(?i)\bquarters?\b(?![\s-](?:century|mile|point|final|of\sa)|-?back)|\bquarterly\b|\bQ[1-4]\b")
REPORTED = regex.compile(rf"{QUARTER.pattern}|\b(?:latest|\d{{4}}) period\b")
EARNINGS = regex.compile(
    r"(?i)\b(?:net|lost|turnover|ebitda|margins?|profits?|earn(?:s|ed|ings)?|loss(?:es)?|sales|revenues?|income|share"
    r"|results)\b"
)
AMOUNT = regex.compile(r"(?:\d|million|billion|trillion|cents?|share|percent)\)?,?\s\Z")
COMPARED = regex.compile(r"\b(?:compared (?:with|to)|from|against|versus|than)\s[^.\n]{0,60}\Z")
OF_AMOUNT = regex.compile(r"['’]s\s(?:[$£€]|\p{Lu}{1,3}\$)?\d")
THIS_YEAR = regex.compile(r"(?i)\bthis year\b")
LONGER = regex.compile(
    r"(?i)\b(?:six|nine|twelve|6|9|12)[\s-]months?\b|\bhalf\b|\b(?:fiscal|full|calendar|whole)[\s-]year\b"
    r"|\bfor the year\b|\bso far this year\b|\byear[\s-]to[\s-]date\b"
)
"""Stretches of a report that are longer than a quarter: what is compared with them is no quarter."""

VALUE = regex.compile(r"\d{4}-Q[1-4]")
OLD = timedelta(340)
"""A quarter that began longer ago than this is the one compared with, not the one reported on."""


@lru_cache(maxsize=8)
def _names_quarter(text: str) -> bool:
    """Whether a text names a quarter anywhere."""
    return QUARTER.search(text) is not None


def compares_quarters(start: int, article: Article) -> bool:
    """Whether "a year ago" at `start` compares quarters: in a report of a quarter, beside results or an amount.

    Not where its paragraph speaks of the nine months or the half last.
    """
    text = article.text
    if not _names_quarter(text) or _speaks_of_longer(start, text):
        return False
    left, right = article.sentence(start)
    return bool(
        REPORTED.search(text, left, right)
        or EARNINGS.search(text, left, right)
        or AMOUNT.search(text, max(left, start - 16), start)
    )


def compares_amounts(start: int, end: int, article: Article) -> bool:
    """Whether "last year" goes with the amount of a year before: "against a profit of £7 million last year"."""
    left, right = article.sentence(start)
    text = article.text
    amount = AMOUNT.search(text, max(left, start - 16), start) or OF_AMOUNT.match(text, end)
    return bool(
        amount
        and COMPARED.search(text, max(left, start - 90), start)
        and not THIS_YEAR.search(text, left, right)
        and compares_quarters(start, article)
    )


def _speaks_of_longer(start: int, text: str) -> bool:
    """Whether the last stretch named in the paragraph before `start` is longer than a quarter."""
    paragraph = max(text.rfind("\n", 0, start) + 1, start - 600)
    return last_start(LONGER, text, paragraph, start) > last_start(QUARTER, text, paragraph, start)


def latest(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the quarter", "the latest period": the quarter reported on, else the last one that has ended."""
    if found.has("period_word") and not _names_quarter(article.text):
        return None
    return whole(found, seeds, shift=0, unit="Q", base="quarter", grain="quarter")


def compared_period(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the same period last year", "last year's quarter": the quarter a year before the one reported on, else the
    year.
    """
    year = found.first("year")
    if not (found.has("of_quarter") or compares_quarters(found.start, article)):
        if year:
            return whole(found, seeds, value=year)
        return whole(found, seeds, shift=-1, unit="Y", base="publication", direction="past")
    if year:
        return whole(found, seeds, shift=0, unit="Q", base="quarter", grain="quarter", year=year)
    return whole(found, seeds, shift=-1, unit="Y", base="quarter", grain="quarter", direction="past")


def year_period(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the 2024 quarter": that year's quarter like the one reported on; without quarters, or of a longer stretch,
    the year.
    """
    year = found.first("year") or ""
    if not _names_quarter(article.text) or _speaks_of_longer(found.start, article.text):
        return whole(found, seeds, value=year)
    return whole(found, seeds, shift=0, unit="Q", base="quarter", grain="quarter", year=year)


@dataclass(slots=True)
class Reported:
    """The quarters that an article has named so far: the latest that has ended, and the last named at all."""

    ended: Date | None = None
    named: Date | None = None

    @property
    def quarter(self) -> Date | None:
        """The latest quarter named that has ended, else the one named last."""
        return self.ended or self.named

    def note(self, row: Date, article: Article) -> None:
        """Remember a quarter; the fiscal ones too, which have no interval."""
        value = row.timex_value or ""
        if value[5:6] != "Q" or row.timex_type != "DATE" or not VALUE.fullmatch(value):
            return
        published, period = article.published, period_of(value)
        if published is None or period is None:
            self.named = row
            return
        if published - period.start >= OLD:
            return
        self.named = row
        has_ended = (row.end_date or period.end) <= published if row.start_date else row.direction != "future"
        if has_ended and (self.ended is None or value >= (self.ended.timex_value or "")):
            self.ended = row

    def anchor(self, meaning: Meaning, tid: str, article: Article) -> Date:
        """The row of words that count from the quarter reported on, else from the last one before publication."""
        known, published = self.quarter, article.published
        if known is not None and known.timex_value:
            base, basis, anchor_tid = known.timex_value, "previous_date", known.tid
            meaning = replace(meaning, has_interval=meaning.has_interval and known.start_date is not None)
        elif published and (day := moved(published, -1, "Q")):
            base, basis, anchor_tid = value_of(day, "quarter"), "publication", "t0"
        else:
            return make_date(meaning, tid, "XXXX-QX", grain="quarter", direction=meaning.direction)
        year = meaning.year or f"{int(base[:4]) + (meaning.shift or 0):04}"
        if known is not None and known.start_date and known.end_date:
            years = int(year) - int(base[:4])
            until = moved(known.end_date + timedelta(1), years, "Y")
            meaning = replace(meaning, since=moved(known.start_date, years, "Y"), until=until and until - timedelta(1))
        return settle(meaning, tid, year + base[4:], basis, anchor_tid, article)

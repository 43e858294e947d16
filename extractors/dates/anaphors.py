"""Words that stand for a date just mentioned, or for now: "until then", "this year as last", "it is the second day"."""

import regex

from extractors.article.layout import Article
from extractors.dates.calendar import GRAIN
from extractors.dates.meaning import Meaning
from extractors.dates.parts import unit_of, whole
from extractors.dates.row import Date
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds

THIS = regex.compile(r"(?i)\b(this|next)\s(\w{3,7})\s\w{2,6}\s\Z")


def then(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "until then", "by then": the last date mentioned, as fine as that is."""
    return whole(found, seeds, base="then", shift=0)


def bare_last(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "more this year than last": the unit before the one named right before it."""
    named = THIS.search(article.text, max(0, found.start - 24), found.start)
    row = seeds.folded("date_units").get(named[2].casefold()) if named else None
    if row is None or row["code"] not in GRAIN:
        return None
    return whole(
        found, seeds, shift=-1, unit=row["code"], base="publication", direction="past", direction_text=found.text
    )


def nth_day_now(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "today is the eighth day of the siege": the day of publication, whatever its number in the event."""
    return whole(found, seeds, shift=0, unit="D", base="publication")


def in_the_unit(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "earlier in the week", "late in the year": a part of the present one."""
    return whole(found, seeds, shift=0, unit=unit_of(found, seeds), base="publication")


def is_day_of_month(meaning: Meaning, last: Date, day: Date | None, article: Article) -> bool:
    """Whether "that day" is some day of a month: `last` is a month, named in the same or the last sentence, and no
    `day` was named since.
    """
    if meaning.base != "previous" or meaning.shift or meaning.unit != "D" or last.grain != "month":
        return False
    if day is not None and day.start > last.start:
        return False
    one, two = article.sentence(last.start), article.sentence(meaning.start)
    return one == two or not article.text[one[1] : two[0]].strip()

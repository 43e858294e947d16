"""Matches of the date packs into Date rows."""

from datetime import date

from extractors.article.layout import Article
from extractors.dates.row import Date
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds


def iso_day(found: Found, article: Article, seeds: Seeds) -> Date | None:
    """A day as ISO 8601 writes it."""
    try:
        day = date.fromisoformat(found.text)
    except ValueError:
        return None
    return Date(
        start=found.start, end=found.end, rule_id=found.rule.id, timex_type="DATE", timex_value=found.text,
        start_date=day, end_date=day, grain="day", anchor="explicit", edtf=found.text,
    )  # fmt: skip

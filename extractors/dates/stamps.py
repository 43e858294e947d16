"""When an article says that it was published, updated and created, to the minute and with its zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import regex

from extractors.article.layout import Article
from extractors.dates.row import Date
from extractors.engine.seeds import Seeds

ZONE = regex.compile(r"\p{L}{1,5}(?=\)?$)")
CREATED = regex.compile(r"(?i)\bcreated\b[^\r\n|]{0,20}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """Times in UTC, and the zone they were printed in; None where the article gives no time of day or no zone."""

    published_at: datetime | None = None
    updated_at: datetime | None = None
    first_created: datetime | None = None
    timezone: str | None = None


def stamps_of(dates: Iterable[Date], article: Article, seeds: Seeds) -> Stamps:
    """The stamps among the rows of table `dates`: the first of each kind. What the source gives goes before."""
    found: dict[str, datetime | None] = {
        "published_at": _instant(article.document.published),
        "updated_at": _instant(article.document.updated),
        "first_created": _instant(article.document.created),
    }
    zone = None
    for row in dates:
        if row.timex_type != "TIME" or row.function_in_document == "NONE":
            continue
        printed = ZONE.search(article.text, row.start, row.end)
        offset = seeds["time_zones"].get(printed[0], {}).get("offset") if printed else None
        if printed is None or not offset:
            continue
        time = _instant(f"{row.timex_value}{offset}")
        zone = zone or printed[0]
        names = ["updated_at" if row.function_in_document == "MODIFICATION_TIME" else "published_at"]
        if CREATED.search(article.text, max(0, row.start - 40), row.start):
            names.append("first_created")
        for name in names:
            found[name] = found[name] or time
    return Stamps(timezone=zone, **found)


def _instant(given: str | None) -> datetime | None:
    """A time with its zone, in UTC; None for a bare day or a time without a zone."""
    try:
        time = datetime.fromisoformat(given) if given else None
    except ValueError:
        return None
    return time.astimezone(UTC) if time and time.tzinfo else None

"""Days of the week and weekends."""

from dataclasses import replace

from extractors.article.layout import Article
from extractors.dates.clock import time_of
from extractors.dates.meaning import Meaning
from extractors.dates.parts import looked, meaning, open_weekday, positioned
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds


def weekday(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A day of the week, perhaps with last or next, a part of the day or a clock time."""
    name = found.first("weekdays") or ""
    if seeds["weekdays"][name]["needs_date"] == "yes" and not (found.has("clock") or found.has("day_parts")):
        return None
    if found.has("week_after"):
        return weeks_from(found, 1, seeds)
    time = time_of(found, seeds)
    return meaning(
        found, timex_type="TIME" if time else "DATE", value=open_weekday(name, seeds), time=time,
        **(positioned(found, article, seeds) if found.has("position") else {}), **looked(found, seeds),
    )  # fmt: skip


def weeks_from(found: Found, count: int, seeds: Seeds) -> Meaning:
    """ "a week on Monday", "Monday week": so many weeks behind the coming day of that name."""
    value = open_weekday(found.first("weekdays") or "", seeds)
    return meaning(found, value=value, shift=count, unit="W", direction="future")


def weekday_range(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "from Monday to Friday": a row each, tied to one another."""
    (start, first_end), (last_start, _) = found.spans("weekdays")
    one, two = (meaning(found, value=open_weekday(name, seeds)) for name in found.all("weekdays"))
    return replace(one, start=start, end=first_end, more=(replace(two, start=last_start, linked=True),))


def weekend(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the weekend", "this weekend", "last weekend"."""
    return meaning(found, value="XXXX-WXX-WE", **looked(found, seeds), **positioned(found, article, seeds))

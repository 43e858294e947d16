"""Years before and after our era by name, and dates of other calendars."""

from extractors.article.layout import Article
from extractors.dates.meaning import Meaning
from extractors.dates.parts import day_of, meaning, month_of, ordinal_of, positioned
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds


def era_year(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "44 BC" is BC0044; "AD 70", "800 CE" are years of ours."""
    figure = int(found.first("era_year") or 0)
    if not 0 < figure <= 9999:
        return None
    near = positioned(found, article, seeds)
    if _is_before(found):
        return meaning(found, value=f"BC{figure:04}", grain="year", **near)
    value = f"{figure:04}"
    if found.has("months"):
        value += f"-{month_of(found.all('months')[0], seeds)}-{day_of(found.first('day') or '', seeds)}"
    return meaning(found, value=value, **near)


def era_century(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the 5th century BC" is BC04: the years 500 to 401; "the 5th century AD" is 04."""
    ordinal = ordinal_of(found.first("date_ordinals") or found.first("digits_nth") or "1", seeds)
    value = f"{'BC' if _is_before(found) else ''}{ordinal - 1:02}"
    return meaning(found, value=value, grain="century", **positioned(found, article, seeds))


def _is_before(found: Found) -> bool:
    """Whether the era of a match is BC or BCE."""
    return (found.first("era") or "").upper().startswith("B")


def other_calendar(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A date of a calendar that we don't convert: its rule names the calendar, its value stays open."""
    if found.has("day"):
        value, grain = "XXXX-XX-XX", "day"
    elif found.has("year_only"):
        value, grain = "XXXX", "year"
    else:
        value, grain = "XXXX-XX", "month"
    return meaning(found, value=value, grain=grain, base="other", has_interval=False)

"""Quarters, halves, seasons, fiscal years and holidays."""

from dataclasses import replace

from extractors.article.layout import Article
from extractors.dates.calendar import Period, months, value_of
from extractors.dates.holidays import days_of
from extractors.dates.meaning import Meaning
from extractors.dates.parts import looked, month_of, ordinal_of, season_of, whole, year_of, year_shifted
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds


def _made(found: Found, seeds: Seeds, **more: object) -> Meaning:
    """The meaning of a whole match, with its last or next; "this winter" is the nearest one. `more` goes first."""
    way = looked(found, seeds)
    if "shift" in way and found.has("seasons") and "winter" in found.text.casefold():
        way = {"direction_text": way["direction_text"], "is_near": True}
    return whole(found, seeds, **{**way, **year_shifted(found), **more})


def _nth(found: Found, seeds: Seeds) -> int:
    """The ordinal of a match, "second"; -1 for "last"."""
    word = found.first("date_ordinals")
    return ordinal_of(word, seeds) if word else -1


def quarter(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the third quarter of 2025", "Q3". A fiscal quarter has no interval: no year's start is known."""
    ordinal = ordinal_of(found.first("date_ordinals") or found.first("digit") or "", seeds)
    if not 1 <= ordinal <= 4:
        return None
    value = f"{year_of(found, seeds)}-Q{ordinal}"
    return _made(found, seeds, value=value, grain="quarter", has_interval=not found.has("fiscal"))


def quarter_list(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the second and fourth quarters of 2025": a row each; the year's words belong to the last."""
    year, spans = year_of(found, seeds), found.spans("date_ordinals")
    made = []
    for index, (start, end) in enumerate(spans):
        ordinal = ordinal_of(article.text[start:end], seeds)
        if not 1 <= ordinal <= 4:
            return None
        left = found.start if index == 0 else start
        right = found.end if index == len(spans) - 1 else end
        made.append(replace(_made(found, seeds, value=f"{year}-Q{ordinal}", grain="quarter"), start=left, end=right))
    return replace(made[0], more=tuple(made[1:]))


def half(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the second half of 2025", "H1 2025". A fiscal half has no interval."""
    word = found.first("half_digit") or found.first("date_ordinals")
    ordinal = ordinal_of(word, seeds) if word else 2
    if not 1 <= ordinal <= 2:
        return None
    value = f"{year_of(found, seeds)}-H{ordinal}"
    return _made(found, seeds, value=value, grain="half", has_interval=not found.has("fiscal"))


def season(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "spring 2024", "last winter". Winter belongs to the year it begins in; "fall" alone is a verb."""
    return _made(found, seeds, value=f"{year_of(found, seeds)}-{season_of(found, seeds)}")


def fiscal(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "fiscal 2026": without an interval, unless its owner or the words behind it say when it begins or ends."""
    year = found.first("year") or (f"20{found.first('digits')}" if found.has("digits") else None)
    if year:
        days = _fiscal_days(found.start, int(year), article, seeds)
        known = {"since": days.start, "until": days.end} if days else {}
        return _made(found, seeds, value=year, grain="year", has_interval=False, **known)
    word = found.first("date_shifts")
    if word is None:
        return _made(found, seeds, shift=0, unit="Y", base="publication", has_interval=False)
    row = seeds.folded("date_shifts")[word.casefold()]
    return _made(found, seeds, shift=int(row["shift"]), unit="Y", base=row["from"], has_interval=False)


def _fiscal_days(start: int, year: int, article: Article, seeds: Seeds) -> Period | None:
    """The days of a fiscal year whose owner stands before it: "India's fiscal 2025", "federal fiscal 2026"."""
    word = article.text[max(0, start - 16) : start].rstrip().rpartition(" ")[2]
    owner = seeds["fiscal_years"].get(word)
    if owner is None:
        return None
    return months(year - (owner["named_by"] == "end"), int(owner["first_month"]), 12, "year")


def holiday(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A holiday whose day a rule gives; with a year it is that year's. One without a rule stays open."""
    rule = seeds.folded("holidays")[(found.first("holidays") or "").casefold()]["rule"]
    return _by_rule(found, seeds, rule, "week" if found.has("holiday_week") else "day")


def nth_weekday(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the first Monday of March", "the last Friday in May 2024"; of each month it is a set."""
    nth = _nth(found, seeds)
    weekday = seeds["weekdays"][found.first("weekdays") or ""]["weekday"]
    if each := found.first("each"):
        unit = "M" if found.has("month_word") else "Y"
        return _made(found, seeds, timex_type="SET", value=f"P1{unit}", quant=each.upper(), freq="1X")
    if not -1 <= nth <= 5:
        return None
    return _by_rule(found, seeds, f"{month_of(found.first('months') or '', seeds)}-{weekday}#{nth}", "day")


def nth_week(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the first week of January": the week with the first Thursday, as ISO 8601 counts the weeks of a year."""
    nth = _nth(found, seeds)
    if not -1 <= nth <= 5:
        return None
    return _by_rule(found, seeds, f"{month_of(found.first('months') or '', seeds)}-4#{nth}", "week")


def _by_rule(found: Found, seeds: Seeds, rule: str, grain: str) -> Meaning | None:
    """The day that a rule of seeds/holidays.csv gives, in the year that the match names, else an open one."""
    year = found.first("year")
    if year is None:
        return _made(found, seeds, value="XXXX", holiday=rule, grain=grain)
    if not rule:
        return _made(found, seeds, value=f"{year}-XX-XX", grain=grain)
    days = days_of(rule, int(year), seeds["feasts"])
    if len(days) != 1:
        return _made(found, seeds, value=f"{year}-XX-XX", grain=grain) if rule.startswith("@") else None
    return _made(found, seeds, value=value_of(days[0], grain), holiday=rule, grain=grain)

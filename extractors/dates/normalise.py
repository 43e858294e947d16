"""Matches of the date packs into meanings. Anchoring makes rows of them.

Calendar words are here; relative ones, durations and sets stand in modules of their own and are named from here.
"""

from dataclasses import replace

import regex

from extractors.article.layout import Article
from extractors.dates.anaphors import bare_last, in_the_unit, nth_day_now, then
from extractors.dates.calendar import period_of
from extractors.dates.clock import time_of
from extractors.dates.durations import (
    duration,
    duration_range,
    every,
    frequency,
    times_per,
    vague_duration,
    weekday_list,
)
from extractors.dates.eras import era_century, era_year, other_calendar
from extractors.dates.evidence import month_has_evidence, month_is_attribute, month_is_one_of_many, numeric_order
from extractors.dates.meaning import Meaning
from extractors.dates.parts import (
    WAYS,
    between,
    day_of,
    looked,
    meaning,
    month_of,
    positioned,
    weekday_in,
    whole,
    year_of,
    year_shifted,
)
from extractors.dates.periods import fiscal, half, holiday, nth_week, nth_weekday, quarter, quarter_list, season
from extractors.dates.relative import (
    ago,
    deictic,
    doubled,
    midweek,
    overnight,
    previously,
    reference,
    spoken_unit,
    turn_of_century,
    unit_of_now,
)
from extractors.dates.reporting import compared_period, latest, year_period
from extractors.dates.weekdays import weekday, weekday_range, weekend
from extractors.dates.years import century, decade, part_of_stretch, year, year_prefixed, year_range
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds

__all__ = [
    "ago", "bare_last", "calendar_date", "century", "clock_time", "compared_period", "day_list", "day_named",
    "day_part", "decade", "deictic", "doubled", "duration", "duration_range", "era_century", "era_year", "every",
    "fiscal", "frequency", "half", "holiday", "in_the_unit", "iso_day", "latest", "lone_month", "midweek",
    "month_list", "nth_day", "nth_day_now", "nth_week", "nth_weekday", "numeric_day", "other_calendar", "overnight",
    "part_of_stretch", "previously", "quarter", "quarter_list", "reference", "season", "spoken_unit", "then",
    "times_per", "turn_of_century", "unit_of_now", "vague_duration", "weekday", "weekday_list", "weekday_range",
    "weekend", "year", "year_period", "year_prefixed", "year_range",
]  # fmt: skip


EVENT = regex.compile(
    r"[ \u00a0](?:\p{Ll}{3,12}[ ])?(?:attacks?|massacre|hijackings?|fund|commission"
    r"|committee|riots?|insurrection|hearings?|victims?|siege)\b"
)
RANGE = ("-", "–", "—", "to", "through", "until")


def calendar_date(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A month with a day, a year, or both; a weekday and a clock time may stand with it."""
    value = f"{year_of(found, seeds)}-{month_of(found.all('months')[0], seeds)}"
    if word := found.first("day") or found.first("nth") or found.first("date_ordinals"):
        value += f"-{day_of(word, seeds)}"
        if "X" not in value and period_of(value) is None:
            return None
    if year := event_year(value, found, article, seeds):
        value = f"{year}{value[4:]}"
    time = time_of(found, seeds)
    return meaning(
        found, timex_type="TIME" if time else "DATE", value=value, time=time, weekday=weekday_in(found, seeds),
        grain="week" if found.has("week_of") else None, **positioned(found, article, seeds),
        **{**looked(found, seeds), **year_shifted(found)},
    )  # fmt: skip


def event_year(value: str, found: Found, article: Article, seeds: Seeds) -> str | None:
    """The year of a day that stands for its event: "the Sept. 11 attacks" are of 2001; None before that year."""
    row = seeds["event_days"].get(value[5:]) if value.startswith("XXXX") else None
    if row is None or not EVENT.match(article.text, found.end):
        return None
    return row["year"] if article.published is None or article.published.isoformat() >= row["year"] else None


def day_named(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "9/11": a day that its figures name."""
    return meaning(found, value=seeds["day_names"][found.first("day_names") or ""]["day"])


def day_list(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """Days that share a month, and perhaps a year: the first row holds the month's words, the others a day each."""
    year, month = year_of(found, seeds), month_of(found.all("months")[0], seeds)
    days = found.spans("day") or found.spans("nth")
    ends = [end for _, end in days]
    starts = [start for start, _ in days]
    is_month_first = found.spans("months")[0][0] < starts[0]
    if is_month_first:
        starts[0] = found.start
    else:
        ends[-1] = found.end
    if is_month_first and year != "XXXX":
        ends[-1] = found.end
    text = article.text
    made = [
        replace(
            meaning(found, value=f"{year}-{month}-{day_of(text[at[0]:at[1]], seeds)}"),
            start=start, end=end,
            linked=bool(index) and between(text, ends[index - 1], start) in RANGE,
        )
        for index, (at, start, end) in enumerate(zip(days, starts, ends, strict=True))
    ]  # fmt: skip
    if any("X" not in (one.value or "X") and period_of(one.value or "") is None for one in made):
        return None
    return replace(made[0], more=tuple(made[1:]))


def month_list(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """Months that share a year: "June and July 2024". The year's words belong to the last."""
    year = year_of(found, seeds)
    spans = found.spans("months")
    ends = (*RANGE, "and") if year == "XXXX" else RANGE
    made = [
        replace(
            meaning(found, value=f"{year}-{month_of(article.text[start:end], seeds)}"),
            start=start, end=end if (start, end) != spans[-1] else found.end,
            linked=bool(index) and between(article.text, spans[index - 1][1], start) in ends,
        )
        for index, (start, end) in enumerate(spans)
    ]  # fmt: skip
    return replace(made[0], more=tuple(made[1:]))


def iso_day(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A day, or a day and time, as ISO 8601 writes it."""
    value, _, clock = found.text.replace(" ", "T").partition("T")
    if period_of(value) is None:
        return None
    time = f"T{clock[:5]}" if clock else ""
    return meaning(found, timex_type="TIME" if time else "DATE", value=value, time=time)


def numeric_day(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A day in digits. Size, zone, separator or other dates of the article tell which figure is the month.

    Where nothing tells, the value keeps both open.
    """
    one, two = int(found.all("figure")[0]), int(found.all("figure")[1])
    year = found.first("long_year") or (f"20{found.first('two_year')}" if found.has("two_year") else "XXXX")
    if found.has("leading_year"):
        year = str(found.first("leading_year"))
    order = "MDY" if found.has("leading_year") else numeric_order(one, two, found, article, seeds)
    time = time_of(found, seeds)
    kind = "TIME" if time else "DATE"
    if order is None:
        return meaning(found, timex_type=kind, value=f"{year}-XX-XX", time=time, has_interval=False)
    month, day = (one, two) if order == "MDY" else (two, one)
    value = f"{year}-{month:02}-{day:02}"
    if not 1 <= month <= 12 or ("X" not in value and period_of(value) is None):
        return None
    return meaning(found, timex_type=kind, value=value, time=time, weekday=weekday_in(found, seeds))


MONTH_SHIFTS = {"last": -1, "this": 0, "the": 0, "next": 1}


def nth_day(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the 19th": a day of a month that the text leaves open, or names as the last, this, the next or each."""
    value = f"XXXX-XX-{day_of(found.first('nth') or '', seeds)}"
    word = found.first("month_shift")
    if word in ("each", "every"):
        return meaning(found, timex_type="SET", value=value, quant=word.upper())
    if word is None:
        return meaning(found, value=value)
    shift = MONTH_SHIFTS[word]
    cue = {"direction": WAYS[shift], "direction_text": word} if shift else {}
    return meaning(found, value=value, shift=shift, unit="M", **cue)


def lone_month(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A month without day and year; May, March, August ... only with evidence around."""
    name = found.first("months") or ""
    sure = found.has("date_shifts") or found.has("position") or found.has("year_shift")
    if seeds["months"][name]["needs_evidence"] == "yes" and not sure and not month_has_evidence(found, article):
        return None
    more: dict[str, object] = {}
    if not sure:
        more = {"is_near": month_is_attribute(found, article), "is_any": month_is_one_of_many(found, article)}
    return meaning(
        found, value=f"XXXX-{month_of(name, seeds)}", **looked(found, seeds), **positioned(found, article, seeds),
        **{**more, **year_shifted(found)},
    )  # fmt: skip


def clock_time(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A clock time, on the last day that its sentence names, else on the day of publication."""
    time = time_of(found, seeds)
    if not time:
        return None
    return meaning(found, timex_type="TIME", time=time, shift=0, unit="D", grain="day", base="sentence_day")


def day_part(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A part of the day, on the last day that its sentence names, else on the day of publication."""
    time = time_of(found, seeds)
    return whole(found, seeds, timex_type="TIME", time=time, shift=0, unit="D", grain="day", base="sentence_day")

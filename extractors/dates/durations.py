"""Durations and sets: how long, and how often."""

from dataclasses import replace
from fractions import Fraction

import regex

from extractors.article.layout import Article
from extractors.dates.counts import MULTIPLES, count_of, iso_duration, open_duration
from extractors.dates.meaning import Meaning
from extractors.dates.parts import (
    day_part_of,
    hedge_of,
    meaning,
    month_of,
    open_weekday,
    ordinal_of,
    said_count,
    season_of,
    unit_of,
)
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds

PART_OF = regex.compile(r"\sof\s")
BARE_YEAR = regex.compile(r"(?:19|20)\d\d")


def _bounds(value: str, mod: str | None) -> tuple[str | None, str | None]:
    """Low and high of a duration; a hedge leaves one side open."""
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return value, None
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return None, value
    return value, value


def duration(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "five years", "a 10-hour flight", "the past two months". A duration counted from publication has an interval."""
    code, count = unit_of(found, seeds), said_count(found, seeds, unsaid=Fraction(1))
    if found.has("vague") or count is None:
        return vague_duration(found, article, seeds)
    value = iso_duration(count, code)
    if value is None or (code == "Y" and BARE_YEAR.fullmatch(found.first("number") or "")):
        return None
    mod = hedge_of(found, seeds)
    low, high = _bounds(value, mod)
    return meaning(
        found, timex_type="DURATION", value=value, mod=mod, low=low, high=high,
        **({} if PART_OF.match(article.text, found.end) else _anchored(found, count, code)),
    )  # fmt: skip


def _anchored(found: Found, count: Fraction, code: str) -> dict[str, object]:
    word = (found.first("toward") or "").casefold()
    sign = {"last": -1, "past": -1, "previous": 0, "next": 1, "coming": 1}.get(word, 0)
    if not sign or count.denominator != 1:
        return {}
    if code in MULTIPLES:
        factor, code = MULTIPLES[code]
        count *= factor
    return {
        "shift": sign * int(count), "unit": code, "direction": "past" if sign < 0 else "future", "direction_text": word,
    }  # fmt: skip


def vague_duration(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "several months", "for years", "decades": a count that nobody says is X."""
    if found.has("unsaid"):
        return meaning(found, timex_type="DURATION", value="PXX")
    value = open_duration(unit_of(found, seeds))
    return meaning(found, timex_type="DURATION", value=value) if value else None


def duration_range(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "two to three days": no single value, `low` P2D and `high` P3D."""
    numbers = found.all("number")
    code = unit_of(found, seeds)
    one, two = count_of(numbers[0], seeds), count_of(numbers[-1], seeds)
    if found.has("one_or"):
        one = Fraction(1)
    if one is None or two is None or one >= two:
        return None
    return meaning(found, timex_type="DURATION", low=iso_duration(one, code), high=iso_duration(two, code))


def every(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "every Tuesday", "each year", "Tuesday nights", "every two weeks"."""
    quant = (found.first("each") or "every").upper()
    if found.has("other") and not found.has("date_units"):
        quant = "EVERY OTHER"
    if named := _named(found, seeds):
        return meaning(found, timex_type="SET", value=named, quant=quant)
    count = count_of(found.first("number") or "one", seeds) or Fraction(1)
    if found.has("other"):
        count = Fraction(2)
    elif ordinal := found.first("date_ordinals"):
        count = Fraction(ordinal_of(ordinal, seeds))
    value = iso_duration(count, unit_of(found, seeds))
    freq = "1X" if found.has("often") else None
    return meaning(found, timex_type="SET", value=value, quant=quant, freq=freq) if value else None


def _named(found: Found, seeds: Seeds) -> str | None:
    """The open value of the weekday, month, season or part of the day that a match names; None where it names none."""
    if name := found.first("weekdays"):
        return open_weekday(name, seeds) + day_part_of(found, seeds)
    if name := found.first("months"):
        return f"XXXX-{month_of(name, seeds)}"
    if found.has("seasons"):
        return f"XXXX-{season_of(found, seeds)}"
    return f"XXXX-XX-XX{day_part_of(found, seeds)}" if found.has("day_parts") else None


def weekday_list(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "Monday and Tuesday nights": a set for each day."""
    time, spans = day_part_of(found, seeds), found.spans("weekdays")
    made = [
        replace(
            meaning(found, timex_type="SET", value=open_weekday(name, seeds) + time, quant="EVERY"),
            start=start, end=found.end if (start, end) == spans[-1] else end,
        )
        for (start, end), name in zip(spans, found.all("weekdays"), strict=True)
    ]  # fmt: skip
    return replace(made[0], more=tuple(made[1:]))


def frequency(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """daily, weekly, annually: the period, once in each."""
    row = seeds.folded("date_frequencies")[(found.first("date_frequencies") or "").casefold()]
    freq = "2X" if found.text.casefold().startswith("twice") else row["freq"]
    return meaning(found, timex_type="SET", value=row["value"], freq=freq)


def times_per(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "twice a week", "three times a year", "a year" after an amount: the period and how often in it."""
    value = iso_duration(Fraction(1), unit_of(found, seeds))
    often = (found.first("often") or "").casefold()
    if often:
        times = {"once": 1, "twice": 2, "thrice": 3}.get(often.split()[0]) or count_of(often, seeds)
        return meaning(found, timex_type="SET", value=value, freq=f"{int(times)}X" if times else None)
    return meaning(found, timex_type="SET", value=value)

"""Quarters, halves, seasons, fiscal years and holidays."""

from extractors.article.layout import Article
from extractors.dates.calendar import value_of
from extractors.dates.evidence import year_word
from extractors.dates.holidays import holiday as holiday_in
from extractors.dates.meaning import Meaning, whole
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds


def _made(found: Found, seeds: Seeds, **more: object) -> Meaning:
    """The meaning of a whole match, its last or next included."""
    extra: dict[str, object] = {}
    word = found.first("date_shifts")
    if word and not (shift := int(seeds.folded("date_shifts")[word.casefold()]["shift"])):
        extra |= {"direction_text": word} | (
            {"is_near": True}
            if found.has("seasons") and "winter" in found.text.casefold()
            else {"shift": 0, "unit": "Y"}
        )
    elif word:
        base = seeds.folded("date_shifts")[word.casefold()]["from"]
        extra |= {"direction": "past" if shift < 0 else "future", "direction_text": word, "base": base}
    if word := found.first("year_shift"):
        extra |= {"shift": {"last": -1, "this": 0, "next": 1}[word.casefold()], "unit": "Y"}
    return whole(found, seeds, **{**extra, **more})


def _year(found: Found, seeds: Seeds) -> str:
    if year := found.first("year"):
        return year
    if words := found.first("year_words"):
        return year_word(words, seeds) or "XXXX"
    short = found.first("short_year")
    return f"20{short[1:]}" if short else "XXXX"


def _ordinal(found: Found, seeds: Seeds) -> int:
    word = (found.first("date_ordinals") or found.first("digit") or "").casefold()
    return int(word) if word.isdigit() else int(seeds.folded("date_ordinals")[word]["value"])


def quarter(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the third quarter of 2025", "Q3". A fiscal quarter has no interval: no year's start is known."""
    ordinal = _ordinal(found, seeds)
    if not 1 <= ordinal <= 4:
        return None
    return _made(
        found, seeds, value=f"{_year(found, seeds)}-Q{ordinal}", grain="quarter", has_interval=not found.has("fiscal")
    )


def half(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "the second half of 2025"."""
    digit = found.first("half_digit")
    ordinal = int(digit) if digit else 2 if found.has("digit") else _ordinal(found, seeds)
    if not 1 <= ordinal <= 2:
        return None
    return _made(
        found, seeds, value=f"{_year(found, seeds)}-H{ordinal}", grain="half", has_interval=not found.has("fiscal")
    )


def season(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "spring 2024", "last winter". Winter belongs to the year it begins in; "fall" alone is a verb."""
    code = seeds.folded("seasons")[(found.first("seasons") or "").casefold()]["code"]
    return _made(found, seeds, value=f"{_year(found, seeds)}-{code}")


def fiscal(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """ "fiscal 2026": a year whose first month the article does not say, so without an interval."""
    year = found.first("year") or (f"20{found.first('digits')}" if found.has("digits") else None)
    if year:
        return _made(found, seeds, value=year, grain="year", has_interval=False)
    word = found.first("date_shifts")
    if word is None:
        return _made(found, seeds, shift=0, unit="Y", base="publication", has_interval=False)
    row = seeds.folded("date_shifts")[word.casefold()]
    return _made(found, seeds, shift=int(row["shift"]), unit="Y", base=row["from"], has_interval=False)


def holiday(found: Found, article: Article, seeds: Seeds) -> Meaning | None:
    """A holiday whose day a rule gives; with a year it is that year's."""
    name = found.first("holidays") or ""
    week = "week" if found.has("holiday_week") else "day"
    if (year := found.first("year")) is None:
        return _made(found, seeds, value="XXXX", holiday=name, grain=week)
    day = holiday_in(seeds.folded("holidays")[name.casefold()]["rule"], int(year))
    return _made(found, seeds, value=value_of(day, week)) if day else None

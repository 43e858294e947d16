"""What the groups of a match stand for: its year, month, day, unit and count, its early or late, its last or next."""

from fractions import Fraction

from extractors.article.layout import Article
from extractors.dates.counts import count_of
from extractors.dates.evidence import year_word
from extractors.dates.meaning import Meaning
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds

YEAR_SHIFTS = {"last": -1, "this": 0, "next": 1, "that": 0, "the same": 0, "the following": 1}
WAYS = {-1: "past", 0: "none", 1: "future"}
"""The direction of a shift of seeds/date_shifts.csv."""
MODS_BEFORE = {
    "before ": "BEFORE", "prior to ": "BEFORE", "after ": "AFTER",
    "about ": "APPROX", "circa ": "APPROX", "around ": "APPROX",
}  # fmt: skip
"""The TIMEX3 mod that words right before a match give it."""


def meaning(found: Found, **more: object) -> Meaning:
    """A meaning over the whole match; `more` are its fields."""
    return Meaning(start=found.start, end=found.end, rule_id=found.rule.id, **more)  # type: ignore[arg-type]


def whole(found: Found, seeds: Seeds, **more: object) -> Meaning:
    """A meaning over the whole match, with the early, mid or late that the match holds; `more` goes before that."""
    return meaning(found, **{**_position(found, seeds), **more})


def positioned(found: Found, article: Article, seeds: Seeds) -> dict[str, object]:
    """`mod` and `reach` of early, mid, late, earlier ..., else of a "before", "after" or "about" in front."""
    if position := _position(found, seeds):
        return position
    before = article.text[max(0, found.start - 10) : found.start].casefold()
    return next(({"mod": mod} for words, mod in MODS_BEFORE.items() if before.endswith(words)), {})


def _position(found: Found, seeds: Seeds) -> dict[str, object]:
    """`mod` and `reach` of the early, mid or late inside a match."""
    if word := found.first("date_positions"):
        row = seeds.folded("date_positions")[word.casefold()]
        return {"mod": row["mod"], "reach": row["reach"]}
    return {"mod": "MID", "reach": "part"} if found.has("position") else {}


def between(text: str, start: int, end: int) -> str:
    """The words between two spans, folded."""
    return text[start:end].strip().casefold()


def year_of(found: Found, seeds: Seeds) -> str:
    """The year of a match in four digits; XXXX where it names none. '98 is 1998, '24 is 2024."""
    if year := found.first("year"):
        return year
    if short := found.first("two_year") or (found.first("short_year") or "")[1:]:
        return f"{'19' if int(short) >= 40 else '20'}{short}"
    return year_word(found.first("year_words") or "", seeds) or "XXXX"


def month_of(word: str, seeds: Seeds) -> str:
    """The number of a month's name in two digits, 03 of "March"."""
    return f"{int(seeds['months'][word]['month']):02}"


def day_of(word: str, seeds: Seeds) -> str:
    """A day of the month in two digits, of "5", "5th" or "fifth"."""
    return f"{ordinal_of(word, seeds):02}"


def ordinal_of(word: str, seeds: Seeds) -> int:
    """The number of "5", "5th" or "fifth"."""
    digits = "".join(letter for letter in word if letter.isdigit())
    return int(digits or seeds.folded("date_ordinals")[word.casefold()]["value"])


def open_weekday(name: str, seeds: Seeds) -> str:
    """The value of a weekday's name whose week is open: XXXX-WXX-5 of "Friday"."""
    return f"XXXX-WXX-{seeds['weekdays'][name]['weekday']}"


def weekday_in(found: Found, seeds: Seeds) -> int | None:
    """The number of the weekday that a match names, Monday 1; None where it names none."""
    name = found.first("weekdays")
    return int(seeds["weekdays"][name]["weekday"]) if name else None


def season_of(found: Found, seeds: Seeds) -> str:
    """The TIMEX3 code of the season that a match names, `SU` of "summer"."""
    return seeds.folded("seasons")[(found.first("seasons") or "").casefold()]["code"]


def day_part_of(found: Found, seeds: Seeds) -> str:
    """The code of the part of the day that a match names, `TMO` of "morning"; nothing where it names none."""
    word = found.first("day_parts")
    return seeds.folded("day_parts")[word.casefold()]["code"] if word else ""


def unit_of(found: Found, seeds: Seeds) -> str:
    """The code of the last unit that a match names, `W` of "weeks"."""
    return seeds.folded("date_units")[found.all("date_units")[-1].casefold()]["code"]


def said_count(found: Found, seeds: Seeds, unsaid: Fraction | None = None) -> Fraction | None:
    """The count that a match says, halves included, `unsaid` where it says none; None for "several"."""
    said = found.first("number") or found.first("one")
    count = Fraction(1, 2) if found.has("half_of") else count_of(said, seeds) if said else unsaid
    return count + Fraction(1, 2) if count is not None and found.has("and_a_half") else count


def hedge_of(found: Found, seeds: Seeds) -> str | None:
    """The TIMEX3 mod of the "more than" or "about" inside a match."""
    word = found.first("date_hedges")
    return seeds.folded("date_hedges")[word.casefold()]["mod"] if word else None


def looked(found: Found, seeds: Seeds) -> dict[str, object]:
    """`direction` and its cue from last, next, coming ... in the match. "this" leaves it to the tense."""
    word = found.first("date_shifts")
    if word is None:
        return {}
    row = seeds.folded("date_shifts")[word.casefold()]
    shift = int(row["shift"])
    if not shift:
        return {"direction_text": word} | ({} if found.has("weekdays") else {"shift": 0, "unit": "Y"})
    return {"direction": WAYS[shift], "direction_text": word, "base": row["from"]}


def year_shifted(found: Found) -> dict[str, object]:
    """ "last year" behind a day or a month: so many years from publication, of "that year" from the last date."""
    word = " ".join((found.first("year_shift") or "").casefold().split())
    if not word:
        return {}
    base = {"base": "previous"} if word.startswith("th") and word != "this" else {}
    return {"shift": YEAR_SHIFTS[word], "unit": "Y", **base}

"""What the parts of a match stand for: its year, month, day, its early or late, its last or next."""

from extractors.article.layout import Article
from extractors.dates.evidence import year_word
from extractors.dates.meaning import Meaning
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds


def meaning(found: Found, **more: object) -> Meaning:
    """A meaning over the whole match."""
    return Meaning(start=found.start, end=found.end, rule_id=found.rule.id, **more)  # type: ignore[arg-type]


def between(text: str, start: int, end: int) -> str:
    """The words between two spans, folded."""
    return text[start:end].strip().casefold()


def positioned(found: Found, article: Article, seeds: Seeds) -> dict[str, object]:
    """`mod` and `reach` of early, mid, late, earlier ..., else of a "before", "after" or "about" in front."""
    word = found.first("date_positions")
    if word:
        row = seeds.folded("date_positions")[word.casefold()]
        return {"mod": row["mod"], "reach": row["reach"]}
    if found.has("position"):
        return {"mod": "MID", "reach": "part"}
    before = article.text[max(0, found.start - 10) : found.start].casefold()
    for words, mod in (
        (("before ", "prior to "), "BEFORE"),
        (("after ",), "AFTER"),
        (("about ", "circa ", "around "), "APPROX"),
    ):
        if before.endswith(words):
            return {"mod": mod}
    return {}


def year_of(found: Found, seeds: Seeds) -> str:
    """The year of a match in four digits; XXXX where it names none. '98 is 1998, '24 is 2024."""
    if year := found.first("year"):
        return year
    if short := found.first("short_year"):
        return ("19" if int(short[1:]) >= 40 else "20") + short[1:]
    return year_word(found.first("year_words") or "", seeds) or "XXXX"


def month_of(word: str, seeds: Seeds) -> str:
    """A month's number in two digits."""
    return f"{int(seeds['months'][word]['month']):02}"


def day_of(word: str, seeds: Seeds) -> str:
    """A day of the month in two digits, of "5", "5th" or "fifth"."""
    digits = "".join(letter for letter in word if letter.isdigit())
    return f"{int(digits or seeds.folded('date_ordinals')[word.casefold()]['value']):02}"


def looked(found: Found, seeds: Seeds) -> dict[str, object]:
    """`direction` and its cue from last, next, coming ... in the match. "this" leaves it to the tense."""
    word = found.first("date_shifts")
    if word is None:
        return {}
    shift = int(seeds.folded("date_shifts")[word.casefold()]["shift"])
    if not shift:
        return {"direction_text": word} | ({} if found.has("weekdays") else {"shift": 0, "unit": "Y"})
    base = seeds.folded("date_shifts")[word.casefold()]["from"]
    return {"direction": {-1: "past", 1: "future"}[shift], "direction_text": word, "base": base}


YEAR_SHIFTS = {"last": -1, "this": 0, "next": 1, "that": 0, "the same": 0, "the following": 1}


def year_shifted(found: Found) -> dict[str, object]:
    """ "last year" behind a day or a month: so many years from publication, of "that year" from the last date."""
    word = " ".join((found.first("year_shift") or "").casefold().split())
    if not word:
        return {}
    base = {"base": "previous"} if word.startswith("th") and word != "this" else {}
    return {"shift": YEAR_SHIFTS[word], "unit": "Y", **base}

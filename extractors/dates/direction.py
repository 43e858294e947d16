"""Which way an open date looks: by its own words, by the verb that it goes with, or by nearness alone."""

from datetime import date

import regex

from extractors.article.layout import Article
from extractors.dates.meaning import Meaning
from extractors.dates.tense import MODALS, Cue, cue_at
from extractors.engine.seeds import Seeds

OWNER = regex.compile(r"(?i)\b(?:an?|her|his|its|our|the|their)\s\Z")
NOUN = regex.compile(r"\s\p{Ll}{3,}")
FIRST = regex.compile(r"(?i)(?:\A|[,;:—–“\"]\s?|\b(?:and|but|that)\s)(?:on\s|the\s)?\Z")
"""What stands before a weekday that opens its clause: "On Sunday he will speak"."""


def way_of(meaning: Meaning, article: Article, seeds: Seeds) -> tuple[str, str | None, bool]:
    """Direction, the words that say so, and whether only nearness decides."""
    direction, text, is_near = meaning.direction, meaning.direction_text, meaning.is_near
    if direction != "none" or (is_near and not meaning.is_any):
        return direction, text, is_near
    cue = cue_at(meaning.start, meaning.end, article, seeds)
    if cue is None:
        return "future" if text == "this" and not is_near else direction, text, is_near
    if is_near:
        looks_ahead = cue.text in MODALS and cue.end < meaning.start
        return ("future", cue.text, False) if looks_ahead else (direction, text, True)
    if cue.direction == "future" and _is_just_past(meaning, cue, article):
        return "past", None, False
    is_end = meaning.start - cue.end == 1 and cue.text in ("ended", "ending")
    return "none" if is_end and cue.text == "ending" else cue.direction, cue.text, is_end


def weekday_of(meaning: Meaning) -> int | None:
    """The number of an open weekday, Monday 1; None for anything else."""
    value = meaning.value or ""
    return int(value[-1]) if value.startswith("XXXX-WXX-") and value[-1].isdigit() else None


def is_attribute(meaning: Meaning, text: str) -> bool:
    """Whether words stand between an owner and a noun: "her Sunday evening talk"."""
    return bool(OWNER.search(text, max(0, meaning.start - 6), meaning.start) and NOUN.match(text, meaning.end))


def _is_just_past(meaning: Meaning, cue: Cue, article: Article) -> bool:
    """Whether a weekday of one or two days ago is meant although a verb looks ahead: "his talk on Sunday will help".

    So only inside a subject or beside an infinitive, where the verb need not be the day's.
    """
    number, base = weekday_of(meaning), article.published
    if number is None or base is None or not 1 <= _days_back(base, number) <= 2:
        return False
    left, _ = article.sentence(meaning.start)
    is_subject = cue.start >= meaning.end and not FIRST.search(article.text[left : meaning.start])
    return is_subject or (cue.end <= meaning.start and cue.text.startswith("to "))


def _days_back(base: date, weekday: int) -> int:
    return (base.isoweekday() - weekday) % 7

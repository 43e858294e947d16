"""The denominator of a rate: of "$40 a barrel", of "12 a day", of "2 million barrels of crude a day"."""

from functools import lru_cache

import regex

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.engine.trie import trie

NO_TIME = r"\b(?!\s(?:ago|earlier|later|before|previously|after)\b)"
"""Behind a denominator: "a week ago" is a time, no rate."""


def per_of(found: Found, seeds: Seeds) -> str | None:
    """The denominator that a match names, in the singular: "sq m" is square metre. None without one."""
    per = found.first("per_words") or found.first("per_any")
    if per is None:
        return None
    if row := seeds["per_words"].get(per):
        return row["per"]
    unit = seeds.folded("units").get(per.casefold())
    return unit["unit"] if unit else per


def per_behind(end: int, article: Article, seeds: Seeds) -> str | None:
    """The denominator behind what is measured: "2 million barrels of crude a day" is per day."""
    if not article.text.startswith(" of ", end):
        return None
    found = _rates_behind(seeds).match(article.text, end, article.sentence(end)[1])
    return seeds["per_words"][found[1]]["per"] if found else None


@lru_cache(maxsize=8)
def rates(seeds: Seeds) -> regex.Pattern[str]:
    """A denominator behind a phrase, as group 1: "per day", "a share"; no "a week ago"."""
    return regex.compile(rf"\s(?:per|a|each|every)\s({_denominators(seeds)}){NO_TIME}")


@lru_cache(maxsize=8)
def _rates_behind(seeds: Seeds) -> regex.Pattern[str]:
    return regex.compile(rf" of (?:[\p{{L}}’'-]{{2,20}} ){{1,3}}(?:per|a|each|every) ({_denominators(seeds)}){NO_TIME}")


def _denominators(seeds: Seeds) -> str:
    return trie(sorted(seeds["per_words"]))

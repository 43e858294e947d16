"""Forms of words without a tagger: plural, singular, adjective or noun, by list and by ending."""

from functools import lru_cache

import regex

from extractors.engine.seeds import Seeds

ADJECTIVE = regex.compile(
    r"(?:.+(?:al|ive|ous|ful|less|ic|able|ible|ish|ary|ese|ed|iest|like|ward|most|made|based|backed|led|owned|born|related)|[^-]+-.+)\Z"
)
COUNTABLE = frozenset(
    "sports arms games rights jobs sales systems operations awards claims accounts bonds securities derivatives "
    "futures".split()
)
"""Plurals that mostly modify, and are counted all the same."""


@lru_cache(maxsize=4096)
def is_plural(word: str, seeds: Seeds) -> bool:
    """Whether a word is more than one: by list, by its ending, or as figures with an s ("Model 3s")."""
    low = word.casefold().rsplit("-", 1)[-1]
    if low in seeds["counted_irregular"] or low in seeds["counted_invariants"] or word in seeds["counted_irregular"]:
        return True
    if low in seeds["counted_no_plurals"] and low not in COUNTABLE:
        return False
    if low[:-1].isdecimal():
        return low.endswith("s")
    return len(low) > 2 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def is_noun(word: str, seeds: Seeds) -> bool:
    """Whether a word names rather than modifies."""
    return not is_adjective(word, seeds) and word[-1:].isalpha()


@lru_cache(maxsize=4096)
def is_adjective(word: str, seeds: Seeds) -> bool:
    """Whether a word rather modifies than names: by list, by its ending, or because it is a proper name."""
    low = word.casefold()
    if low in seeds["counted_adjectives"]:
        return True
    if low in seeds["counted_irregular"] or low in seeds["counted_invariants"]:
        return False
    if word[:1].isupper():
        return True
    return bool(ADJECTIVE.match(low)) and low not in seeds["counted_nouns"]


def joins(word: str, seeds: Seeds) -> bool:
    """Whether a noun can stand inside a compound: singular, or one that has no other form ("sports", "infantry")."""
    if word.endswith(("'s", "’s")):
        return False
    low = word.casefold()
    return low in seeds["counted_invariants"] or low in seeds["counted_no_plurals"] or not is_plural(word, seeds)


@lru_cache(maxsize=4096)
def singular(word: str, seeds: Seeds) -> str:
    """The singular of a noun by list, else by rule; a word that is no plural comes back as it is."""
    if word in seeds["counted_irregular"]:
        return seeds["counted_irregular"][word]["singular"]
    low = word.casefold()
    lead, _, last = low.rpartition("-")
    if last in seeds["counted_irregular"]:
        return (f"{lead}-" if lead else "") + seeds["counted_irregular"][last]["singular"]
    if low[:-1].isdecimal() and low.endswith("s"):
        return low[:-1]
    if low in seeds["counted_invariants"] or low.endswith(("ss", "us", "is")) or not low.endswith("s") or len(low) < 3:
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]

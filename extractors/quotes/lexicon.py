"""The words that shape a clause, as the seed lists have them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractors.engine.seeds import Cells, Seeds


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Word classes for finding who speaks and where a clause ends. Words are lower-cased.

    `known` holds every word of any class.
    """

    verbs: frozenset[str]
    past_cues: frozenset[str]
    subordinators: frozenset[str]
    prepositions: frozenset[str]
    starters: frozenset[str]
    pronouns: frozenset[str]
    times: frozenset[str]
    nouns: Mapping[str, str]
    media: Mapping[str, str]
    cues: Mapping[str, Cells]
    known: frozenset[str]


@lru_cache(maxsize=8)
def lexicon_of(seeds: Seeds) -> Lexicon:
    """The lexicon of the seeds that a run uses."""
    roles: dict[str, set[str]] = {}
    for surface, row in seeds["clause_words"].items():
        for role in row["roles"].split():
            roles.setdefault(role, set()).add(surface.lower())
    cues = seeds["reporting_verbs"]
    past_cues = frozenset(surface.split()[0] for surface, row in cues.items() if row["form"] == "past")
    nouns = {surface.lower(): row["speaker_kind"] for surface, row in seeds["speaker_nouns"].items()}
    media = {surface.lower(): row["medium"] for surface, row in seeds["reporting_nouns"].items()}
    return Lexicon(
        verbs=frozenset(roles["verb"]),
        past_cues=past_cues,
        subordinators=frozenset(roles["subordinator"]),
        prepositions=frozenset(roles["preposition"]),
        starters=frozenset(roles["starter"]),
        pronouns=frozenset(roles["pronoun"]),
        times=frozenset(roles["time"]),
        nouns=nouns,
        media=media,
        cues=cues,
        known=frozenset().union(*roles.values(), past_cues, nouns, media, cues),
    )

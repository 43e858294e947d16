"""What words say by themselves of the kind of name they are: "Council" at the end, "Mount" before, initials."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from extractors.actors.entries import Entry
from extractors.actors.evidence import DEMONYM, ORGANISATION, OTHER, OWNED, PERSON, PLACE
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name, is_acronym

INITIALS = regex.compile(r"(?:\p{Lu}\.[-]?){1,4}")
OPENS_PLACE = frozenset((
    "Mount", "Lake", "Fort", "Port", "Cape", "San", "Santa", "St.", "Saint", "Los", "Las", "El", "New",
    "North", "South", "East", "West", "Upper", "Lower", "Central",
))  # fmt: skip
ENDS_PERSON = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
FIRMS = frozenset(("plc", "gGmbH", "e.V.", "p.l.c."))
LINKS = frozenset(("of", "for", "and", "&"))
NO_INITIALS = frozenset(("U.S.", "U.N.", "U.K."))


@lru_cache(maxsize=8192)
def _is_initials(word: str) -> bool:
    """Whether a word is one or more initials: J., J.R., J.-P."""
    return INITIALS.fullmatch(word) is not None


@lru_cache(maxsize=16384)
def weight_of(words: tuple[str, ...], has_title: bool, entry: Entry | None, lexicon: Lexicon) -> Mapping[str, float]:
    """The weights that words give by themselves, whatever stands beside them. `entry`: what a seed list knows."""
    weight: dict[str, float] = defaultdict(float)
    if has_title:
        weight[PERSON] += 6
    if len(words) == 1:
        _weigh_word(words[0], entry is not None, weight, lexicon)
    else:
        _weigh_words(words, has_title, weight, lexicon)
    if entry is not None:
        _weigh_entry(entry, words, weight, lexicon)
    return dict(weight)


def widened(
    name: Name, start: int, end: int, words: tuple[str, ...], lexicon: Lexicon, entry: Entry | None = None
) -> Name:
    """The name as it stands from start to end, with these words and the weights that they give.

    `entry` is what a seed list knows of them; where it is not given, a wider name is looked up among the organisations.
    """
    before = name.piece
    if entry is None and start <= name.start and end >= name.end and before.title is None:
        known = lexicon.entries.get(" ".join(words).replace("’", "'"))
        entry = known if known is not None and known.source == "organisations" else None
    is_first = before.is_first and start == name.start
    weight = weight_of(words, before.title is not None, entry, lexicon)
    return Name(start, end, replace(before, words=words, is_first=is_first, entry=entry, weight=weight), weight)


def _weigh_words(words: tuple[str, ...], has_title: bool, weight: dict[str, float], lexicon: Lexicon) -> None:
    """Several words: by the first and the last of them, and as a body or a person."""
    first, last = words[0], words[-1]
    is_given = first in lexicon.given
    if last in lexicon.event_heads and not has_title:
        weight[OTHER] += 6
    if last in lexicon.place_heads and not is_given:
        weight[PLACE] += 3 + lexicon.place_heads[last]
    if first in OPENS_PLACE:
        weight[PLACE] += 2.5
    _weigh_body(words, has_title, weight, lexicon)
    is_body = last in lexicon.place_heads or last in lexicon.heads
    if len(words) <= 5 and (not is_body or (is_given and last in lexicon.surnames) or _is_initials(first)):
        _weigh_person(words, weight, lexicon)


def _weigh_word(word: str, is_known: bool, weight: dict[str, float], lexicon: Lexicon) -> None:
    """A single word: as it is written, and where it is no known name by the lists of people's names and of teams."""
    if "&" in word:
        weight[ORGANISATION] += 4
    if is_acronym(word):
        weight[ORGANISATION] += 1.5 if word.endswith(".") else 2.5
    if is_known:
        return
    if word in lexicon.given:
        weight[PERSON] += 1.2
    if word in lexicon.surnames:
        weight[PERSON] += 1.2
    if word in lexicon.teams and word not in lexicon.not_names:
        weight[ORGANISATION] += 2


def _weigh_body(words: Sequence[str], has_title: bool, weight: dict[str, float], lexicon: Lexicon) -> None:
    """What makes several words the name of an organisation."""
    first, last = words[0], words[-1]
    is_given = first in lexicon.given
    has_head = not lexicon.heads.keys().isdisjoint(words)
    if last in lexicon.suffixes or last in FIRMS:
        weight[ORGANISATION] += 8
    elif last in lexicon.heads or last in lexicon.teams:
        weight[ORGANISATION] += 5
    elif (first in lexicon.teams or first in lexicon.heads) and not is_given:
        weight[ORGANISATION] += 4
    country = None if is_given or has_title else lexicon.entries.get(last)
    if country and country.source == "countries" and not country.is_ambiguous:
        weight[ORGANISATION] += 4
    if has_head and not LINKS.isdisjoint(words[1:]):
        weight[ORGANISATION] += 5
    if has_head and len(words) > 2 and first.endswith(OWNED):
        weight[ORGANISATION] += 8
    if "&" in first or "&" in words:
        weight[ORGANISATION] += 4


def _weigh_person(words: Sequence[str], weight: dict[str, float], lexicon: Lexicon) -> None:
    """What makes two to five words the name of a person."""
    first, last = words[0], words[-1]
    initials = [_is_initials(word) for word in words]
    if initials[0] and initials.count(False) == 1 and first not in NO_INITIALS:
        weight[PERSON] += 5
    if first in lexicon.given or first.split("-")[0] in lexicon.given:
        weight[PERSON] += 4
    elif last in lexicon.surnames:
        weight[PERSON] += 2
    if first in lexicon.surnames and first not in lexicon.given and words[1] in lexicon.given and len(words) <= 3:
        weight[PERSON] += 3
    if last in lexicon.surnames:
        weight[PERSON] += 1
    if last in ENDS_PERSON:
        weight[PERSON] += 6
    if True in initials[1:-1]:
        weight[PERSON] += 3
    if len(words) <= 3 and not any(map(is_acronym, words)):
        weight[PERSON] += 1.6


def _weigh_entry(entry: Entry, words: Sequence[str], weight: dict[str, float], lexicon: Lexicon) -> None:
    """A known name, by the list that knows it."""
    source = entry.source
    if source == "countries":
        weight[PLACE] += 4 if entry.is_ambiguous else 20
    elif source == "demonyms":
        weight[DEMONYM] += 20
    elif source in ("organisations", "clubs"):
        weight[ORGANISATION] += 6.5 if entry.is_ambiguous else 12
    elif source == "regions":
        weight[PLACE] += 3 if entry.is_ambiguous else 7
    elif source == "capitals":
        weight[PLACE] += 3 if entry.is_ambiguous else 5
    elif source == "cities":
        size = 4.5 if entry.population > 500_000 else 3 if entry.population > 100_000 else 2
        weight[PLACE] += size if len(words) == 1 else size + 2
        text = " ".join(words)
        if entry.is_ambiguous or text in lexicon.given or text in lexicon.surnames:
            weight[PERSON] += 1.5

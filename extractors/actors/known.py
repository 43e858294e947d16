"""What a document knows of its words: how they weigh over all places, and whom their parts stand for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from extractors.actors.evidence import ORGANISATION, PERSON, best_of
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name
from extractors.actors.shapes import ENDS_PERSON

ENOUGH = 1.5
"""Below this weight nothing is claimed."""

ARTICLE = regex.compile(r"(?:al|el|ul|as|an|ar|ad|az)-(\p{Lu}.+)")
SMALL = frozenset(("of", "the", "and", "for", "&"))


@dataclass(slots=True)
class Surface:
    """A name as the document prints it: its weights over all places, and how many of these stand inside a sentence."""

    words: Sequence[str]
    weight: dict[str, float] = field(default_factory=dict)
    inner: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the document knows: its surfaces, the words that stand for its people and for its
    organisations, each with a weight, the words that it prints, and those that it prints before a hyphen.
    """

    surfaces: Mapping[str, Surface]
    people: Mapping[str, float]
    organisations: Mapping[str, float]
    words: Collection[str]
    opens: Collection[str]
    is_sport: bool


def known_of(names: Sequence[Name], words: Collection[str], lexicon: Lexicon, is_sport: bool) -> Known:
    """What a document knows, from all its names with their weights, and the `words` that it prints."""
    surfaces = _gather(names)
    people: dict[str, float] = {}
    bodies: dict[str, float] = {}
    for surface in surfaces.values():
        if len(surface.words) > 1:
            kind, weight = best_of(surface.weight)
            if kind == PERSON and weight >= ENOUGH:
                _add_parts(surface.words, weight, people)
            elif kind == ORGANISATION:
                _add_short_forms(surface.words, weight, bodies, lexicon)
    opens = {word.partition("-")[0] for word in words if "-" in word}
    return Known(surfaces, people, bodies, words, opens, is_sport)


def _gather(names: Sequence[Name]) -> dict[str, Surface]:
    """The weights of the same words over the document; the heaviest of each kind counts whole, the others by half."""
    surfaces: dict[str, Surface] = {}
    for name in names:
        piece = name.piece
        surface = surfaces.get(piece.text)
        if surface is None:
            surface = surfaces[piece.text] = Surface(piece.words)
        gathered = surface.weight
        for kind, weight in name.weight.items():
            pot = gathered.get(kind, 0.0)
            gathered[kind] = weight + 0.5 * pot if weight > pot else pot + 0.5 * weight
        if not piece.is_first:
            surface.inner += 1
    return surfaces


def _add_parts(words: Sequence[str], weight: float, people: dict[str, float]) -> None:
    """Words of a full name of a person: the last ones, and the first one."""
    parts = [word for word in words if word not in ENDS_PERSON]
    if len(parts) < 2:
        return
    for count in range(1, min(4, len(parts))):
        tail = " ".join(parts[-count:])
        people[tail] = max(people.get(tail, 0), weight)
    people.setdefault(parts[0], weight / 2)
    if "-" in parts[-1] and (article := ARTICLE.fullmatch(parts[-1])):
        people[article[1]] = max(people.get(article[1], 0), weight)
    if len(parts) == 3 and "-" in parts[2]:
        people.setdefault(parts[2], weight / 2)


def _add_short_forms(words: Sequence[str], weight: float, bodies: dict[str, float], lexicon: Lexicon) -> None:
    """First words and acronym of an organisation of several words."""
    parts = [word for word in words if word not in SMALL]
    if len(parts) < 2:
        return
    is_firm = parts[-1] in lexicon.suffixes or parts[-1] == "plc"
    for count in range(1, len(parts)):
        bodies[" ".join(words[:count])] = min(weight, 9) if is_firm and count == len(parts) - 1 else min(weight / 2, 5)
    if parts[-1] in lexicon.heads:
        bodies[parts[-1]] = min(weight / 2, 5)
    bodies["".join(part[0] for part in parts)] = min(weight, 5)

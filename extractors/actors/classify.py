"""What a piece is: its own votes, and what the rest of the document knows of its words."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.actors.evidence import ORGANISATION, OTHER, PERSON, PLACE, Cues, Votes, weigh
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Piece
from extractors.actors.sport import is_sport, weigh_clubs
from extractors.article.layout import Article

ENOUGH = 1.5
"""Below this weight nothing is claimed."""


@dataclass(frozen=True, slots=True)
class Name:
    """A piece with what it is."""

    piece: Piece
    kind: str
    rule_id: str


def decide(pieces: Sequence[Piece], article: Article, cues: Cues, lexicon: Lexicon) -> list[Name]:
    """The pieces that are names, with their kinds: first each alone, then with what the document knows of its words."""
    own = [(piece, weigh(piece, article, cues, lexicon)) for piece in pieces]
    if is_sport(article, lexicon):
        weigh_clubs(own, article, lexicon)
    together = _gather(own)
    people = _people(together)
    organisations = _short_forms(together, lexicon.heads)
    lower = _lower_words(article)
    names: list[Name] = []
    for piece, votes in own:
        kind, rule = _decide_one(piece, votes, together, people, organisations, lower, lexicon)
        if kind != OTHER:
            names.append(Name(piece, kind, rule or piece.rule_id))
    return names


def _gather(own: Sequence[tuple[Piece, Votes]]) -> dict[str, Votes]:
    """The votes of a surface over the document; the heaviest of each kind counts whole, the others by half."""
    together: dict[str, Votes] = defaultdict(Votes)
    for piece, votes in own:
        pot = together[piece.text]
        for kind, weight in votes.weight.items():
            pot.weight[kind] = max(pot.weight[kind], weight) + 0.5 * min(pot.weight[kind], weight)
        pot.weight["inner"] += 0 if piece.is_first else 1
    return together


def _people(together: Mapping[str, Votes]) -> dict[str, float]:
    """Words of the document's full names of people: last words, and first ones."""
    words: dict[str, float] = {}
    for surface, votes in together.items():
        kind, weight = _best(votes)
        parts = [part for part in surface.split() if part not in ("Jr", "Jr.", "Sr.", "Sr", "II", "III", "IV")]
        if kind == PERSON and len(parts) > 1 and weight >= ENOUGH:
            for count in range(1, min(4, len(parts))):
                tail = " ".join(parts[-count:])
                words[tail] = max(words.get(tail, 0), weight)
            words.setdefault(parts[0], weight / 2)
            if len(parts) == 3 and "-" in parts[2]:
                words.setdefault(parts[2], weight / 2)
    return words


def _short_forms(together: Mapping[str, Votes], heads: Collection[str]) -> dict[str, float]:
    """First words and acronyms of the document's organisations of several words."""
    words: dict[str, float] = {}
    for surface, votes in together.items():
        kind, weight = _best(votes)
        parts = [part for part in surface.split() if part not in ("of", "the", "and", "for", "&")]
        if kind == ORGANISATION and len(parts) > 1:
            for count in range(1, len(parts)):
                words[" ".join(surface.split()[:count])] = weight / 2
            if parts[-1] in heads:
                words[parts[-1]] = weight / 2
            words["".join(part[0] for part in parts)] = weight
    return words


def _best(votes: Votes) -> tuple[str, float]:
    return _without_inner(votes).best()


def _without_inner(votes: Votes) -> Votes:
    """The votes without the count of places inside a sentence."""
    return Votes({kind: weight for kind, weight in votes.weight.items() if kind != "inner"}, votes.rule_id)


LOWER = regex.compile(r"(?<![\p{L}'’-])\p{Ll}[\p{L}]{1,30}")


def _lower_words(article: Article) -> frozenset[str]:
    """Words that the document prints in lower case."""
    return frozenset(LOWER.findall(article.text))


def _decide_one(
    piece: Piece, votes: Votes, together: Mapping[str, Votes], people: Mapping[str, float],
    organisations: Mapping[str, float], lower: frozenset[str], lexicon: Lexicon,
) -> tuple[str, str | None]:  # fmt: skip
    """The kind of one piece, with the rule that speaks loudest for it."""
    surface = piece.text
    folded = surface.casefold()
    own_kind, own_weight = votes.best()
    pot = _without_inner(together[surface])
    total = Votes(defaultdict(float, {kind: votes.weight[kind] + 0.6 * weight for kind, weight in pot.weight.items()}))
    if len(piece.words) <= 3 and surface in people:
        total.add(PERSON, min(people[surface], 8))
    if surface in organisations:
        total.add(ORGANISATION, min(organisations[surface], 5))
    kind, weight = total.best()
    if surface in lexicon.states and votes.weight[PLACE] < 9 and (piece.entry is None or len(surface) < 3):
        return OTHER, None
    is_group = surface in lexicon.groups and (piece.entry is None or piece.entry.source == "cities")
    is_period = "-" in surface and all(part in lexicon.not_names for part in folded.split("-"))
    if is_group or is_period or len(surface) < 2:
        return OTHER, None
    if len(piece.words) > 1 and piece.entry is None and piece.title is None and piece.words[0] not in lexicon.given:
        is_body = kind in (ORGANISATION, PLACE) and weight >= 4
        is_loose = piece.words[0].casefold() in lexicon.not_names or piece.words[0] in lexicon.groups
        if is_loose and not is_body and surface not in people:
            return OTHER, None
    if len(piece.words) == 1:
        if surface in lexicon.titles and surface not in people and piece.title is None and piece.entry is None:
            return OTHER, None
        is_side = surface in lexicon.clubs and votes.weight[ORGANISATION] >= 8
        if (
            folded in lexicon.not_names
            and not is_side
            and piece.entry is None
            and piece.title is None
            and surface not in people
        ):
            return OTHER, None
        inner = together[surface].weight["inner"]
        is_known = piece.entry is not None and piece.entry.source != "cities"
        if piece.is_first and not inner and not is_known and folded in lower:
            return OTHER, None
        if piece.is_first and not inner and not is_known and weight < 4:
            return OTHER, None
        if folded in lower and not is_known and surface not in people and own_weight < 3:
            return OTHER, None
    if kind == OTHER or weight < ENOUGH:
        if kind == OTHER and weight > 0:
            return OTHER, None
        if not piece.is_first and piece.entry is None and len(surface) > 2 and weight >= 0:
            return ORGANISATION, None
        return OTHER, None
    return kind, votes.rule_id if kind == own_kind else None

"""What speaks for each kind of name: cues beside a piece, its shape, and the seed lists."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from extractors.actors.lexicon import Entry, Lexicon
from extractors.actors.pieces import ACRONYM, Piece
from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.pack import Rule

PERSON, ORGANISATION, PLACE, DEMONYM, OTHER = "person", "organisation", "place", "demonym", "other"

CUES = {
    "person_before": (PERSON, "end"), "person_after": (PERSON, "start"),
    "place_before": (PLACE, "end"), "place_after": (PLACE, "start"),
    "organisation_before": (ORGANISATION, "end"), "organisation_after": (ORGANISATION, "start"),
}  # fmt: skip
"""What a cue pack shows, and which end of its match touches the name."""

LONGEST = 120
"""No shape marks a longer stretch."""

LEAST = float("-inf")
OWNED = ("'s", "’s")

Cue = tuple[str, float, str]
"""A kind of name, the weight of the cue for it, and the rule."""


@dataclass(slots=True)
class Votes:
    """Weights for each kind, and the rule behind the heaviest cue."""

    weight: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    rule_id: str | None = None
    heaviest: float = 0.0

    def add(self, kind: str, weight: float, rule_id: str | None = None) -> None:
        """Add a weight for a kind."""
        self.weight[kind] += weight
        if rule_id and weight > self.heaviest:
            self.rule_id, self.heaviest = rule_id, weight


def best_of(weight: Mapping[str, float]) -> tuple[str, float]:
    """The heaviest kind and its weight, of equals the first by name; "other" and 0 where there is none."""
    if not weight:
        return OTHER, 0.0
    best, most = "", LEAST
    for kind, of in weight.items():
        if of > most or (of == most and kind < best):
            best, most = kind, of
    return best, most


@dataclass(frozen=True)
class Cues:
    """Where cues end and begin, and the stretches that shapes mark."""

    before: Mapping[int, Sequence[Cue]]
    after: Mapping[int, Sequence[Cue]]
    inside: Sequence[tuple[int, int, str, float, str]]

    def around(self, start: int, end: int) -> list[Cue]:
        """The kinds, weights and rules of the shapes that hold a span."""
        if not self.inside:
            return []
        first = bisect_left(self.inside, (start - LONGEST,))
        last = bisect_right(self.inside, (start + 1,))
        return [(kind, weight, rule) for _, right, kind, weight, rule in self.inside[first:last] if end <= right]


def cues_of(found: Iterable[Found]) -> Cues:
    """The cues among the matches of the actor packs."""
    before: dict[int, list[Cue]] = {}
    after: dict[int, list[Cue]] = {}
    inside: list[tuple[int, int, str, float, str]] = []
    shown: dict[str, tuple[str, Cue, tuple[str, ...]]] = {}
    for item in found:
        rule = item.rule
        shows = shown.get(rule.id)
        if shows is None:
            shows = shown[rule.id] = _shows(rule)
        side, cue, groups = shows
        if side == "start":
            after.setdefault(item.start, []).append(cue)
        elif side == "end":
            before.setdefault(item.end, []).append(cue)
        for kind in groups:
            inside += [(start, end, kind, cue[1], cue[2]) for start, end in item.spans(kind)]
    return Cues(before, after, sorted(inside))


def _shows(rule: Rule) -> tuple[str, Cue, tuple[str, ...]]:
    """Which end of a rule's match touches a name, empty for none; what it says of that name; its groups of names."""
    kind, side = CUES.get(rule.pack.rpartition(".")[2], ("", ""))
    groups = tuple(name for name in (PERSON, ORGANISATION, PLACE) if name in rule.pattern.groupindex)
    return side, (kind, float(rule.text.priority), rule.id), groups


@lru_cache(maxsize=8192)
def is_acronym(word: str) -> bool:
    """Whether a word is written as acronyms are: NATO, U.N., MPs."""
    return ACRONYM.fullmatch(word) is not None


def weigh(piece: Piece, shape: Mapping[str, float], article: Article, cues: Cues, lexicon: Lexicon) -> Votes:
    """What stands for each kind: the shape of the words, the seed lists and the words beside the piece."""
    votes = Votes(defaultdict(float, shape))
    text, start, end = article.text, piece.start, piece.end
    if piece.entry is not None:
        _weigh_entry(piece.entry, piece, votes.weight, lexicon)
    _weigh_before(piece, votes, text, cues.before)
    behind = text[end : end + 2]
    is_owner = behind in OWNED
    for kind, weight, rule in cues.after.get(end + 2 if is_owner else end, ()):
        votes.add(kind, weight / 2 if is_owner and kind == PERSON else weight, rule)
    if cues.inside:
        for kind, weight, rule in cues.around(start, end):
            if rule != "transcript-speaker" or piece.entry is None:
                votes.add(kind, weight, rule)
    is_listed = text[start - 2 : start] == ", "
    if is_listed and piece.text in lexicon.states:
        votes.weight[PLACE] += 9
    if behind == ", " and piece.entry is None and len(piece.words) <= 3 and _is_in(text, end, lexicon):
        votes.weight[PLACE] += 2 if is_listed else 3.5
    return votes


def _weigh_before(piece: Piece, votes: Votes, text: str, before: Mapping[int, Sequence[Cue]]) -> None:
    """The cues that end where a piece begins, or at the article before it."""
    left = piece.start
    while left and text[left - 1] in " \u00a0":
        left -= 1
    last = text[left - 1] if left else ""
    if last == "," and left - 1 in before:
        for kind, weight, rule in before[left - 1]:
            if rule == "kind-of-organisation-comma-name":
                votes.add(kind, weight, rule)
    if last == "(" and left == piece.start and text[piece.end : piece.end + 1] == ")" and _is_acronym(piece):
        is_short = _abbreviates(piece.text, text[max(0, left - 100) : left])
        votes.weight[ORGANISATION] += 8 if is_short else 2
    if left in before:
        is_faint = _is_acronym(piece) or text[piece.end : piece.end + 2] in OWNED
        for kind, weight, rule in before[left]:
            votes.add(kind, weight * 0.3 if is_faint and kind == PLACE else weight, rule)
    if last in ("e", "E") and left >= 4 and text[left - 4 : left].lower() in (" the", "\nthe"):
        for kind, weight, rule in before.get(left - 4, ()):
            votes.add(kind, weight if kind != PLACE else weight / 2, rule)
        votes.weight[PERSON] -= 3
        votes.weight[ORGANISATION] += 0.7


def _is_acronym(piece: Piece) -> bool:
    return piece.entry is None and is_acronym(piece.text)


NEXT = regex.compile(r", ((?:\p{Lu}\.){2}|\p{Lu}[\p{L}.]{1,20}(?: \p{Lu}\p{L}{1,15}){0,2})")
WORD = regex.compile(r"\p{Lu}[\p{L}]{0,30}")


def _abbreviates(acronym: str, before: str) -> bool:
    """Whether the capitals of the words before the bracket make up the acronym."""
    capitals = "".join(word[0] for word in WORD.findall(before))
    letters = acronym.replace(".", "").upper()
    return capitals[-len(letters) :] == letters or capitals[-len(letters) - 1 :].startswith(letters[0])


def _is_in(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a known region or country follows a name after a comma: "Altenried, Norway"."""
    after = NEXT.match(text, end, end + 64)
    if after is None:
        return False
    entry = lexicon.entries.get(after[1]) or lexicon.entries.get(after[1].split(" ")[0])
    return after[1] in lexicon.states or (entry is not None and entry.source in ("countries", "regions"))


def _weigh_entry(entry: Entry, piece: Piece, weight: dict[str, float], lexicon: Lexicon) -> None:
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
        weight[PLACE] += size if len(piece.words) == 1 else size + 2
        if entry.is_ambiguous or piece.text in lexicon.given or piece.text in lexicon.surnames:
            weight[PERSON] += 1.5

"""What speaks for each kind of name: cues beside a piece, its shape, and the seed lists."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import ACRONYM, Piece
from extractors.article.layout import Article
from extractors.engine.match import Found

PERSON, ORGANISATION, PLACE, DEMONYM, OTHER = "person", "organisation", "place", "demonym", "other"

INITIALS = regex.compile(r"(?:\p{Lu}\.[-]?){1,4}")
CUES = {
    "person_before": (PERSON, "end"), "person_after": (PERSON, "start"),
    "place_before": (PLACE, "end"), "place_after": (PLACE, "start"),
    "organisation_before": (ORGANISATION, "end"), "organisation_after": (ORGANISATION, "start"),
}  # fmt: skip
"""What a cue pack shows, and which end of its match touches the name."""

LONGEST = 120
"""No shape marks a longer stretch."""


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

    def best(self) -> tuple[str, float]:
        """The heaviest kind and its weight; "other" and 0 where there is none."""
        if not self.weight:
            return OTHER, 0.0
        kind = max(sorted(self.weight), key=lambda name: self.weight[name])
        return kind, self.weight[kind]


@dataclass(frozen=True)
class Cues:
    """Where cues end and begin, and the stretches that shapes mark."""

    before: Mapping[int, Sequence[tuple[str, float, str]]]
    after: Mapping[int, Sequence[tuple[str, float, str]]]
    inside: Sequence[tuple[int, int, str, float, str]]

    def around(self, start: int, end: int) -> list[tuple[str, float, str]]:
        """The kinds, weights and rules of the shapes that hold a span."""
        first = bisect_left(self.inside, (start - LONGEST,))
        last = bisect_right(self.inside, (start + 1,))
        return [(kind, weight, rule) for _, right, kind, weight, rule in self.inside[first:last] if end <= right]


def cues_of(found: Iterable[Found]) -> Cues:
    """The cues among the matches of the actor packs."""
    before: dict[int, list[tuple[str, float, str]]] = defaultdict(list)
    after: dict[int, list[tuple[str, float, str]]] = defaultdict(list)
    inside: list[tuple[int, int, str, float, str]] = []
    for item in found:
        pack = item.rule.pack.split(".")[-1]
        weight = float(item.rule.text.priority)
        if pack in CUES:
            kind, side = CUES[pack]
            (before if side == "end" else after)[item.end if side == "end" else item.start].append(
                (kind, weight, item.rule.id)
            )
        for kind in (PERSON, ORGANISATION, PLACE):
            inside += [(start, end, kind, weight, item.rule.id) for start, end in item.spans(kind)]
    return Cues(before, after, sorted(inside))


def weigh(piece: Piece, article: Article, cues: Cues, lexicon: Lexicon) -> Votes:
    """What stands for each kind, from the piece itself and the words beside it."""
    votes = Votes()
    _weigh_shape(piece, votes, lexicon)
    _weigh_entry(piece, votes, lexicon)
    text = article.text
    left = piece.start
    while left and text[left - 1] in " \u00a0":
        left -= 1
    if left and text[left - 1] == ",":
        for kind, weight, rule in cues.before.get(left - 1, ()):
            if rule == "kind-of-organisation-comma-name":
                votes.add(kind, weight, rule)
    the = left >= 4 and text[left - 4 : left].lower() in (" the", "\nthe")
    is_acronym = piece.entry is None and ACRONYM.fullmatch(piece.text) is not None
    if is_acronym and text[piece.start - 1 : piece.start] == "(" and text[piece.end : piece.end + 1] == ")":
        votes.add(ORGANISATION, 8 if _abbreviates(piece.text, text[max(0, piece.start - 100) : piece.start]) else 2)
    for kind, weight, rule in cues.before.get(left, ()):
        is_weak = kind == PLACE and (is_acronym or text[piece.end : piece.end + 2] in ("'s", "’s"))
        votes.add(kind, weight * 0.3 if is_weak else weight, rule)
    if the:
        for kind, weight, rule in cues.before.get(left - 4, ()):
            votes.add(kind, weight if kind != PLACE else weight / 2, rule)
        votes.add(PERSON, -3)
        votes.add(ORGANISATION, 0.7)
    right = piece.end
    if text[right : right + 2] in ("'s", "’s"):
        right += 2
    for kind, weight, rule in cues.after.get(right, ()):
        votes.add(kind, weight if right == piece.end or kind != PERSON else weight / 2, rule)
    for kind, weight, rule in cues.around(piece.start, piece.end):
        if rule != "transcript-speaker" or piece.entry is None:
            votes.add(kind, weight, rule)
    _weigh_comma(piece, article, votes, lexicon)
    return votes


NEXT = regex.compile(r", ((?:\p{Lu}\.){2}|\p{Lu}[\p{L}.]{1,20}(?: \p{Lu}\p{L}{1,15}){0,2})")


def _abbreviates(acronym: str, before: str) -> bool:
    """Whether the capitals of the words before the bracket make up the acronym."""
    capitals = "".join(word[0] for word in regex.findall(r"\p{Lu}[\p{L}]{0,30}", before))
    letters = acronym.replace(".", "").upper()
    return capitals[-len(letters) :] == letters or capitals[-len(letters) - 1 :].startswith(letters[0])


def _weigh_comma(piece: Piece, article: Article, votes: Votes, lexicon: Lexicon) -> None:
    """A known region or country after a comma: "Altenried, Norway"."""
    after = NEXT.match(article.text, piece.end)
    if article.text[max(0, piece.start - 2) : piece.start] == ", " and piece.text in lexicon.states:
        votes.add(PLACE, 9)
    if not after:
        return
    entry = lexicon.entries.get(after[1]) or lexicon.entries.get(after[1].split(" ")[0])
    is_region = after[1] in lexicon.states or bool(entry and entry.source in ("countries", "regions"))
    if is_region and len(piece.words) <= 3 and piece.entry is None:
        before = article.text[max(0, piece.start - 4) : piece.start]
        votes.add(PLACE, 3.5 if not before.endswith(", ") else 2)


def _weigh_shape(piece: Piece, votes: Votes, lexicon: Lexicon) -> None:
    words = piece.words
    first, last = words[0], words[-1]
    plain = [word for word in words if not INITIALS.fullmatch(word)]
    if piece.title is not None:
        votes.add(PERSON, 6)
    if len(words) > 1 and last in lexicon.event_heads and piece.title is None:
        votes.add(OTHER, 6)
    if len(words) > 1 and last in lexicon.place_heads and first not in lexicon.given:
        votes.add(PLACE, 3 + lexicon.place_heads[last])
    if len(words) > 1 and first in (
        "Mount",
        "Lake",
        "Fort",
        "Port",
        "Cape",
        "San",
        "Santa",
        "St.",
        "Saint",
        "Los",
        "Las",
        "El",
        "New",
        "North",
        "South",
        "East",
        "West",
        "Upper",
        "Lower",
        "Central",
    ):
        votes.add(PLACE, 2.5)
    if (last in lexicon.suffixes or last in ("plc", "gGmbH", "e.V.", "p.l.c.")) and len(words) > 1:
        votes.add(ORGANISATION, 8)
    elif len(words) > 1 and (last in lexicon.heads or last in lexicon.teams):
        votes.add(ORGANISATION, 5)
    elif len(words) > 1 and (first in lexicon.teams or first in lexicon.heads) and first not in lexicon.given:
        votes.add(ORGANISATION, 4)
    country = lexicon.entries.get(last) if len(words) > 1 and first not in lexicon.given else None
    if country and country.source == "countries" and not country.is_ambiguous and piece.title is None:
        votes.add(ORGANISATION, 4)
    if any(word in ("of", "for", "and", "&") for word in words[1:]) and (
        first in lexicon.heads or any(w in lexicon.heads for w in words)
    ):
        votes.add(ORGANISATION, 5)
    if len(words) > 2 and first.endswith(("'s", "’s")) and any(word in lexicon.heads for word in words):
        votes.add(ORGANISATION, 8)
    if "&" in first or "&" in words:
        votes.add(ORGANISATION, 4)
    if len(words) == 1 and ACRONYM.fullmatch(first) and not first.endswith("."):
        votes.add(ORGANISATION, 2.5)
    elif len(words) == 1 and ACRONYM.fullmatch(first):
        votes.add(ORGANISATION, 1.5)
    is_body = last in lexicon.place_heads or last in lexicon.heads
    if 2 <= len(words) <= 5 and (
        not is_body or (first in lexicon.given and last in lexicon.surnames) or INITIALS.fullmatch(first)
    ):
        if INITIALS.fullmatch(first) and len(plain) == 1 and first not in ("U.S.", "U.N.", "U.K."):
            votes.add(PERSON, 5)
        if first in lexicon.given or first.split("-")[0] in lexicon.given:
            votes.add(PERSON, 4)
        elif last in lexicon.surnames:
            votes.add(PERSON, 2)
        if last in lexicon.surnames:
            votes.add(PERSON, 1)
        if last in ("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"):
            votes.add(PERSON, 6)
        if any(INITIALS.fullmatch(word) for word in words[1:-1]):
            votes.add(PERSON, 3)
        if len(words) <= 3 and not any(ACRONYM.fullmatch(word) for word in words):
            votes.add(PERSON, 1.6)


def _weigh_entry(piece: Piece, votes: Votes, lexicon: Lexicon) -> None:
    entry = piece.entry
    if entry is None:
        word = piece.text
        if len(piece.words) == 1:
            if word in lexicon.given:
                votes.add(PERSON, 1.2)
            if word in lexicon.surnames:
                votes.add(PERSON, 1.2)
            if word in lexicon.teams and word not in lexicon.not_names:
                votes.add(ORGANISATION, 2)
        return
    if entry.source == "countries":
        votes.add(PLACE, 4 if entry.is_ambiguous else 20)
    elif entry.source == "demonyms":
        votes.add(DEMONYM, 20)
    elif entry.source in ("organisations", "clubs"):
        votes.add(ORGANISATION, 6.5 if entry.is_ambiguous else 12)
    elif entry.source == "regions":
        votes.add(PLACE, 3 if entry.is_ambiguous else 7)
    elif entry.source == "capitals":
        votes.add(PLACE, 3 if entry.is_ambiguous else 5)
    elif entry.source == "cities":
        is_person = piece.text in lexicon.given or piece.text in lexicon.surnames
        weight = 4.5 if entry.population > 500_000 else 3 if entry.population > 100_000 else 2
        votes.add(PLACE, weight if len(piece.words) == 1 else weight + 2)
        if entry.is_ambiguous or is_person:
            votes.add(PERSON, 1.5)

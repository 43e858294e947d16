"""What speaks for each kind of name: cues beside a piece, its shape, and the seed lists."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name
from extractors.engine.match import Found

PERSON, ORGANISATION, PLACE, DEMONYM, OTHER = "person", "organisation", "place", "demonym", "other"

CUES = {
    "person_before": (PERSON, "end"), "person_after": (PERSON, "start"),
    "place_before": (PLACE, "end"), "place_after": (PLACE, "start"),
    "organisation_before": (ORGANISATION, "end"), "organisation_after": (ORGANISATION, "start"),
    "other_after": (OTHER, "start"),
}  # fmt: skip
"""What a cue pack shows, and which end of its match touches the name."""

LONGEST = 120
"""Characters of the longest name in `Cues.inside`."""

BROKEN = 4.0
"""What the halves of a name weigh that the end of a line breaks."""

LEAST = float("-inf")
OWNED = ("'s", "’s")
OPENS = frozenset(",(eE")
"""Last characters before a name where more than a cue may weigh: a comma, a bracket, those of an article."""

Cue = tuple[str, float, str]
"""A kind of name, the weight of the cue for it, and the rule."""


def best_of(weight: Mapping[str, float]) -> tuple[str, float]:
    """The heaviest kind and its weight, of equals the first by name; "other" and 0 where there is none."""
    if not weight:
        return OTHER, 0.0
    best, most = "", LEAST
    for kind, value in weight.items():
        if value > most or (value == most and kind < best):
            best, most = kind, value
    return best, most


@dataclass(frozen=True)
class Cues:
    """The cues of an article by the place where they touch a name.

    `before` has those that end at a place, `after` those that begin there. `inside` are names that a pattern marks
    itself, as a line of scores does: start, end, kind, weight and rule, in text order.
    """

    before: Mapping[int, Sequence[Cue]]
    after: Mapping[int, Sequence[Cue]]
    inside: Sequence[tuple[int, int, str, float, str]]

    def around(self, start: int, end: int) -> list[Cue]:
        """The kinds, weights and rules of the names in `inside` that hold a span."""
        if not self.inside:
            return []
        first = bisect_left(self.inside, (start - LONGEST,))
        last = bisect_right(self.inside, (start + 1,))
        return [(kind, weight, rule) for _, right, kind, weight, rule in self.inside[first:last] if end <= right]


def cues_of(found: Iterable[Found]) -> Cues:
    """The cues among the matches of the actor packs. `priority` of a rule is the weight of its cue."""
    before: dict[int, list[Cue]] = {}
    after: dict[int, list[Cue]] = {}
    inside: list[tuple[int, int, str, float, str]] = []
    shown: dict[str, tuple[str, Cue, tuple[str, ...]]] = {}
    for item in found:
        rule = item.rule
        shows = shown.get(rule.id)
        if shows is None:
            shows = shown[rule.id] = _shows(rule.pack, rule.text.priority, rule.id, rule.pattern)
        side, cue, groups = shows
        if side == "start":
            after.setdefault(item.start, []).append(cue)
        elif side == "end":
            before.setdefault(item.end, []).append(cue)
        for kind in groups:
            inside += [(start, end, kind, cue[1], cue[2]) for start, end in item.spans(kind)]
    return Cues(before, after, sorted(inside))


@lru_cache(maxsize=1024)
def _shows(pack: str, priority: int, rule: str, pattern: regex.Pattern[str]) -> tuple[str, Cue, tuple[str, ...]]:
    """Which end of a rule's match touches a name, empty for none; what it says of that name; its groups of names."""
    kind, side = CUES.get(pack.rpartition(".")[2], ("", ""))
    groups = tuple(name for name in (PERSON, ORGANISATION, PLACE) if name in pattern.groupindex)
    return side, (kind, float(priority), rule), groups


def weigh(names: Sequence[Name], text: str, cues: Cues, lexicon: Lexicon) -> None:
    """Add what stands beside each name to its weight: cues, articles, brackets, the place it lies in."""
    before, after, states = cues.before, cues.after, lexicon.states
    last_name: Name | None = None
    for name in names:
        start, end, piece = name.start, name.end, name.piece
        if last_name is not None and last_name.end == start - 1 and text[start - 1] == "\n":
            _weigh_broken(last_name, name, lexicon)
        last_name = name
        left = start - 1 if start and text[start - 1] == " " else start
        while left and text[left - 1] in " \u00a0":
            left -= 1
        last = text[left - 1] if left else ""
        if last in OPENS or left in before:
            _weigh_before(name, text, left, before)
        behind = text[end : end + 2]
        if behind in OWNED:
            for kind, weight, rule in after.get(end + 2, ()):
                name.add(kind, weight / 2 if kind == PERSON else weight, rule)
        elif end in after:
            for cue in after[end]:
                name.add(*cue)
        if cues.inside:
            for kind, weight, rule in cues.around(start, end):
                if rule != "transcript-speaker" or piece.entry is None:
                    name.add(kind, weight, rule)
        is_state = piece.text in states and text[start - 2 : start] == ", "
        if is_state:
            name.add(PLACE, 9)
        if behind == ", " and piece.entry is None and len(piece.words) <= 3 and _is_in(text, end, lexicon):
            name.add(PLACE, 2 if text[start - 2 : start] == ", " else 3.5)


def _weigh_broken(above: Name, below: Name, lexicon: Lexicon) -> None:
    """A given name at the end of a line and a word at the head of the next, as tables break them, are one person's."""
    word = above.piece.words[-1]
    is_given = word in lexicon.given or (len(above.piece.words) == 1 and len(word) < 3)
    if is_given and above.piece.entry is None and below.piece.entry is None and len(below.piece.words) == 1:
        above.add(PERSON, BROKEN)
        below.add(PERSON, BROKEN)


def _weigh_before(name: Name, text: str, left: int, before: Mapping[int, Sequence[Cue]]) -> None:
    """The cues that end at `left`, where the blanks before a name begin, or at the article before it."""
    start, end, piece = name.start, name.end, name.piece
    last = text[left - 1] if left else ""
    if last == "," and left - 1 in before:
        for kind, weight, rule in before[left - 1]:
            if rule == "kind-of-organisation-comma-name":
                name.add(kind, weight, rule)
    elif last == "(" and left == start and piece.is_acronym and piece.entry is None and text[end : end + 1] == ")":
        name.add(ORGANISATION, 8 if _abbreviates(piece.text, text[max(0, left - 100) : left]) else 2)
    if left in before:
        is_faint = (piece.is_acronym and piece.entry is None) or text[end : end + 2] in OWNED
        for kind, weight, rule in before[left]:
            name.add(kind, weight * 0.3 if is_faint and kind == PLACE else weight, rule)
    if last in ("e", "E") and left >= 4 and text[left - 4 : left].lower() in (" the", "\nthe"):
        for kind, weight, rule in before.get(left - 4, ()):
            name.add(kind, weight if kind != PLACE else weight / 2, rule)
        name.add(PERSON, -3)
        name.add(ORGANISATION, 0.7)


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

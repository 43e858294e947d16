"""What speaks for each kind of name: cues beside a piece, its shape, and the seed lists."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Cue, Name
from extractors.engine.match import Found

PERSON, ORGANISATION, PLACE, DEMONYM, OTHER = "person", "organisation", "place", "demonym", "other"

CUES = {
    "person_before": (PERSON, False), "person_after": (PERSON, True),
    "place_before": (PLACE, False), "place_after": (PLACE, True),
    "organisation_before": (ORGANISATION, False), "organisation_after": (ORGANISATION, True),
    "other_after": (OTHER, True),
}  # fmt: skip
"""What a cue pack shows, and whether its matches stand behind the name: begin where that ends."""

NOUN = "noun"
"""The group of a cue that says outright what a body is."""
SPEAKER = "speaker"
"""The group of a name that is a person's unless it is known for another's."""

LONGEST = 120
"""Characters of the longest name in `Cues.inside`."""

BROKEN = 4.0
"""What the halves of a name weigh that the end of a line breaks."""

LEAST = float("-inf")
OWNED = ("'s", "’s")
OPENS = frozenset(",(eE")
"""Last characters before a name where more than a cue may weigh: a comma, a bracket, those of an article."""


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
    itself, as a line of scores does: start, end and cue, in text order.
    """

    before: Mapping[int, Sequence[Cue]]
    after: Mapping[int, Sequence[Cue]]
    inside: Sequence[tuple[int, int, Cue]]

    def around(self, start: int, end: int) -> list[Cue]:
        """The cues of the names in `inside` that hold a span."""
        if not self.inside:
            return []
        first = bisect_left(self.inside, (start - LONGEST,))
        last = bisect_right(self.inside, (start + 1,))
        return [cue for _, right, cue in self.inside[first:last] if end <= right]


def cues_of(found: Iterable[Found]) -> Cues:
    """The cues among the matches of the actor packs. `priority` of a rule is the weight of its cue."""
    before: dict[int, list[Cue]] = {}
    after: dict[int, list[Cue]] = {}
    inside: list[tuple[int, int, Cue]] = []
    shown: dict[str, tuple[Cue | None, Sequence[Cue]]] = {}
    for item in found:
        rule = item.rule
        shows = shown.get(rule.id)
        if shows is None:
            shows = shown[rule.id] = _shows(rule.pack, rule.text.priority, rule.id, rule.pattern)
        beside, within = shows
        if beside is not None and beside.is_behind:
            after.setdefault(item.start, []).append(beside)
        elif beside is not None:
            before.setdefault(item.end, []).append(beside)
        for cue in within:
            inside += [(start, end, cue) for start, end in item.spans(cue.kind)]
    return Cues(before, after, sorted(inside))


def is_behind(pack: str) -> bool:
    """Whether the matches of a cue pack stand behind the name."""
    return CUES.get(pack.rpartition(".")[2], ("", False))[1]


@lru_cache(maxsize=1024)
def _shows(pack: str, priority: int, rule_id: str, pattern: regex.Pattern[str]) -> tuple[Cue | None, Sequence[Cue]]:
    """What a rule's match says of the name it touches, None for none; and of the names that its groups mark."""
    weight, groups = float(priority), pattern.groupindex
    within = tuple(Cue(kind, weight, rule_id) for kind in (PERSON, ORGANISATION, PLACE, SPEAKER) if kind in groups)
    kind, is_behind = CUES.get(pack.rpartition(".")[2], ("", False))
    return Cue(kind, weight, rule_id, is_behind, NOUN in groups) if kind else None, within


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
            for cue in after.get(end + 2, ()):
                name.add(cue.kind, cue.weight / 2 if cue.kind == PERSON else cue.weight, cue)
        elif end in after:
            for cue in after[end]:
                name.add(cue.kind, cue.weight, cue)
        for cue in cues.around(start, end):
            if cue.kind != SPEAKER:
                name.add(cue.kind, cue.weight, cue)
            elif piece.entry is None:
                name.add(PERSON, cue.weight, cue)
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
        for cue in before[left - 1]:
            if cue.weight:
                name.add(cue.kind, cue.weight, cue)
    elif last == "(" and left == start and piece.is_acronym and piece.entry is None and text[end : end + 1] == ")":
        name.add(ORGANISATION, 8 if _abbreviates(piece.text, text[max(0, left - 100) : left]) else 2)
    if left in before:
        is_faint = (piece.is_acronym and piece.entry is None) or text[end : end + 2] in OWNED
        for cue in before[left]:
            name.add(cue.kind, cue.weight * 0.3 if is_faint and cue.kind == PLACE else cue.weight, cue)
    if last in ("e", "E") and left >= 4 and text[left - 4 : left].lower() in (" the", "\nthe"):
        for cue in before.get(left - 4, ()):
            name.add(cue.kind, cue.weight if cue.kind != PLACE else cue.weight / 2, cue)
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

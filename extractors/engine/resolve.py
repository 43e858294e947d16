"""Which of the overlapping matches stand: one written order, losers kept for `explain`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from extractors.engine.match import Found


@dataclass(frozen=True, slots=True)
class Lost:
    """A match that yielded, and why."""

    found: Found
    why: str


def overlaps(one: Found, other: Found) -> bool:
    """Whether two matches share a character."""
    return one.start < other.end and other.start < one.end


RULE_ID = attrgetter("rule.id")
START, END = attrgetter("start"), attrgetter("end")


def resolve(found: Sequence[Found]) -> tuple[list[Found], list[Lost]]:
    """Within each layer leftmost, then longest, priority, id. Returns the survivors in text order, and the losers.

    A rule that `beats` another (its id, its pack or its layer) takes out that one's overlapping matches first.
    `found` holds the matches rule by rule, in the order of the rules and then of the text, as `find` gives them.
    """
    layers: dict[str, list[list[Found]]] = {}
    for _, of_rule in groupby(found, RULE_ID):
        items = list(of_rule)
        layers.setdefault(items[0].rule.layer, []).append(items)
    lost: list[Lost] = []
    for rules in layers.values():
        if len(rules) > 1:  # matches of one rule never overlap
            _keep_leftmost(_unbeaten(_ordered(rules), lost), lost)
    gone = {id(loser.found) for loser in lost}
    kept = [item for item in found if id(item) not in gone]
    kept.sort(key=END)
    kept.sort(key=START)  # what begins together stays as it was
    return kept, lost


def _ordered(rules: list[list[Found]]) -> list[Found]:
    """The matches of a layer's rules, leftmost first, then longest, by priority, by id."""
    rules.sort(key=lambda items: (-items[0].rule.text.priority, items[0].rule.id))
    ordered = list(chain.from_iterable(rules))
    ordered.sort(key=END, reverse=True)
    ordered.sort(key=START)  # what begins together stays as it was
    return ordered


def _keep_leftmost(items: Iterable[Found], lost: list[Lost]) -> None:
    """Add to `lost` each match that begins before the last one that stands has ended."""
    reach = 0
    standing: Found | None = None
    for item in items:
        if standing is None or item.start >= reach:
            standing, reach = item, item.end
        else:
            lost.append(Lost(item, f"{standing.rule.id} is further left, longer or of higher priority"))


def _unbeaten(items: list[Found], lost: list[Lost]) -> list[Found]:
    """The matches that no stronger rule `beats`; the others are added to `lost`."""
    waiting = [item for item in reversed(items) if item.rule.text.beats]
    if not waiting:
        return items
    standing: list[Found] = []
    near: list[Found] = []
    for item in items:
        while waiting and waiting[-1].start < item.end:
            near.append(waiting.pop())
        near = [victor for victor in near if victor.end > item.start]
        victor = next((victor for victor in near if _beats(victor, item)), None)
        if victor is None:
            standing.append(item)
        else:
            lost.append(Lost(item, f"{victor.rule.id} beats it"))
    return standing


def _beats(victor: Found, item: Found) -> bool:
    names = victor.rule.text.beats
    rule = item.rule
    is_named = rule.id in names or rule.pack in names or rule.layer in names
    return is_named and victor is not item and overlaps(victor, item)


def winner(lost: Lost, kept: Sequence[Found], others: Sequence[Lost], steps: int = 4) -> Found | None:
    """The match that stands where one lost; None where that lost to page furniture.

    The reason of a loser begins with the id of the rule it lost to. Where that rule's match lost in its turn, to one of
    `others`, the search goes on from there, `steps` times at most.
    """
    name = lost.why.split(" ", 1)[0]
    for found in kept:
        if found.rule.id == name and overlaps(found, lost.found):
            return found
    between = [one for one in others if one.found.rule.id == name and overlaps(one.found, lost.found)]
    return winner(between[0], kept, others, steps - 1) if between and steps else None

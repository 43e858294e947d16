"""Which of the overlapping matches stand: one written order, losers kept for `explain`."""

from collections.abc import Iterable
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
PLACE = attrgetter("start", "end", "rule.order")


def resolve(found: Iterable[Found]) -> tuple[list[Found], list[Lost]]:
    """Within each layer leftmost, then longest, priority, id. Returns the survivors in text order, and the losers.

    A rule that `beats` another (its id, its pack or its layer) takes out that one's overlapping matches first.
    `found` holds the matches of a rule together and in text order, as `find` gives them.
    """
    layers: dict[str, list[list[Found]]] = {}
    for _, of_rule in groupby(found, RULE_ID):
        items = list(of_rule)
        layers.setdefault(items[0].rule.layer, []).append(items)
    kept: list[Found] = []
    lost: list[Lost] = []
    for rules in layers.values():
        # Matches of one rule never overlap.
        kept += rules[0] if len(rules) == 1 else _leftmost(_unbeaten(_ordered(rules), lost), lost)
    kept.sort(key=PLACE)
    return kept, lost


def _ordered(rules: list[list[Found]]) -> list[Found]:
    """The matches of a layer's rules, leftmost first, then longest, by priority, by id."""
    rules.sort(key=lambda items: (-items[0].rule.text.priority, items[0].rule.id))
    ordered = list(chain.from_iterable(rules))
    ordered.sort(key=END, reverse=True)
    ordered.sort(key=START)  # what begins together stays as it was
    return ordered


def _leftmost(items: Iterable[Found], lost: list[Lost]) -> list[Found]:
    """Each match that begins where the last one kept has ended; the others are added to `lost`."""
    kept: list[Found] = []
    reach = 0
    for item in items:
        if item.start >= reach:
            kept.append(item)
            reach = item.end
        else:
            lost.append(Lost(item, f"{kept[-1].rule.id} is further left, longer or of higher priority"))
    return kept


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

"""Which of the overlapping matches stand: one written order, losers kept for `explain`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
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


Placed = tuple[int, int, int, str, Found]
"""Start, end, priority (both negated) and rule of a match: as a tuple it sorts in the order of precedence."""

RULE_ID = attrgetter("rule.id")


def resolve(found: Iterable[Found]) -> tuple[list[Found], list[Lost]]:
    """Within each layer leftmost, then longest, priority, id. Returns the survivors in text order, and the losers.

    A rule that `beats` another (its id, its pack or its layer) takes out that one's overlapping matches first.
    `found` holds the matches of a rule together and in text order, as `find` gives them.
    """
    kept: list[tuple[int, int, int, str, Found]] = []
    lost: list[Lost] = []
    for placed in _layers(found).values():
        standing = placed
        if placed[0][3] != placed[-1][3]:  # matches of one rule never overlap
            placed.sort()
            standing = _leftmost(_unbeaten(placed, lost), lost)
        kept += [(start, -minus_end, item.rule.order, name, item) for start, minus_end, _, name, item in standing]
    kept.sort()
    return [item for _, _, _, _, item in kept], lost


def _layers(found: Iterable[Found]) -> dict[str, list[Placed]]:
    """The matches by the layer of their rule."""
    layers: dict[str, list[Placed]] = {}
    for name, of_rule in groupby(found, RULE_ID):
        items = list(of_rule)
        rule = items[0].rule
        rank = -rule.text.priority
        spans = [item.match.span() for item in items]
        layers.setdefault(rule.layer, []).extend(
            [(start, -end, rank, name, item) for (start, end), item in zip(spans, items, strict=True)]
        )
    return layers


def _leftmost(placed: Sequence[Placed], lost: list[Lost]) -> list[Placed]:
    """Each match that begins where the last one kept has ended; the others are added to `lost`."""
    kept: list[Placed] = []
    reach, victor = 0, ""
    for one in placed:
        if one[0] >= reach:
            kept.append(one)
            reach, victor = -one[1], one[3]
        else:
            lost.append(Lost(one[4], f"{victor} is further left, longer or of higher priority"))
    return kept


def _unbeaten(placed: list[Placed], lost: list[Lost]) -> list[Placed]:
    """The matches that no stronger rule `beats`; the others are added to `lost`."""
    waiting = [one for one in reversed(placed) if one[4].rule.text.beats]
    if not waiting:
        return placed
    standing: list[Placed] = []
    near: list[Placed] = []
    for one in placed:
        start, minus_end, _, _, item = one
        while waiting and waiting[-1][0] < -minus_end:
            near.append(waiting.pop())
        near = [victor for victor in near if -victor[1] > start]
        victor = next((victor for victor in near if victor[0] < -minus_end and _beats(victor[4], item)), None)
        if victor is None:
            standing.append(one)
        else:
            lost.append(Lost(item, f"{victor[3]} beats it"))
    return standing


def _beats(victor: Found, item: Found) -> bool:
    names = victor.rule.text.beats
    rule = item.rule
    return victor is not item and (rule.id in names or rule.pack in names or rule.layer in names)

"""Which of the overlapping matches stand: one written order, losers kept for `explain`."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.engine.match import Found


@dataclass(frozen=True, slots=True)
class Lost:
    """A match that yielded, and why."""

    found: Found
    why: str


def overlaps(one: Found, other: Found) -> bool:
    """Whether two matches share a character."""
    return one.start < other.end and other.start < one.end


def resolve(found: Iterable[Found]) -> tuple[list[Found], list[Lost]]:
    """Within each layer leftmost, then longest, priority, id. Returns the survivors in text order, and the losers.

    A rule that `beats` another (its id, its pack or its layer) takes out that one's overlapping matches first.
    """
    layers: dict[str, list[Found]] = {}
    for item in found:
        layers.setdefault(item.rule.layer, []).append(item)
    kept: list[Found] = []
    lost: list[Lost] = []
    for layer in layers.values():
        layer.sort(key=lambda item: (item.start, -item.end, -item.rule.text.priority, item.rule.id))
        standing, beaten = _beaten(layer)
        lost += beaten
        last: Found | None = None
        for item in standing:
            if last is None or item.start >= last.end:
                kept.append(item)
                last = item
            else:
                lost.append(Lost(item, f"{last.rule.id} is further left, longer or of higher priority"))
    kept.sort(key=lambda item: (item.start, item.end, item.rule.order))
    return kept, lost


def _beaten(layer: list[Found]) -> tuple[list[Found], list[Lost]]:
    """Take out what a stronger rule `beats`; `layer` is sorted by start."""
    victors = [item for item in layer if item.rule.text.beats]
    if not victors:
        return layer, []
    standing: list[Found] = []
    lost: list[Lost] = []
    for item in layer:
        names = {item.rule.id, item.rule.pack, item.rule.layer}
        victor = next(
            (v for v in victors if v is not item and overlaps(v, item) and names & set(v.rule.text.beats)), None
        )
        if victor is None:
            standing.append(item)
        else:
            lost.append(Lost(item, f"{victor.rule.id} beats it"))
    return standing, lost

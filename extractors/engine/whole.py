"""Patterns that arrays match to the end: the very ends that `regex` finds, for many places at once, without a match.

Only patterns of characters, choices, bounded repeats and lookarounds are; see `whole`. A choice is taken in its order
and for good: where what follows could fail and make `regex` try another way, it is written out behind each way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Never

import numpy as np

from extractors.engine.characters import ASTRAL, mask_of
from extractors.engine.charset import Flags, Gates, charset, gates, surely
from extractors.engine.edges import ANY, any_of
from extractors.engine.lower import MOST_WAYS, following
from extractors.engine.nodes import Chars, Choice, Concat, Look, Node, Place, Repeat

END = len(charset(ANY))
"""The class of what stands between texts: of no set."""
MOST_PARTS = 1_000
"""Parts of a pattern; one that needs more is left to `regex`."""
Nodes = tuple[Node, ...]


class NotWholeError(Exception):
    """The pattern has something that arrays cannot match to the end."""


@dataclass(frozen=True, slots=True)
class One:
    """A character of a set, then the rest."""

    chars: Flags
    then: "Part"


@dataclass(frozen=True, slots=True)
class Many:
    """As many characters of a set as there are, `least` to `most`, then the rest."""

    chars: Flags
    least: int
    most: int
    then: "Part"


@dataclass(frozen=True, slots=True)
class Check:
    """What must, or with `negative` must not, match ahead; then the rest."""

    ahead: "Part"
    negative: bool
    then: "Part"


@dataclass(frozen=True, slots=True)
class Behind:
    """One of some rows of characters that must, or must not, stand right before; then the rest."""

    rows: tuple[tuple[Flags, ...], ...]
    negative: bool
    then: "Part"


@dataclass(frozen=True, slots=True)
class Boundary:
    """A word begins or ends here, of the characters of a set; then the rest."""

    inside: Flags
    then: "Part"


@dataclass(slots=True, eq=False)
class Ways:
    """Several ways, `gates` as in `steps.Fork`; `are_shared` where several parts go them."""

    parts: "tuple[Part, ...]"
    gates: Gates
    are_shared: bool = False


@dataclass(frozen=True, slots=True)
class First:
    """The first of several ways that matches, then the rest."""

    ways: Ways
    then: "Part"


@dataclass(frozen=True, slots=True)
class Rounds:
    """The same as often as it matches, at most so many times; then the rest."""

    once: "Part"
    most: int
    then: "Part"


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more."""


Step = One | Many | Check | Behind | Boundary | First | Rounds
Part = Step | Done


@dataclass(frozen=True, slots=True)
class Whole:
    """A pattern as parts, so many in all. Of the characters of `unsure` classes nobody knows whether a set has them."""

    part: Part
    size: int
    unsure: Flags


@dataclass(slots=True)
class _Maker:
    """Parts of a pattern, each made once."""

    parts: dict[Nodes, Part] = field(default_factory=dict)
    ways: dict[tuple[Nodes, ...], Ways] = field(default_factory=dict)
    unsure: Flags = field(default_factory=lambda: np.zeros(END + 1, np.bool_))

    def of(self, nodes: Nodes) -> Part:
        """The part for some nodes in a row."""
        found = self.parts.get(nodes)
        if found is None:
            if len(self.parts) > MOST_PARTS:
                raise NotWholeError
            found = self.parts[nodes] = self.made(nodes[0], nodes[1:]) if nodes else Done()
        return found

    def made(self, node: Node, rest: Nodes) -> Part:
        """The part for a node and what follows it."""
        if isinstance(node, Concat):
            return self.of((*node.nodes, *rest))
        if isinstance(node, Chars):
            return One(self.flags(node.mask), self.of(rest))
        if isinstance(node, Choice):
            return self.choice(node.nodes, rest)
        if isinstance(node, Repeat):
            return self.repeat(node, rest)
        if isinstance(node, Look) and node.behind:
            ways = node.node.nodes if isinstance(node.node, Choice) else (node.node,)
            return Behind(tuple(map(self.row, ways)), node.negative, self.of(rest))
        if isinstance(node, Look):
            return Check(self.of((node.node,)), node.negative, self.of(rest))
        if isinstance(node, Place) and node.kind == "b":
            return Boundary(self.flags(mask_of(r"\w", "")), self.of(rest))
        if isinstance(node, Place) and node.kind == "$" and node.of_text:
            return Check(One(np.arange(END + 1) == END, Done()), False, self.of(rest))
        return _refused()

    def flags(self, mask: int) -> Flags:
        """A set by class, and what is unsure of it noted."""
        flags = np.append(charset(mask), False)
        self.unsure |= flags & ~np.append(surely(mask), False)
        return flags

    def row(self, node: Node) -> tuple[Flags, ...]:
        """The sets of characters in a row."""
        nodes = node.nodes if isinstance(node, Concat) else (node,)
        return tuple(self.flags(one.mask) if isinstance(one, Chars) else _refused() for one in nodes)

    def choice(self, ways: Nodes, rest: Nodes) -> Part:
        """The first way that matches; with the rest behind each, where that can fail."""
        inner, after = (rest, ()) if can_fail(rest) else ((), rest)
        nodes = grouped([_laid_open((way, *inner)) for way in ways])
        if len(nodes) > MOST_WAYS:
            nodes = (*nodes[: MOST_WAYS - 1], (Choice(tuple(map(Concat, nodes[MOST_WAYS - 1 :]))),))
        known = self.ways.get(nodes)
        if known is not None:
            known.are_shared = True
        else:
            open_to = gates(tuple(map(following, nodes)))
            every = np.array([(1 << len(nodes)) - 1], open_to.dtype)
            known = self.ways[nodes] = Ways(tuple(map(self.of, nodes)), np.concatenate([open_to, every]))
        return First(known, self.of(after))

    def repeat(self, node: Repeat, rest: Nodes) -> Part:
        """As often as the node matches, where no fewer times can be asked for; else each time written out."""
        if node.how == "?" or node.most is None:
            return _refused()
        least, most, fails = node.least, node.most, can_fail(rest)
        if isinstance(node.node, Chars):
            parts = not following(rest) & node.node.mask & ~ASTRAL
            if node.how == "+" or parts or not fails:
                return Many(self.flags(node.node.mask), least, most, self.of(rest))
        if node.how == "+":
            return _refused()
        if least == 0 and most > 1 and not fails:
            return Rounds(self.of((node.node,)), most, self.of(rest))
        once: Nodes = (node.node, Repeat(node.node, max(0, least - 1), most - 1)) if most > 1 else (node.node,)
        return self.of((*once, *rest)) if least else self.choice((Concat(once), Concat(())), rest)


def _laid_open(nodes: Nodes) -> Nodes:
    """Nodes in a row that begin with no row."""
    while nodes and isinstance(nodes[0], Concat):
        nodes = (*nodes[0].nodes, *nodes[1:])
    return nodes


def grouped(ways: Sequence[Nodes]) -> tuple[Nodes, ...]:
    """Ways that begin with the same set of characters as one, where no other begins with any of those characters."""
    groups: dict[Node, list[Nodes]] = {}
    for way in ways:
        if not way or not isinstance(way[0], Chars):
            return tuple(ways)
        groups.setdefault(way[0], []).append(way[1:])
    masks = [node.mask & ~ASTRAL for node in groups if isinstance(node, Chars)]
    if len(groups) == len(ways) or sum(mask.bit_count() for mask in masks) != any_of(masks).bit_count():
        return tuple(ways)
    return tuple(
        (first, *rests[0]) if len(rests) == 1 else (first, Choice(tuple(map(Concat, rests))))
        for first, rests in groups.items()
    )


def can_fail(nodes: Nodes) -> bool:
    """Whether there can be a place where the nodes do not match; False where they match everywhere."""
    return any(map(_can_fail, nodes))


def _can_fail(node: Node) -> bool:
    if isinstance(node, Concat):
        return can_fail(node.nodes)
    if isinstance(node, Choice):
        return all(map(_can_fail, node.nodes))
    return not isinstance(node, Repeat) or (node.least > 0 and _can_fail(node.node))


def _refused() -> Never:
    raise NotWholeError


def whole(node: Node) -> Whole | None:
    """A pattern to be matched by arrays; None where they cannot."""
    maker = _Maker()
    try:
        return Whole(maker.of((node,)), len(maker.parts), maker.unsure)
    except NotWholeError:
        return None

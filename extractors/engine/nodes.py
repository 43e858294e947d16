"""Patterns as trees: what the plan needs to know of the `regex` syntax, and no more."""

from dataclasses import dataclass

TOLD_APART_BY = (1 << 128) - 1


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set; `mask` has the bit of every member. `letter` is set for one letter, case folded."""

    mask: int
    letter: str = ""

    def __hash__(self) -> int:
        """Of so much of the mask as tells most sets apart: all of it is eight kilobytes."""
        return hash((self.mask & TOLD_APART_BY, self.mask.bit_length()))


@dataclass(frozen=True, slots=True)
class Words:
    """One of the surfaces of a seed list; `folds` in either case."""

    surfaces: tuple[str, ...]
    folds: bool = False


@dataclass(frozen=True, slots=True)
class Concat:
    """Nodes one after the other."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several nodes."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A node `least` to `most` times; `most` None is without bound.

    `how` is `?` for as few as do, `+` for as many as there are, without giving any back.
    """

    node: "Node"
    least: int
    most: int | None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What must, or must not, stand before or after this place. Takes no characters."""

    node: "Node"
    behind: bool
    negative: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place that takes no characters: `b` a word boundary, `^` a start, `$` an end; `of_text` never one of a line."""

    kind: str
    of_text: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Anything at all, of any length."""


Node = Chars | Words | Concat | Choice | Repeat | Look | Place | Unknown


def is_bounded(node: Node) -> bool:
    """Whether every repeat has an upper bound: without one, hostile text makes a pattern slow."""
    if isinstance(node, Repeat):
        return node.most is not None and is_bounded(node.node)
    if isinstance(node, Concat | Choice):
        return all(is_bounded(child) for child in node.nodes)
    return is_bounded(node.node) if isinstance(node, Look) else True

"""What every match of a pattern holds further on, and within how many characters: read off its tree."""

from dataclasses import dataclass
from itertools import takewhile

from extractors.engine.characters import ASTRAL
from extractors.engine.edges import ANY, BLANKS, DIGITS, LETTERS, allowed_before, last_characters, taken
from extractors.engine.heads import Heads, State, finish, heads_of, in_row, walk
from extractors.engine.nodes import Choice, Concat, Look, Node, Place, Repeat

MOST_BRANCHES = 6
"""Branches that a pattern is cut into."""
FARTHEST_NEED = 2_000
"""Beyond so many characters a need narrows nothing."""


@dataclass(frozen=True, slots=True)
class Need:
    """One of `heads` stands at most `distance` characters after the start of every match, before it where negative."""

    heads: Heads
    distance: int


def branches(node: Node) -> list[Node]:
    """A pattern as several, by what its first characters are: each has narrower heads and nearer needs."""
    found = [node]
    while len(found) < MOST_BRANCHES:
        index, parts = next(((index, parts) for index, one in enumerate(found) if (parts := _split(one))), (0, []))
        if not parts or len(found) + len(parts) - 1 > MOST_BRANCHES:
            break
        found[index : index + 1] = parts
    return found


def _split(node: Node) -> list[Node]:
    """A pattern by the alternatives of its first node that takes characters; nothing when there are none."""
    if isinstance(node, Choice):
        return list(node.nodes)
    nodes = node.nodes if isinstance(node, Concat) else (node,)
    index = next((index for index, child in enumerate(nodes) if taken(child)), None)
    if index is None:
        return []
    first = nodes[index]
    if isinstance(first, Choice):
        parts: list[Node] = list(first.nodes)
    elif isinstance(first, Repeat) and first.least == 0 and index + 1 < len(nodes):
        parts = [Concat(()), first.node if first.most == 1 else Repeat(first.node, 1, first.most)]
    else:
        return []
    return [
        Concat((*nodes[:index], *(part.nodes if isinstance(part, Concat) else (part,)), *nodes[index + 1 :]))
        for part in parts
    ]


def needs_of(node: Node) -> list[Need]:
    """What every match holds after its first node or has before it, as words or signs that are worth looking for."""
    nodes = node.nodes if isinstance(node, Concat) else (node,)
    found = [need for child in takewhile(lambda child: not taken(child), nodes) if (need := _need_before(child))]
    passed = 0
    before = ANY
    begun = False
    for index, child in enumerate(nodes):
        if begun and passed < FARTHEST_NEED and (need := _need(nodes, index, passed, before)):
            found.append(need)
        if isinstance(child, Look) and child.behind:
            before &= allowed_before(child)
        begun = begun or taken(child) > 0
        passed += taken(child)
        before = last_characters(child, before)
    return found


def _need(nodes: tuple[Node, ...], index: int, passed: int, before: int) -> Need | None:
    """The need that one mandatory node makes, when all its heads are words or signs."""
    child = nodes[index]
    if (isinstance(child, Repeat) and child.least == 0) or isinstance(child, Place):
        return None
    if isinstance(child, Look):
        if child.behind or child.negative:
            return None
        child = child.node
    heads = walk(child, State(0, "", before), lambda state: in_row(nodes, index + 1, state, finish))
    return Need(heads, passed + max(head.offset for head in heads)) if heads and _tells(heads) else None


def _need_before(node: Node) -> Need | None:
    """The need that a lookbehind makes, or one of several."""
    looks = node.nodes if isinstance(node, Choice) else (node,)
    if not all(isinstance(look, Look) and look.behind and not look.negative for look in looks):
        return None
    behind = Choice(tuple(look.node for look in looks if isinstance(look, Look)))
    heads = heads_of(behind)
    return Need(heads, -taken(behind)) if _tells(heads) and taken(behind) < FARTHEST_NEED else None


def _tells(heads: Heads) -> bool:
    """Whether all of some heads are words or signs that are worth looking for."""
    common = LETTERS | DIGITS | BLANKS
    return all(head.whole and not head.mask & common and (not head.mask or head.mask & ~ASTRAL) for head in heads)

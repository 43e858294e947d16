"""Texts made to keep a pattern busy, derived from the pattern itself: every repeat as long as it goes, then a break.

A pattern is slow when it takes more than its share of processor time on one of them. The time counted is this
process's own (`regex` counts it so), not the clock's, and the bounds are dozens of times what our slowest rule takes:
a pattern whose repeats multiply goes beyond any bound.
"""

from collections.abc import Iterator, Sequence
from itertools import product

import regex

from extractors.engine.characters import ASTRAL
from extractors.engine.nodes import Chars, Choice, Concat, Look, Node, Repeat, Words
from extractors.engine.pack import Rule
from extractors.engine.syntax import parse

LONGEST = 2000
"""Characters of a text."""
LIMIT = 0.5
"""Processor seconds for all matches in one text."""
TASTES = ("a", "A", "0", " ")
"""Which character a set gives when it has the choice: what several sets share makes them compete."""


def hostile_text(rule: Rule) -> str | None:
    """The text on which a rule takes longer than `LIMIT`; None where it is quick on all."""
    seen: set[str] = set()
    for text in texts(parse(rule.expanded, rule.lists)):
        if text not in seen and is_slow(rule.pattern, text):
            return text
        seen.add(text)
    return None


def is_slow(pattern: regex.Pattern[str], text: str) -> bool:
    """Whether finding all matches in a text takes longer than `LIMIT`."""
    try:
        for _ in pattern.finditer(text, timeout=LIMIT):
            pass
    except TimeoutError:
        return True
    return False


def texts(tree: Node) -> Iterator[str]:
    """The hostile texts of a pattern: of the whole, and of what each of its lookarounds looks for."""
    for part in (tree, *looks(tree)):
        for taste, pick, optional in product(TASTES, (0, -1), (True, False)):
            words = sample(part, taste, pick, optional)[:LONGEST]
            if len(words) > 1:
                yield words
                yield f"{words[:-1]}\x00{words[-12:]}"  # without its last words regex sees at once that none match
                yield (words * (LONGEST // len(words) + 1))[:LONGEST]


def _has_repeat(node: Node) -> bool:
    """Whether anything in a tree may stand a varying number of times, more than once."""
    if isinstance(node, Repeat):
        return (node.most != 1 and node.most != node.least) or _has_repeat(node.node)
    if isinstance(node, Concat | Choice):
        return any(_has_repeat(child) for child in node.nodes)
    return isinstance(node, Look) and _has_repeat(node.node)


def looks(node: Node) -> Iterator[Node]:
    """What each lookaround with a repeat looks for, with the nodes that stand on its other side."""
    if isinstance(node, Concat):
        for at, child in enumerate(node.nodes):
            if isinstance(child, Look) and _has_repeat(child.node):
                yield Concat((child.node, *node.nodes[at + 1 :]) if child.behind else (*node.nodes[:at], child.node))
    if isinstance(node, Concat | Choice):
        for child in node.nodes:
            yield from looks(child)
    elif isinstance(node, Repeat | Look):
        yield from looks(node.node)


def sample(node: Node, taste: str, pick: int, optional: bool) -> str:
    """Words that a pattern takes, its repeats as long as they go; what is optional left out unless `optional`."""
    if isinstance(node, Chars):
        return character(node.mask, taste)
    if isinstance(node, Words):
        return node.surfaces[pick % len(node.surfaces)] if node.surfaces else ""
    if isinstance(node, Concat):
        return _joined(node.nodes, taste, pick, optional)
    if isinstance(node, Choice):
        return sample(node.nodes[pick % len(node.nodes)], taste, pick, optional)
    if isinstance(node, Repeat):
        most = LONGEST if node.most is None else node.most
        times = node.least if most == 1 and not optional else most
        once = sample(node.node, taste, pick, optional)
        return once * min(times, LONGEST // max(1, len(once)))
    if isinstance(node, Look) and node.behind and not node.negative:
        return sample(node.node, taste, pick, optional)
    return ""


def _joined(nodes: Sequence[Node], taste: str, pick: int, optional: bool) -> str:
    """The words of nodes in a row, together no longer than `LONGEST`."""
    words = ""
    for node in nodes:
        words += sample(node, taste, pick, optional)[: LONGEST - len(words)]
    return words


def character(mask: int, taste: str) -> str:
    """A character of a set: the one that is wanted, else of its sort, else the first."""
    ascii = mask & (1 << 128) - 1  # a mask has a bit for each character of the plane: its bits are slow to look at
    alike = {"a": range(97, 123), "A": range(65, 91), "0": range(48, 58), " ": (32, 45, 9, 10)}[taste]
    for code in (*alike, *range(97, 123), *range(65, 91), *range(48, 58)):
        if ascii >> code & 1:
            return chr(code)
    rest = mask & ~ASTRAL
    return chr((rest & -rest).bit_length() - 1) if rest else "\N{GRINNING FACE}"

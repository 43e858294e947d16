"""Patterns as trees: what the plan needs to know of the `regex` syntax, and no more.

Anything that is not known here becomes `Unknown`, and the rule is then tried everywhere: slower, never wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import regex

ALL_CHARACTERS = "".join(map(chr, range(0x10000)))
SORTS_BEYOND = (r"[\p{Lu}\p{Lt}]", r"\p{Ll}", r"\p{L}", r"\p{N}", r"\p{M}", r"\w", r"[^\p{Cn}\p{Co}\p{Cs}]")
"""Sorts of characters beyond the basic plane, the first that fits; a last sort holds the others."""
STAND_INS = tuple(range(0xF8F0, 0xF8F1 + len(SORTS_BEYOND)))
"""What characters beyond the basic plane are looked up as: a private character for each sort."""
ASTRAL = sum(1 << code for code in STAND_INS)


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set; `mask` has the bit of every member. `letter` is set for one letter, case folded."""

    mask: int
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One of the surfaces of a seed list; `folds` in either case."""

    surfaces: tuple[str, ...]
    folds: bool = False


@dataclass(frozen=True, slots=True)
class Row:
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


Node = Chars | Words | Row | Choice | Repeat | Look | Place | Unknown

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


@cache
def mask_of(source: str, flags: str) -> int:
    """The characters that a one-character pattern takes, as a bit mask; a stand-in where it takes any of its sort."""
    one = regex.compile(f"(?{flags}:{source})" if flags else f"(?:{source})")
    mask = basic_mask_of(source, flags) | 1 << STAND_INS[-1]
    for stand_in, members in zip(STAND_INS, characters_beyond(), strict=False):
        mask |= (one.search(members) is not None) << stand_in
    return mask


@cache
def basic_mask_of(source: str, flags: str = "") -> int:
    """As `mask_of`, of the basic plane alone."""
    runs = regex.compile(f"(?{flags}:{source})+" if flags else f"(?:{source})+")
    members = np.zeros(len(ALL_CHARACTERS), np.bool_)
    for run in runs.finditer(ALL_CHARACTERS):
        members[run.start() : run.end()] = True
    return int.from_bytes(np.packbits(members, bitorder="little").tobytes(), "little")


@cache
def characters_beyond() -> tuple[str, ...]:
    """The characters beyond the basic plane by sort, without the last sort."""
    known = "".join(regex.findall(rf"(?:{SORTS_BEYOND[-1]})+", "".join(map(chr, range(0x10000, 0x110000)))))
    sorts: list[str] = []
    for sort in SORTS_BEYOND:
        sorts.append("".join(regex.findall(f"(?:{sort})+", known)))
        known = regex.sub(f"(?:{sort})+", "", known)
    return tuple(sorts)


@lru_cache(maxsize=4096)
def stand_in(character: str) -> int:
    """The code point that a character is looked up as: its own in the basic plane."""
    if character <= "\uffff":
        return ord(character)
    sorts = (number for number, sort in enumerate(SORTS_BEYOND) if regex.match(sort, character))
    return STAND_INS[next(sorts, -1)]


def fold(word: str) -> str:
    """Case-folded letter by letter, so that the length stays."""
    return "".join(FOLDED.get(letter, letter) for letter in word)


FOLDED = {letter: low for letter in ALL_CHARACTERS if len(low := letter.casefold()) == 1 and low != letter}
FOLDED |= {"\u0130": "i", "\u0131": "i"}  # the regex module takes the four Turkish letters for one another


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
        return Chars(mask, _only_letter(mask))

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


def is_bounded(node: Node) -> bool:
    """Whether every repeat has an upper bound: without one, hostile text makes a pattern slow."""
    if isinstance(node, Repeat):
        return node.most is not None and is_bounded(node.node)
    if isinstance(node, Row | Choice):
        return all(is_bounded(child) for child in node.nodes)
    return is_bounded(node.node) if isinstance(node, Look) else True


def literal(letter: str, flags: frozenset[str]) -> Chars:
    """One character that stands for itself."""
    if "i" in flags and letter.isalpha():
        return Chars(mask_of(letter, "i"), fold(letter) if letter.isalpha() else "")
    return Chars(1 << stand_in(letter), fold(letter) if letter.isalpha() and ord(letter) < 0x10000 else "")


def _only_letter(mask: int) -> str:
    """The letter, when a set holds one letter in one or both cases and nothing else."""
    rest = mask & ~ASTRAL
    if rest.bit_count() not in (1, 2):
        return ""
    letters = {fold(chr(rest.bit_length() - 1)), fold(chr((rest & -rest).bit_length() - 1))}
    letter = letters.pop()
    return letter if not letters and letter.isalpha() else ""


def _in_line(nodes: list[Node]) -> Node:
    """Nodes in a row, rows within it laid open."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, Row) else [node]
    return flat[0] if len(flat) == 1 else Row(tuple(flat))


def _scoped(flags: frozenset[str], *of: str) -> str:
    return "".join(sorted(flags & set(of)))

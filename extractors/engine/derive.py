"""What a match of a pattern begins with, what it needs further on, and how far it can reach: read off its tree.

A head is a superset: no match begins without one of the pattern's heads, but not every head begins a match.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import regex

from extractors.engine.syntax import (
    ALL_CHARACTERS,
    ASTRAL,
    Chars,
    Choice,
    Look,
    Node,
    Place,
    Repeat,
    Row,
    Unknown,
    Words,
    fold,
    mask_of,
)

ANY = (1 << len(ALL_CHARACTERS)) - 1
LETTERS = mask_of(r"\p{L}", "") & ~ASTRAL
DIGITS = mask_of(r"\p{Nd}", "") & ~ASTRAL
BLANKS = mask_of(r"\s", "") & ~ASTRAL
NEWLINE = 1 << 10
FIRST_WORD = regex.compile(r"(?:(?![\U00010000-\U0010FFFF])\p{L})+")
MOST_ENDINGS = 20
MOST_BLANKS = 3
MOST_BRANCHES = 12
FAR = 1 << 20


@dataclass(frozen=True, slots=True)
class Head:
    """What can stand `offset` characters after the start of a match.

    One of: a whole `word`, a word that begins with `prefix` (both case-folded), a character of `mask`. `whole` is
    False when the match may begin in the middle of a word or figure, so that only characters can tell. `before` has
    the characters that may stand before the match.
    """

    offset: int
    word: str = ""
    prefix: str = ""
    mask: int = 0
    whole: bool = True
    before: int = ANY


@dataclass(frozen=True, slots=True)
class State:
    """Where a walk stands: characters passed, letters of the word begun, what may stand before here and before all."""

    offset: int
    letters: str
    before: int
    at_boundary: bool = False
    outside: int = ANY


Heads = frozenset[Head]
Next = Callable[[State], Heads]


@dataclass(frozen=True, slots=True)
class Need:
    """One of `heads` stands at most `distance` characters after the start of every match."""

    heads: Heads
    distance: int


def heads_of(node: Node) -> Heads:
    """The heads of a pattern."""
    return _walk(node, State(0, "", ANY), _finish)


def _finish(state: State) -> Heads:
    """The heads when the pattern ends here."""
    if state.letters:
        return _begun(state)
    return frozenset({Head(state.offset, mask=ANY, whole=False, before=state.outside)})


def _begun(state: State) -> Heads:
    """A word that may go on."""
    return frozenset({_head(state, prefix=state.letters)})


def _ended(state: State) -> Heads:
    """A word that has ended."""
    return frozenset({_head(state, word=state.letters)})


def _head(state: State, word: str = "", prefix: str = "", mask: int = 0) -> Head:
    """A head, and whether it always begins a token: letters after no letter, a figure after no figure."""
    if mask:
        runs = [run for run in (LETTERS, DIGITS) if mask & run]
        whole = state.at_boundary or not any(state.before & run for run in runs)
        return Head(state.offset, "", "", mask, whole and not mask & BLANKS, state.outside)
    whole = state.at_boundary or not state.before & LETTERS
    return Head(state.offset, word, prefix, 0, whole, state.outside)


def _walk(node: Node, state: State, then: Next) -> Heads:
    """The heads of a node and of what follows it."""
    if isinstance(node, Chars):
        return _chars(node, state, then)
    if isinstance(node, Words):
        return _words(node, state, then)
    if isinstance(node, Row):
        return _in_row(node.nodes, 0, state, then)
    if isinstance(node, Choice):
        return _union(_walk(child, state, then) for child in node.nodes)
    if isinstance(node, Repeat):
        return _repeated(node, state, then)
    if isinstance(node, Look):
        return _look(node, state, then)
    if isinstance(node, Place):
        return _place(node, state, then)
    return _finish(state) if not state.letters else _begun(state)


def _union(parts: Iterable[Heads]) -> Heads:
    return frozenset(head for part in parts for head in part)


def _in_row(nodes: tuple[Node, ...], index: int, state: State, then: Next) -> Heads:
    if index == len(nodes):
        return then(state)
    return _walk(nodes[index], state, lambda after: _in_row(nodes, index + 1, after, then))


def _chars(node: Chars, state: State, then: Next) -> Heads:
    if state.letters:
        if node.letter:
            return then(replace(state, letters=state.letters + node.letter))
        return _begun(state) if node.mask & LETTERS else _ended(state)
    if node.letter:
        return then(replace(state, letters=node.letter))
    blanks, rest = node.mask & BLANKS, node.mask & ~BLANKS
    if not blanks or state.offset >= MOST_BLANKS or rest & (LETTERS | DIGITS):
        return frozenset({_head(state, mask=node.mask)})
    after = then(State(state.offset + 1, "", blanks, outside=state.outside))
    return after | {_head(state, mask=rest)} if rest & ~ASTRAL else after


def _words(node: Words, state: State, then: Next) -> Heads:
    """A list: whether its words end with it is asked of what follows once, not for each of them."""
    if state.letters:
        return _begun(state)
    probe = then(replace(state, letters="\0"))
    ends = all(head.word.startswith("\0") for head in probe) and len(probe) <= MOST_ENDINGS
    endings = [head.word[1:] for head in probe] if ends else []
    heads: set[Head] = set()
    masks = 0
    for surface in node.surfaces:
        first = FIRST_WORD.match(surface)
        if first is None:
            masks |= 1 << min(ord(surface[0]), 0xFFFD)
        elif first.end() < len(surface) and ord(surface[first.end()]) < 0x10000:
            heads.add(_head(state, word=fold(first[0])))
        elif ends:
            heads |= {_head(state, word=fold(first[0]) + ending) for ending in endings}
        else:
            heads.add(_head(state, prefix=fold(first[0])))
    return frozenset({*heads, _head(state, mask=masks)} if masks else heads)


def _repeated(node: Repeat, state: State, then: Next) -> Heads:
    def again(after: State) -> Heads:
        if node.most == 1 or after == state:
            return then(after)
        if after.letters:
            return _begun(after)
        return then(after) | _walk(node.node, after, _finish if after.offset > state.offset else then)

    if isinstance(node.node, Chars) and node.most != 1 and not state.letters:
        once = frozenset({_head(state, mask=node.node.mask)})
    else:
        once = _walk(node.node, state, again)
    return once | then(state) if node.least == 0 else once


def _look(node: Look, state: State, then: Next) -> Heads:
    if node.behind:
        if state.letters or state.offset:
            return then(state)
        allowed = _allowed_before(node)
        return then(replace(state, before=state.before & allowed, outside=state.outside & allowed))
    if state.letters:
        return _ended(state) if _ends_word(node) else then(state)
    return then(state)


def _allowed_before(node: Look) -> int:
    """The characters that a lookbehind lets stand before this place."""
    return ANY & ~_always_last(node.node) if node.negative else _last(node.node, ANY, joins=False)


def _place(node: Place, state: State, then: Next) -> Heads:
    if state.letters:
        return _ended(state) if node.kind in "b$" else then(state)
    if node.kind == "b":
        return then(replace(state, at_boundary=True))
    if node.kind == "^" and not state.offset:
        return then(replace(state, before=state.before & NEWLINE, outside=state.outside & NEWLINE))
    return then(state)


def _never_letter(node: Node) -> bool:
    """Whether nothing that begins with a letter can stand here: the end of the text, or what is no letter."""
    return not _first(node) & LETTERS


def _first(node: Node) -> int:
    """The characters that a node can begin with; every one, where it can be empty. An end of line begins with none."""
    if isinstance(node, Chars):
        return node.mask
    if isinstance(node, Choice):
        return _any_of([_first(child) for child in node.nodes])
    if isinstance(node, Row):
        mask = 0
        for child in node.nodes:
            if isinstance(child, Place) and child.kind == "$":
                return mask
            if isinstance(child, Look | Place):
                continue
            if not (isinstance(child, Repeat) and child.least == 0):
                return mask | _first(child)
            mask |= _first(child.node)
        return ANY
    if isinstance(node, Repeat) and node.least:
        return _first(node.node)
    return 0 if isinstance(node, Place) and node.kind == "$" else ANY


def _always_first(node: Node) -> int:
    """The characters that a node takes whole: it matches whatever follows them."""
    if isinstance(node, Chars):
        return node.mask
    if isinstance(node, Choice):
        masks = [_always_first(child) for child in node.nodes]
        return _any_of(masks)
    return 0


def _always_last(node: Node) -> int:
    """The characters that are enough for a lookbehind to hold."""
    mask = _always_first(node)
    return mask & ~ASTRAL


def _any_of(masks: list[int]) -> int:
    mask = 0
    for one in masks:
        mask |= one
    return mask


def _last(node: Node, before: int, joins: bool = True) -> int:
    """The characters that can stand right before the end of a node, when those of `before` stand before it.

    With `joins`, letters are left out where the node ends a word: a letter cannot follow, whatever it ended with.
    """
    if isinstance(node, Chars):
        return node.mask
    if isinstance(node, Choice):
        return _any_of([_last(child, before, joins) for child in node.nodes])
    if isinstance(node, Words):
        last = {letter for word in node.surfaces for letter in word[-1].lower() + word[-1].upper()}
        return _any_of([1 << min(ord(letter), 0xFFFD) for letter in last])
    if isinstance(node, Repeat):
        once = _last(node.node, before, joins)
        return before | once if node.least == 0 else once
    if isinstance(node, Row):
        for child in node.nodes:
            before = _last(child, before, joins)
        return before
    if isinstance(node, Look | Place):
        return before & ~LETTERS if joins and _ends_word(node) else before
    return ANY


def _ends_word(node: Node) -> bool:
    """Whether no letter can follow a letter here: what comes next begins a word, whatever ends before it."""
    if isinstance(node, Place):
        return node.kind in "b$"
    if isinstance(node, Look) and not node.behind:
        return bool(_always_first(node.node) & LETTERS == LETTERS) if node.negative else _never_letter(node.node)
    return False


def width(node: Node) -> int:
    """The most characters a node takes, lookahead included; `FAR` where there is no bound."""
    if isinstance(node, Chars):
        return 1
    if isinstance(node, Words):
        return max(map(len, node.surfaces))
    if isinstance(node, Row):
        return min(FAR, sum(map(width, node.nodes)))
    if isinstance(node, Choice):
        return max(map(width, node.nodes))
    if isinstance(node, Repeat):
        return FAR if node.most is None else min(FAR, node.most * width(node.node))
    if isinstance(node, Look):
        return 0 if node.behind else width(node.node)
    return FAR if isinstance(node, Unknown) else 0


def taken(node: Node) -> int:
    """The most characters a node takes, lookahead not counted."""
    if isinstance(node, Look | Place):
        return 0
    if isinstance(node, Row):
        return min(FAR, sum(map(taken, node.nodes)))
    if isinstance(node, Choice):
        return max(map(taken, node.nodes))
    if isinstance(node, Repeat):
        return FAR if node.most is None else min(FAR, node.most * taken(node.node))
    return width(node)


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
    nodes = node.nodes if isinstance(node, Row) else (node,)
    index = next((index for index, child in enumerate(nodes) if taken(child)), None)
    if index is None:
        return []
    first = nodes[index]
    if isinstance(first, Choice):
        parts: list[Node] = list(first.nodes)
    elif isinstance(first, Repeat) and first.least == 0 and index + 1 < len(nodes):
        parts = [Row(()), first.node if first.most == 1 else Repeat(first.node, 1, first.most)]
    else:
        return []
    return [
        Row((*nodes[:index], *(part.nodes if isinstance(part, Row) else (part,)), *nodes[index + 1 :]))
        for part in parts
    ]


def needs_of(node: Node) -> list[Need]:
    """What every match holds after its first node, as words or signs that are worth looking for."""
    nodes = node.nodes if isinstance(node, Row) else (node,)
    found: list[Need] = []
    passed = 0
    before = ANY
    begun = False
    for index, child in enumerate(nodes):
        if begun and passed < 2_000 and (need := _need(nodes, index, passed, before)):
            found.append(need)
        if isinstance(child, Look) and child.behind:
            before &= _allowed_before(child)
        begun = begun or taken(child) > 0
        passed += taken(child)
        before = _last(child, before)
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
    heads = _walk(child, State(0, "", before), lambda state: _in_row(nodes, index + 1, state, _finish))
    common = LETTERS | DIGITS | BLANKS
    if any((head.mask and (head.mask & common or head.mask & ~ASTRAL == 0)) or not head.whole for head in heads):
        return None
    return Need(heads, passed + max(head.offset for head in heads)) if heads else None

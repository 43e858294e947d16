"""What a match of a pattern begins with, read off its tree.

A head is a superset: no match begins without one of the pattern's heads, but not every head begins a match.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import regex

from extractors.engine.characters import ASTRAL, basic_mask_of, fold, stand_in
from extractors.engine.edges import ANY, BLANKS, DIGITS, LETTERS, allowed_before, ends_word, first_characters
from extractors.engine.nodes import Chars, Choice, Concat, Look, Node, Place, Repeat, Words

NEWLINE = 1 << 10
FIRST_WORD = regex.compile(r"(?:(?![\U00010000-\U0010FFFF])\p{L})+")
MOST_ENDINGS = 20
"""A list whose words can go on in more ways counts as beginnings of words."""
SHORT = 2
"""Letters of a word that is looked up by the sign behind it, if a rare one stands there."""
COMMON = LETTERS | DIGITS | BLANKS | basic_mask_of(r"[-.,:;'’\"“”()–—/]")
MOST_BLANKS = 3
"""So many blanks are passed to reach a word; a pattern that begins with more is looked up by its first blank."""


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
    """Where a walk over a pattern stands: characters passed, and the letters of the word begun.

    `before` has the characters that may stand right before here, `outside` those before the whole match.
    `at_boundary` says that a word begins or ends here.
    """

    offset: int
    letters: str
    before: int
    at_boundary: bool = False
    outside: int = ANY


Heads = frozenset[Head]
Next = Callable[[State], Heads]


def heads_of(node: Node) -> Heads:
    """The heads of a pattern."""
    return walk(node, State(0, "", ANY), finish)


def finish(state: State) -> Heads:
    """The heads when the pattern ends here."""
    if state.letters:
        return _begun(state)
    return frozenset({Head(state.offset, mask=ANY, whole=False, before=state.outside)})


def _begun(state: State) -> Heads:
    """A word that may go on."""
    return frozenset({_head(state, prefix=state.letters)})


def _ended(state: State, after: int = ANY) -> Heads:
    """A word that has ended. A short one before a sign is looked up by the sign: "A$" is rare where "a" is not."""
    if len(state.letters) <= SHORT and not after & COMMON:
        return frozenset({Head(state.offset + len(state.letters), mask=after, before=state.outside)})
    return frozenset({_head(state, word=state.letters)})


def _head(state: State, word: str = "", prefix: str = "", mask: int = 0) -> Head:
    """A head, and whether it always begins a token: letters after no letter, a figure after no figure."""
    if mask:
        runs = [run for run in (LETTERS, DIGITS) if mask & run]
        whole = state.at_boundary or not any(state.before & run for run in runs)
        return Head(state.offset, "", "", mask, whole and not mask & BLANKS, state.outside)
    whole = state.at_boundary or not state.before & LETTERS
    return Head(state.offset, word, prefix, 0, whole, state.outside)


def walk(node: Node, state: State, then: Next) -> Heads:
    """The heads of a node and of what follows it."""
    if isinstance(node, Chars):
        return _chars(node, state, then)
    if isinstance(node, Words):
        return _words(node, state, then)
    if isinstance(node, Concat):
        return in_row(node.nodes, 0, state, then)
    if isinstance(node, Choice):
        return _union(walk(child, state, then) for child in node.nodes)
    if isinstance(node, Repeat):
        return _repeated(node, state, then)
    if isinstance(node, Look):
        return _look(node, state, then)
    if isinstance(node, Place):
        return _place(node, state, then)
    return finish(state) if not state.letters else _begun(state)


def _union(parts: Iterable[Heads]) -> Heads:
    return frozenset(head for part in parts for head in part)


def in_row(nodes: tuple[Node, ...], index: int, state: State, then: Next) -> Heads:
    """The heads of the nodes of a row from `index` on, and of what follows it."""
    if index == len(nodes):
        return then(state)
    return walk(nodes[index], state, lambda after: in_row(nodes, index + 1, after, then))


def _chars(node: Chars, state: State, then: Next) -> Heads:
    if state.letters:
        if node.letter:
            return then(replace(state, letters=state.letters + node.letter))
        return _begun(state) if node.mask & LETTERS else _ended(state, node.mask)
    if node.letter:
        return then(replace(state, letters=node.letter))
    blanks, rest = node.mask & BLANKS, node.mask & ~BLANKS
    if not blanks or state.offset >= MOST_BLANKS or rest & (LETTERS | DIGITS):
        return frozenset({_head(state, mask=node.mask)})
    after = then(State(state.offset + 1, "", blanks, outside=state.outside))
    return after | {_head(state, mask=rest)} if rest else after


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
            masks |= 1 << stand_in(surface[0])
        elif first.end() < len(surface) and ord(surface[first.end()]) < 0x10000:
            heads |= _ended(replace(state, letters=fold(first[0])), ASTRAL | 1 << ord(surface[first.end()]))
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
        return then(after) | walk(node.node, after, finish if after.offset > state.offset else then)

    if isinstance(node.node, Chars) and node.most != 1 and not state.letters:
        once = frozenset({_head(state, mask=node.node.mask)})
    else:
        once = walk(node.node, state, again)
    return once | then(state) if node.least == 0 else once


def _look(node: Look, state: State, then: Next) -> Heads:
    if node.behind:
        if state.letters or state.offset:
            return then(state)
        allowed = allowed_before(node)
        return then(replace(state, before=state.before & allowed, outside=state.outside & allowed))
    if state.letters:
        after = ANY if node.negative else first_characters(node.node)
        return _ended(state, after) if ends_word(node) else then(state)
    return then(state)


def _place(node: Place, state: State, then: Next) -> Heads:
    if state.letters:
        return _ended(state) if node.kind in "b$" else then(state)
    if node.kind == "b":
        return then(replace(state, at_boundary=True))
    if node.kind == "^" and not state.offset:
        return then(replace(state, before=state.before & NEWLINE, outside=state.outside & NEWLINE))
    return then(state)

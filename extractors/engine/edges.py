"""What a part of a pattern can begin and end with, and how long it can be: read off its tree.

Sets of characters are supersets: a character that is left out cannot stand there.
"""

from extractors.engine.characters import ALL_CHARACTERS, ASTRAL, basic_mask_of, stand_in
from extractors.engine.nodes import Chars, Choice, Concat, Look, Node, Place, Repeat, Unknown, Words

ANY = (1 << len(ALL_CHARACTERS)) - 1
LETTERS = basic_mask_of(r"\p{L}")
DIGITS = basic_mask_of(r"\p{Nd}")
BLANKS = basic_mask_of(r"\s")
FAR = 1 << 20
"""The width of what has no bound."""


def _never_letter(node: Node) -> bool:
    """Whether nothing that begins with a letter can stand here: the end of the text, or what is no letter."""
    return not first_characters(node) & LETTERS


def first_characters(node: Node) -> int:
    """The characters that a node can begin with; every one, where it can be empty. An end of line begins with none."""
    if isinstance(node, Chars):
        return node.mask
    if isinstance(node, Choice):
        return any_of([first_characters(child) for child in node.nodes])
    if isinstance(node, Concat):
        mask = 0
        for child in node.nodes:
            if isinstance(child, Place) and child.kind == "$":
                return mask
            if isinstance(child, Look | Place):
                continue
            if not (isinstance(child, Repeat) and child.least == 0):
                return mask | first_characters(child)
            mask |= first_characters(child.node)
        return ANY
    if isinstance(node, Repeat) and node.least:
        return first_characters(node.node)
    return 0 if isinstance(node, Place) and node.kind == "$" else ANY


def always_first(node: Node) -> int:
    """The characters that a node takes whole: it matches whatever follows them."""
    if isinstance(node, Chars):
        return node.mask
    if isinstance(node, Choice):
        return any_of([always_first(child) for child in node.nodes])
    return 0


def _always_last(node: Node) -> int:
    """The characters that are enough for a lookbehind to hold."""
    return always_first(node) & ~ASTRAL


def any_of(masks: list[int]) -> int:
    """The union of sets of characters, as bit masks."""
    mask = 0
    for one in masks:
        mask |= one
    return mask


def last_characters(node: Node, before: int, joins: bool = True) -> int:
    """The characters that can stand right before the end of a node, when those of `before` stand before it.

    With `joins`, letters are left out where the node ends a word: a letter cannot follow, whatever it ended with.
    """
    if isinstance(node, Chars):
        return node.mask
    if isinstance(node, Choice):
        return any_of([last_characters(child, before, joins) for child in node.nodes])
    if isinstance(node, Words):
        last = {letter for word in node.surfaces for letter in word[-1].lower() + word[-1].upper()}
        return any_of([1 << stand_in(letter) for letter in last])
    if isinstance(node, Repeat):
        once = last_characters(node.node, before, joins)
        return before | once if node.least == 0 else once
    if isinstance(node, Concat):
        for child in node.nodes:
            before = last_characters(child, before, joins)
        return before
    if isinstance(node, Look | Place):
        return before & ~LETTERS if joins and ends_word(node) else before
    return ANY


def ends_word(node: Node) -> bool:
    """Whether no letter can follow a letter here: what comes next begins a word, whatever ends before it."""
    if isinstance(node, Place):
        return node.kind in "b$"
    if isinstance(node, Look) and not node.behind:
        return bool(always_first(node.node) & LETTERS == LETTERS) if node.negative else _never_letter(node.node)
    return False


def allowed_before(node: Look) -> int:
    """The characters that a lookbehind lets stand before this place."""
    return ANY & ~_always_last(node.node) if node.negative else last_characters(node.node, ANY, joins=False)


def width(node: Node, ahead: bool = True) -> int:
    """The most characters a node takes, with `ahead` those it looks ahead to as well; `FAR` where there is no bound."""
    if isinstance(node, Chars):
        return 1
    if isinstance(node, Words):
        return max(map(len, node.surfaces))
    if isinstance(node, Concat):
        return min(FAR, sum(width(child, ahead) for child in node.nodes))
    if isinstance(node, Choice):
        return max(width(child, ahead) for child in node.nodes)
    if isinstance(node, Repeat):
        return FAR if node.most is None else min(FAR, node.most * width(node.node, ahead))
    if isinstance(node, Look):
        return width(node.node) if ahead and not node.behind else 0
    return FAR if isinstance(node, Unknown) else 0


def taken(node: Node) -> int:
    """The most characters a node takes itself; `FAR` where there is no bound."""
    return width(node, ahead=False)

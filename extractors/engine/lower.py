"""Pattern trees made into the steps that `walk` follows; what arrays cannot follow becomes `Open`."""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from extractors.engine.characters import ASTRAL, STAND_INS, basic_mask_of, fold, mask_of, stand_in
from extractors.engine.charset import charset, class_of, gates, surely
from extractors.engine.edges import ANY, LETTERS, allowed_before, always_first, any_of, ends_word, first_characters
from extractors.engine.heads import FIRST_WORD
from extractors.engine.nodes import Chars, Choice, Concat, Look, Node, Place, Repeat, Words
from extractors.engine.steps import (
    SLOTS,
    TOP,
    Again,
    Before,
    Edge,
    Fork,
    LineStart,
    Not,
    Open,
    Peek,
    Run,
    Stem,
    Step,
    Steps,
    Take,
    Word,
    pairs,
)
from extractors.engine.tokens import SEPARATOR, Hashes, first_letters_of, hash_words

BREAK = ASTRAL | any_of([1 << ord(letter) for letter in SEPARATOR])
"""What stands at the end of a text in a batch, besides characters that only look so."""
WORDS_ONLY = basic_mask_of(r"\w")
WORDS = WORDS_ONLY | ASTRAL & ~(1 << STAND_INS[-2])
MOST_ENDS = 4
"""A repeat that can end at more places is not followed further."""
DEEPEST = 6
"""Levels of a pattern that are looked into for what can come next."""
FEWEST_WORDS = 4
"""So many plain words among the ways of a choice are looked up as a list."""
MOST_WAYS = 64
"""Ways of a choice that have a bit each."""
Rest = tuple[Node, ...]


def steps_of(node: Node, rest: Rest = ()) -> Steps:
    """The steps of a node; `rest` is what the pattern asks for behind it."""
    if isinstance(node, Concat):
        found: list[Step] = []
        for index, child in enumerate(node.nodes):
            found += steps_of(child, (*node.nodes[index + 1 :], *rest))
            if found and isinstance(found[-1], Open):
                break
        return tuple(found)
    if isinstance(node, Chars):
        return (Take(charset(node.mask)),)
    if isinstance(node, Words):
        first = _first_letters(node)
        return (_word(node.surfaces, first),) if _word_ends(rest) else (_stem(node.surfaces, first),)
    if isinstance(node, Choice):
        return _fork(node.nodes, rest)
    if isinstance(node, Repeat):
        return _repeated(node, rest)
    if isinstance(node, Look):
        return _look(node)
    if isinstance(node, Place):
        return (_place(node),)
    return (Open(),)


def _place(node: Place) -> Step:
    if node.kind == "b":
        return Edge()
    return LineStart() if node.kind == "^" else Peek((Take(charset(BREAK)),))


def following(rest: Rest, depth: int = 0) -> int:
    """The characters that can come next: a superset, every one where the pattern may end."""
    mask = 0
    for index, node in enumerate(rest):
        after = rest[index + 1 :]
        if depth > DEEPEST:
            return ANY
        if isinstance(node, Concat):
            return mask | following((*node.nodes, *after), depth + 1)
        if isinstance(node, Choice):
            return mask | any_of([following((way, *after), depth + 1) for way in node.nodes])
        if isinstance(node, Chars):
            return mask | node.mask
        if isinstance(node, Words):
            return mask | _first_letters(node)
        if isinstance(node, Repeat):
            mask |= following((node.node, *after), depth + 1)
            if node.least:
                return mask
        elif isinstance(node, Look) and not node.behind:
            seen = ANY & ~always_first(node.node) if node.negative else first_characters(node.node)
            return mask | (seen & following(after, depth + 1)) | BREAK
        elif isinstance(node, Place) and node.kind == "$":
            return mask | BREAK
        elif not isinstance(node, Look | Place):
            return ANY
    return ANY


def _first_letters(words: Words) -> int:
    """The characters that the words of a list begin with."""
    letters = {surface[0] for surface in words.surfaces}
    return any_of([bit(letter, words.folds) for letter in letters])


def bit(letter: str, folds: bool = False) -> int:
    """A character as a set of one, or of both its cases."""
    if folds and letter.isalpha():
        return mask_of(letter, "i")
    return 1 << stand_in(letter)


def _word_ends(rest: Rest) -> bool:
    """Whether no letter can come next."""
    return bool(rest) and (ends_word(rest[0]) or not following(rest) & LETTERS & ~ASTRAL)


@cache
def _word(surfaces: tuple[str, ...], starts: int) -> Word:
    """The step over one of some surfaces. Many ways of a pattern ask for the same list: they share it."""
    whole, longer, signs = _by_first_word(surfaces)
    two: list[str] = []
    two_begun: list[str] = []
    begun: list[tuple[str, str]] = []
    for first, surface in longer:
        second = FIRST_WORD.match(surface, len(first) + 1) if surface[len(first)].isspace() else None
        if second is None:
            begun.append((first, surface))
        else:
            (two if second.end() == len(surface) else two_begun).append(f"{first} {second[0]}")
    slots = np.zeros(1 << SLOTS, np.bool_)
    slots[hashes([*whole, *(first for first, _ in longer)]) >> TOP] = True
    parts = (hashes(whole), _begun_words(begun), hashes(two), hashes(two_begun))
    return Word(charset(starts), slots, *parts, charset(signs))


@cache
def _stem(surfaces: tuple[str, ...], starts: int) -> Stem:
    """As `_word`, where more letters may follow."""
    whole, longer, signs = _by_first_word(surfaces)
    by_length: dict[int, list[str]] = {}
    for surface in whole:
        by_length.setdefault(len(surface), []).append(surface)
    letters = tuple((length, np.sort(first_letters_of(words))) for length, words in sorted(by_length.items()))
    return Stem(charset(starts), letters, _begun_words(longer), charset(signs))


def _by_first_word(surfaces: Iterable[str]) -> tuple[list[str], list[tuple[str, str]], int]:
    """The surfaces that are one word, the others with their first word, and how those begin that begin with none."""
    whole: list[str] = []
    longer: list[tuple[str, str]] = []
    signs = 0
    for surface in surfaces:
        first = FIRST_WORD.match(surface)
        if first is None:
            signs |= bit(surface[0])
        elif first.end() == len(surface):
            whole.append(surface)
        else:
            longer.append((first[0], surface))
    return whole, longer, signs


def _begun_words(longer: Iterable[tuple[str, str]]) -> Hashes:
    """The hashes of first words, each with the class of what follows it in its surface, sorted."""
    found = sorted({(fold(first), sign) for first, surface in longer for sign in _either_case(surface[len(first)])})
    after = class_of()[[stand_in(sign) for _, sign in found]]
    return np.sort(pairs(hash_words([first for first, _ in found]), after))


def _either_case(letter: str) -> set[str]:
    """A character, and what the `regex` module takes for it whatever the case."""
    return {letter, *filter(lambda other: len(other) == 1, (letter.lower(), letter.upper()))}


def hashes(words: Iterable[str]) -> Hashes:
    """The hashes of words, or of two words with a blank between, sorted."""
    parts = [fold(word).split() for word in sorted(set(words))]
    if not parts:
        return np.zeros(0, np.uint64)
    first, *second = (hash_words([part[index] for part in parts]) for index in range(len(parts[0])))
    return np.sort(pairs(first, second[0]) if second else first)


def _fork(ways: tuple[Node, ...], rest: Rest) -> Steps:
    """Several ways; plain words among them as one list, and no more of them than have a bit."""
    plain = {way: word for way in ways if (word := "".join(_letters(way)))} if _word_ends(rest) else {}
    if len(plain) < FEWEST_WORDS:
        plain = {}
    others = [way for way in ways if way not in plain]
    steps = [steps_of(way, rest) for way in others]
    masks = [following((way, *rest)) | BREAK for way in others]
    if plain:
        first = any_of([first_characters(way) for way in plain])
        steps.append((_word(tuple(plain.values()), first),))
        masks.append(first)
    if len(steps) > MOST_WAYS:
        return (Open(),)
    return steps[0] if len(steps) == 1 else (Fork(tuple(steps), gates(tuple(masks))),)


def _letters(way: Node) -> Iterator[str]:
    """The letters of a way that is one plain word, else nothing."""
    nodes = way.nodes if isinstance(way, Concat) else (way,)
    if all(isinstance(node, Chars) and node.letter for node in nodes):
        yield from (node.letter for node in nodes if isinstance(node, Chars))


def _repeated(node: Repeat, rest: Rest) -> Steps:
    most = node.most if node.most is not None else 1 << 20
    if isinstance(node.node, Chars) and most > 1:
        chars = charset(node.node.mask)
        after = following(rest)
        if rest and isinstance(rest[0], Place) and rest[0].kind == "b" and not node.node.mask & ~ASTRAL & ~WORDS_ONLY:
            after = after & ~WORDS_ONLY | BREAK
        if most <= MOST_ENDS or not after & node.node.mask & ~BREAK:
            return (Run(chars, node.least, most, charset(after | BREAK)),)
        return (Run(chars, node.least, node.least, charset(ANY)), Open())
    once = steps_of(node.node, rest if most == 1 else (Repeat(node.node, 0, 1), *rest))
    if most == 1:
        return _fork((Concat(()), node.node), rest) if node.least == 0 else once
    return (Again(once, node.least, most),)


def _look(node: Look) -> Steps:
    if node.behind:
        allowed = allowed_before(node)
        return () if allowed == ANY else (Before(charset(allowed | BREAK)),)
    if not node.negative:
        return (Peek(steps_of(node.node)),)
    never = always_first(node.node) & ~BREAK
    return (Not(surely(never)),) if never else ()

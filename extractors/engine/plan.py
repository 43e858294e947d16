"""Where each rule can match at all: read off the patterns once, then looked up in a tokenised text by numpy.

A plan may propose places where nothing matches; it never leaves out one where something does.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from extractors.engine.charset import Flags, charset
from extractors.engine.edges import ANY, FAR, any_of, width
from extractors.engine.heads import NEWLINE, Head, heads_of
from extractors.engine.lower import steps_of
from extractors.engine.needs import branches, needs_of
from extractors.engine.pack import Rule
from extractors.engine.steps import Steps
from extractors.engine.syntax import ASTRAL, FOLDED, parse
from extractors.engine.tokens import SEPARATOR, hash_prefixes, hash_words

WORD_SLOTS = 20
PREFIX_SLOTS = 16
LINE_START = NEWLINE | ASTRAL
TEXT_START = 1 << ord(SEPARATOR[-1])
FARTHEST = 4096
"""Where a pattern has no bound of its own. Without an end `regex` searches the whole text for a literal it requires."""


@dataclass(slots=True)
class Wanted:
    """What to look for, `offset` characters after the start of a match.

    Tokens by word, by the first three letters or by first character, and characters anywhere. `word_ids` and
    `prefix_ids` are what the plan's tables call the words and prefixes.
    """

    offset: int
    words: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    token_mask: int = 0
    loose_mask: int = 0
    word_ids: list[int] = field(default_factory=list)
    prefix_ids: list[int] = field(default_factory=list)

    def first_characters(self) -> int:
        """The characters that any of it begins with."""
        mask = self.token_mask | self.loose_mask
        for word in (*self.words, *self.prefixes):
            mask |= first_letter(word)
        return mask


@dataclass(frozen=True, slots=True)
class Branch:
    """One way for a match to begin, what may stand before it, and what it then needs within how many characters.

    What to look for is a number of `Plan.wants`. `begins_line` says that only a line can begin there.
    """

    begins: int
    before: Flags | None
    begins_line: bool
    needs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RulePlan:
    """Of one rule: its branches, and how far a match reaches.

    `is_open` says that a match can begin with anything: the rule is tried on the whole text.
    """

    branches: tuple[Branch, ...]
    reach: int
    is_open: bool


Wants = tuple[Wanted, ...]


def wanted(heads: Iterable[Head]) -> tuple[Wanted, ...]:
    """Heads sorted by how they are looked up."""
    by_offset: dict[int, Wanted] = {}
    for head in heads:
        want = by_offset.setdefault(head.offset, Wanted(head.offset))
        if head.mask and head.whole:
            want.token_mask |= head.mask
        elif head.mask:
            want.loose_mask |= head.mask
        elif not head.whole:
            want.loose_mask |= first_letter(head.word or head.prefix)
        elif head.word:
            want.words.add(head.word)
        elif len(head.prefix) >= 3:
            want.prefixes.add(head.prefix[:3])
        else:
            want.token_mask |= first_letter(head.prefix)
    return tuple(by_offset[offset] for offset in sorted(by_offset))


def first_letter(word: str) -> int:
    """The characters that fold to the first letter of a word."""
    return FIRST_LETTERS.get(word[0], 1 << min(ord(word[0]), 0xFFFD))


def _first_letters() -> dict[str, int]:
    masks: dict[str, int] = {}
    for letter, folded in FOLDED.items():
        masks[folded] = masks.get(folded, 1 << ord(folded)) | 1 << ord(letter)
    return masks


FIRST_LETTERS = _first_letters()


class Plan:
    """The plans of some rules, in their order, over one lexicon: from the hash of a word to those who want it.

    What several rules look for stands in `wants` once.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        numbers: dict[Key, int] = {}
        self.wants: list[Wants] = []
        self.make_steps = partial(compiled_steps, rules)
        self.rules = tuple(self._planned(rule, numbers) for rule in rules)
        every = [want for wants in self.wants for want in wants]
        self.word_table, ids = table([want.words for want in every], hash_words, WORD_SLOTS)
        for want, found in zip(every, ids, strict=True):
            want.word_ids = found
        self.prefix_table, ids = table([want.prefixes for want in every], hash_prefixes, PREFIX_SLOTS)
        for want, found in zip(every, ids, strict=True):
            want.prefix_ids = found

    @cached_property
    def steps(self) -> Sequence[Steps]:
        """The steps of each rule, made when first needed: a short text does without."""
        return self.make_steps()

    def __getstate__(self) -> dict[str, object]:
        """Steps are stored apart."""
        return {name: value for name, value in self.__dict__.items() if name not in ("make_steps", "steps")}

    def _planned(self, rule: Rule, numbers: dict["Key", int]) -> RulePlan:
        """The plan of one rule, read off its pattern."""
        tree = parse(rule.expanded, rule.lists)
        is_open = False
        found: list[Branch] = []
        for node in branches(tree):
            heads = heads_of(node)
            is_open |= any(head.mask == ANY for head in heads)
            mask = any_of([head.before for head in heads])
            before = None if mask == ANY else charset(mask | TEXT_START)
            needs = sorted(needs_of(node), key=lambda need: need.distance)
            numbered = tuple((self._number(wanted(need.heads), numbers), need.distance) for need in needs)
            begins_line = not mask & ~LINE_START
            found.append(Branch(self._number(wanted(heads), numbers), before, begins_line, numbered))
        reach = width(tree)
        return RulePlan(tuple(found), FARTHEST if reach >= FAR else reach + 2, is_open)

    def _number(self, wants: Wants, numbers: dict["Key", int]) -> int:
        """The place of some wants in `self.wants`, put there when they are new."""
        key = tuple(
            (want.offset, frozenset(want.words), frozenset(want.prefixes), want.token_mask, want.loose_mask)
            for want in wants
        )
        if key not in numbers:
            numbers[key] = len(self.wants)
            self.wants.append(wants)
        return numbers[key]


def compiled_steps(rules: Sequence[Rule]) -> list[Steps]:
    """The steps of each rule."""
    return [steps_of(parse(rule.expanded, rule.lists)) for rule in rules]


Key = tuple[tuple[int, frozenset[str], frozenset[str], int, int], ...]


def table(
    sets: Sequence[set[str]], hashes: Callable[[Sequence[str]], npt.NDArray[np.uint64]], slots: int
) -> tuple[npt.NDArray[np.int32], list[list[int]]]:
    """From the top bits of a hash to an id, and for each set the ids that stand for its words. Id 0 is no word.

    Words of the same sets share an id. Words that fall into one slot share the union of their sets: more candidates,
    none lost.
    """
    words = sorted(set().union(*sets))
    ids_of: list[list[int]] = [[] for _ in sets]
    numbers = np.zeros(1 << slots, np.int32)
    if not words:
        return numbers, ids_of
    slot_of = dict(zip(words, (hashes(words) >> np.uint64(64 - slots)).tolist(), strict=True))
    members: dict[int, set[int]] = {}
    for index, have in enumerate(sets):
        for word in have:
            members.setdefault(slot_of[word], set()).add(index)
    known: dict[frozenset[int], int] = {}
    for slot, indexes in members.items():
        numbers[slot] = known.setdefault(frozenset(indexes), len(known) + 1)
    for key, number in known.items():
        for index in key:
            ids_of[index].append(number)
    return numbers, ids_of

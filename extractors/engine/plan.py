"""Where each rule can match at all: read off the patterns once, then looked up in a tokenised text by numpy.

A plan may propose places where nothing matches; it never leaves out one where something does.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from extractors.engine.charset import Flags
from extractors.engine.pack import Rule
from extractors.engine.sketch import Lowered, Sketch, lowered, sketched
from extractors.engine.tokens import hash_prefixes, hash_words
from extractors.engine.wanted import Wants

WORD_SLOTS = 20
"""Bits of the hash of a word by which a plan looks it up."""
PREFIX_SLOTS = 16
"""The same of its first three letters."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One way for a match to begin, what may stand before it, and what it needs within how many characters after.

    What to look for is a number of `Plan.wants`; what has to stand before has a negative number of characters.
    `begins_line` says that only a line can begin there.
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


def plan_of(rules: Sequence[Rule]) -> "Plan":
    """The plan of some rules, made afresh."""
    return Plan(rules, map(sketched, rules), lambda: [lowered(rule) for rule in rules])


class Plan:
    """The plans of some rules, in their order, over one lexicon: from the hash of a word to those who want it.

    What several rules look for stands in `wants` once. `alike` has for each rule the number of the first one that
    looks for the same, mostly its own: what that one finds is its as well.
    """

    def __init__(
        self, rules: Sequence[Rule], sketches: Iterable[Sketch], lower: Callable[[], Sequence[Lowered]]
    ) -> None:
        first: dict[str, int] = {}
        self.alike = tuple(first.setdefault(rule.looks_for, number) for number, rule in enumerate(rules))
        numbers: dict[Key, int] = {}
        self.wants: list[Wants] = []
        self.lower = lower
        self.rules = tuple(self._planned(sketch, numbers) for sketch in sketches)
        every = [want for wants in self.wants for want in wants]
        self.word_table, ids = table([want.words for want in every], hash_words, WORD_SLOTS)
        for want, found in zip(every, ids, strict=True):
            want.word_ids = found
        self.prefix_table, ids = table([want.prefixes for want in every], hash_prefixes, PREFIX_SLOTS)
        for want, found in zip(every, ids, strict=True):
            want.prefix_ids = found

    @cached_property
    def lowered(self) -> Sequence[Lowered]:
        """The pattern of each rule for arrays, made when first needed: a short text does without."""
        return self.lower()

    def __getstate__(self) -> dict[str, object]:
        """What is made when first needed is stored apart."""
        return {name: value for name, value in self.__dict__.items() if name not in ("lower", "lowered")}

    def _planned(self, sketch: Sketch, numbers: dict["Key", int]) -> RulePlan:
        """A sketch with its wants numbered."""
        found = [
            Branch(
                self._number(one.begins, numbers),
                one.before,
                one.begins_line,
                tuple((self._number(wants, numbers), distance) for wants, distance in one.needs),
            )
            for one in sketch.openings
        ]
        return RulePlan(tuple(found), sketch.reach, sketch.is_open)

    def _number(self, wants: Wants, numbers: dict["Key", int]) -> int:
        """The place of some wants in `self.wants`, put there when they are new."""
        key = tuple(
            (want.offset, frozenset(want.words), frozenset(want.prefixes), want.token_mask, want.loose_mask)
            for want in wants
        )
        if key not in numbers:
            numbers[key] = len(self.wants)
            self.wants.append(tuple(replace(want) for want in wants))
        return numbers[key]


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

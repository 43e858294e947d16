"""Where each rule can match at all: read off the patterns once, then looked up in a tokenised text by numpy.

A plan may propose places where nothing matches; it never leaves out one where something does.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from extractors.engine.derive import ANY, FAR, Head, heads_of, needs_of, width
from extractors.engine.pack import Rule
from extractors.engine.syntax import FOLDED, parse
from extractors.engine.tokens import bits, hash_prefixes, hash_words

WORD_SLOTS = 20
PREFIX_SLOTS = 16
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


@dataclass(frozen=True, slots=True)
class RulePlan:
    """Of one rule: what its matches begin with, what may stand before, what they need further on, how far they reach.

    `is_open` says that a match can begin with anything: the rule is tried on the whole text.
    """

    begins: tuple[Wanted, ...]
    before: int
    needs: tuple[tuple[tuple[Wanted, ...], int], ...]
    reach: int
    is_open: bool


def rule_plan(rule: Rule) -> RulePlan:
    """The plan of one rule, read off its pattern."""
    tree = parse(rule.expanded, rule.lists)
    heads = heads_of(tree)
    before = 0
    for head in heads:
        before |= head.before
    needs = sorted(needs_of(tree), key=lambda need: need.distance)
    reach = width(tree)
    return RulePlan(
        begins=wanted(heads),
        before=before,
        needs=tuple((wanted(need.heads), need.distance) for need in needs),
        reach=FARTHEST if reach >= FAR else reach + 2,
        is_open=any(head.mask == ANY for head in heads),
    )


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
    """The plans of some rules, in their order, over one lexicon: from the hash of a word to those who want it."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rule_plan(rule) for rule in rules)
        wants = [
            want for plan in self.rules for want in (*plan.begins, *(w for needed, _ in plan.needs for w in needed))
        ]
        self.word_table, ids = table([want.words for want in wants], hash_words, WORD_SLOTS)
        for want, found in zip(wants, ids, strict=True):
            want.word_ids = found
        self.prefix_table, ids = table([want.prefixes for want in wants], hash_prefixes, PREFIX_SLOTS)
        for want, found in zip(wants, ids, strict=True):
            want.prefix_ids = found
        self._allowed: dict[int, npt.NDArray[np.bool_]] = {}

    def allowed(self, mask: int) -> npt.NDArray[np.bool_]:
        """A mask as an array over all characters."""
        if mask not in self._allowed:
            self._allowed[mask] = bits(mask)
        return self._allowed[mask]


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

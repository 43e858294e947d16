"""Which of many places a pattern can match at, told for all of them at once by following its steps in arrays.

A walk is in pairs: the number of the place it began at, and the character it has reached. One place can have several.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from extractors.engine.charset import Classes, Flags, charset, surely
from extractors.engine.lower import WORDS
from extractors.engine.steps import (
    TOP,
    Again,
    Before,
    Edge,
    Fork,
    LineStart,
    Not,
    Peek,
    Run,
    Stem,
    Step,
    Steps,
    Take,
    Word,
    pairs,
)
from extractors.engine.tokens import KEEP, RECORD_SEPARATOR, Ints, Tokens, among

FEW = 96
"""So few places are tried as they are."""
HANDFUL = 32
"""So few pairs are let through: to follow them costs more than to try them."""
MOST_STEPS = 40
"""Steps of a pattern that are followed."""
MOST_ROUNDS = 6
"""Rounds of a repeat that are followed beyond the least."""
CROWDED = 6
"""Walks that branch into more than so many per place tell nothing any more."""
MOST_PLACES = 50_000
"""So many places are walked at once: what a walk takes of memory is bounded by them."""
Pairs = tuple[Ints, Ints]
Tokens32 = npt.NDArray[np.int32]
NOWHERE: Pairs = (np.zeros(0, np.int64), np.zeros(0, np.int64))


class Walker:
    """Walks over the tokens of one batch, and its characters by class."""

    def __init__(self, tokens: Tokens, classes: Classes) -> None:
        self.tokens = tokens
        self.most = 0
        self.classes = np.append(classes, np.uint16(RECORD_SEPARATOR))

    @cached_property
    def token_at(self) -> Tokens32:
        """The token that begins at a character; -1 for none."""
        found = np.full(len(self.classes), -1, np.int32)
        found[self.tokens.start] = np.arange(len(self.tokens.start), dtype=np.int32)
        return found

    @cached_property
    def line_starts(self) -> Flags:
        """By character, whether a line or a text begins there."""
        breaks = (self.classes == ord("\n")) | (self.classes == RECORD_SEPARATOR)
        return np.concatenate([[True], breaks[:-1]])

    def narrowed(self, places: Ints, steps: Steps) -> Ints:
        """The places, ascending, from which the steps can be followed to their end, or as far as they tell."""
        if len(places) > MOST_PLACES:
            parts = np.split(places, range(MOST_PLACES, len(places), MOST_PLACES))
            return np.concatenate([self.narrowed(part, steps) for part in parts])
        passed = np.zeros(len(places), np.bool_)
        now: Pairs = (np.arange(len(places)), places)
        self.most = CROWDED * len(places)
        for step in steps[:MOST_STEPS]:
            now = self.thinned(self.follow(step, now, passed), len(places), passed)
            if len(now[0]) <= FEW:
                break
        passed[now[0]] = True
        return places[passed]

    def along(self, steps: Steps, now: Pairs, passed: Flags) -> Pairs:
        """The pairs after some steps; `passed` is set for those that can be followed no further."""
        for step in steps:
            if len(now[0]) <= HANDFUL:
                passed[now[0]] = True
                return NOWHERE
            now = self.thinned(self.follow(step, now, passed), self.most, passed)
        return now

    def thinned(self, now: Pairs, enough: int, passed: Flags) -> Pairs:
        """The pairs, each once when there are more than `enough`; when too many are left their places pass."""
        if len(now[0]) > enough:
            now = _each_once(now)
            if len(now[0]) > self.most:
                passed[now[0]] = True
                return NOWHERE
        return now

    def follow(self, step: Step, now: Pairs, passed: Flags) -> Pairs:
        """The pairs after one step."""
        origin, at = now
        if isinstance(step, Take):
            taken = step.chars[self.classes[at]].nonzero()[0]
            return origin[taken], self.forward(at[taken])
        if isinstance(step, Run):
            return self.run(step, now)
        if isinstance(step, Word):
            return self.word(step, now, passed)
        if isinstance(step, Stem):
            return self.stem(step, now, passed)
        if isinstance(step, Fork):
            return self.fork(step, now, passed)
        if isinstance(step, Again):
            return self.again(step, now, passed)
        if isinstance(step, Peek):
            keep = np.zeros(len(at), np.bool_)
            keep[self.along(step.steps, (np.arange(len(at)), at), keep)[0]] = True
        elif isinstance(step, Not):
            keep = ~step.chars[self.classes[at]]
        elif isinstance(step, Before):
            keep = step.chars[self.classes[at - 1]] | (at == 0)
        elif isinstance(step, Edge):
            keep = self.edge(at)
        elif isinstance(step, LineStart):
            keep = self.line_starts[at]
        else:
            passed[origin] = True
            return NOWHERE
        return origin[keep], at[keep]

    def forward(self, at: Ints) -> Ints:
        """One character on; at the end of all, nowhere further. Changes `at`."""
        at += 1
        return np.minimum(at, len(self.classes) - 1, out=at)

    def edge(self, at: Ints) -> Flags:
        """Whether a word begins or ends at each place, or nobody can tell."""
        inside = charset(WORDS)
        unsure = inside != surely(WORDS)
        before, after = self.classes[np.maximum(at - 1, 0)], self.classes[at]
        found: Flags = ((inside[before] & (at > 0)) != inside[after]) | unsure[before] | unsure[after]
        return found

    def run(self, step: Run, now: Pairs) -> Pairs:
        """The pairs after each number of characters of a set that the step allows."""
        origin, at = now
        member, after = step.chars, step.after
        found: list[Pairs] = []
        for count in range(step.most + 1):
            if count >= step.least:
                ends = after[self.classes[at]].nonzero()[0]
                found.append((origin[ends], at[ends]))
            keep = member[self.classes[at]].nonzero()[0]
            origin, at = origin[keep], self.forward(at[keep])
            if not len(at):
                break
        return joined(found)

    def fork(self, step: Fork, now: Pairs, passed: Flags) -> Pairs:
        """The pairs after any of several ways, each tried only where it can begin."""
        origin, at = now
        open_to = step.gates[self.classes[at]]
        some = int(np.bitwise_or.reduce(open_to))
        found: list[Pairs] = []
        for number, way in enumerate(step.ways):
            bit = 1 << number
            if some & bit:
                keep = (open_to & bit).nonzero()[0]
                found.append(self.along(way, (origin[keep], at[keep]), passed))
        return joined(found)

    def again(self, step: Again, now: Pairs, passed: Flags) -> Pairs:
        """The pairs after each number of rounds; after the last that is followed, what is left passes."""
        found: list[Pairs] = []
        for count in range(step.most + 1):
            if count >= step.least:
                found.append(now)
            if len(now[0]) <= HANDFUL or count == step.least + MOST_ROUNDS:
                passed[now[0]] = True
                break
            if count < step.most:
                now = self.along(step.steps, now, passed)
        return joined(found)

    def word(self, step: Word, now: Pairs, passed: Flags) -> Pairs:
        """The pairs after a word of a list. One whose end is not known passes."""
        now, token = self.words_at(step.first, step.signs, now, passed)
        likely = step.slots[self.tokens.hash[token] >> TOP].nonzero()[0]
        origin, at, token = now[0][likely], now[1][likely], token[likely]
        hashes, length = self.tokens.hash[token], self.tokens.length[token]
        if len(step.begun):
            passed[origin[among(step.begun, pairs(hashes, self.classes[at + length]))]] = True
        one = among(step.whole, hashes)
        ends = [(origin[one], at[one] + length[one])]
        if len(step.two) or len(step.two_begun):
            second = np.minimum(token + 1, len(self.tokens.start) - 1)
            both = pairs(hashes, self.tokens.hash[second])
            passed[origin[among(step.two_begun, both)]] = True
            one = among(step.two, both)
            ends.append((origin[one], (self.tokens.start[second] + self.tokens.length[second])[one]))
        return joined(ends)

    def stem(self, step: Stem, now: Pairs, passed: Flags) -> Pairs:
        """The pairs after the letters that a word of a list begins with. One whose end is not known passes."""
        (origin, at), token = self.words_at(step.first, step.signs, now, passed)
        letters, length = self.tokens.letters[token], self.tokens.length[token]
        if len(step.begun):
            both = pairs(self.tokens.hash[token], self.classes[at + length])
            passed[origin[among(step.begun, both)]] = True
        ends: list[Pairs] = []
        for size, those in step.letters:
            one = (length >= size) & among(those, letters & KEEP[min(size, 8)])
            ends.append((origin[one], at[one] + size))
        return joined(ends)

    def words_at(self, first: Flags, signs: Flags, now: Pairs, passed: Flags) -> tuple[Pairs, Tokens32]:
        """The pairs that stand at the start of a word, and their tokens. What no word tells of passes."""
        fit = first[self.classes[now[1]]].nonzero()[0]
        origin, at = now[0][fit], now[1][fit]
        token = self.token_at[at]
        begins = token >= 0
        passed[origin[signs[self.classes[at]] | ~begins]] = True
        keep = begins.nonzero()[0]
        return (origin[keep], at[keep]), token[keep]


def joined(parts: Sequence[Pairs]) -> Pairs:
    """The pairs of several ways together."""
    parts = [part for part in parts if len(part[0])]
    if len(parts) < 2:
        return parts[0] if parts else NOWHERE
    return np.concatenate([origin for origin, _ in parts]), np.concatenate([at for _, at in parts])


def _each_once(now: Pairs) -> Pairs:
    """The pairs, each once."""
    key = np.sort(now[0] << 32 | now[1], kind="stable")
    new = np.ones(len(key), np.bool_)
    np.not_equal(key[1:], key[:-1], out=new[1:])
    key = key[new]
    return key >> 32, key & 0xFFFFFFFF

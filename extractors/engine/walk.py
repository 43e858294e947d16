"""Which of many places a pattern can match at, told for all of them at once by following its steps in arrays.

A walk is in pairs: the number of the place it began at, and the character it has reached. One place can have several.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from extractors.engine.charset import OTHER, Flags, charset, class_of
from extractors.engine.steps import (
    WORDS_ONLY,
    Again,
    Edge,
    Fork,
    LineStart,
    Not,
    Peek,
    Run,
    Step,
    Steps,
    Take,
    Word,
    pairs,
)
from extractors.engine.tokens import KEEP, SEPARATOR, Hashes, Ints, Tokens

FEW = 48
"""So few places are tried as they are."""
HANDFUL = 24
"""So few pairs are let through: to follow them costs more than to try them."""
MOST_STEPS = 40
MOST_ROUNDS = 4
CROWDED = 6
"""Walks that branch into more than so many per place tell nothing any more."""
Pairs = tuple[Ints, Ints]
NOWHERE: Pairs = (np.zeros(0, np.int64), np.zeros(0, np.int64))


class Walker:
    """Walks over the tokens of one batch."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.classes = class_of()[np.append(tokens.units, np.uint16(0x1E))]

    @cached_property
    def token_at(self) -> npt.NDArray[np.int32]:
        """The token that begins at a character; -1 for none."""
        found = np.full(len(self.classes), -1, np.int32)
        found[self.tokens.start] = np.arange(len(self.tokens.start), dtype=np.int32)
        return found

    @cached_property
    def line_starts(self) -> Flags:
        """By character, whether a line or a text begins there."""
        breaks = (self.classes == ord("\n")) | (self.classes == ord(SEPARATOR[-1]))
        return np.concatenate([[True], breaks[:-1]])

    def narrowed(self, places: Ints, steps: Steps) -> Ints:
        """The places, ascending, from which the steps can be followed to their end, or as far as they tell."""
        passed = np.zeros(len(places), np.bool_)
        now: Pairs = (np.arange(len(places)), places)
        for step in steps[:MOST_STEPS]:
            now = self.follow(step, now, passed)
            if len(now[0]) > len(places):
                now = each_once(now)
            if len(now[0]) <= FEW or len(now[0]) > CROWDED * len(places):
                break
        passed[now[0]] = True
        return places[passed]

    def along(self, steps: Steps, now: Pairs, passed: Flags) -> Pairs:
        """The pairs after some steps; `passed` is set for those that can be followed no further."""
        for step in steps:
            if len(now[0]) <= HANDFUL:
                passed[now[0]] = True
                return NOWHERE
            now = self.follow(step, now, passed)
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
        if isinstance(step, Fork):
            return self.fork(step, now, passed)
        if isinstance(step, Again):
            return self.again(step, now, passed)
        if isinstance(step, Peek):
            keep = np.zeros(len(at), np.bool_)
            keep[self.along(step.steps, (np.arange(len(at)), at), keep)[0]] = True
        elif isinstance(step, Not):
            keep = ~step.chars[self.classes[at]]
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
        inside = charset(WORDS_ONLY)
        before, after = self.classes[np.maximum(at - 1, 0)], self.classes[at]
        found: Flags = ((inside[before] & (at > 0)) != inside[after]) | (before == OTHER) | (after == OTHER)
        return found

    def run(self, step: Run, now: Pairs) -> Pairs:
        """The ends of runs of characters."""
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
        some = int(np.bitwise_or.reduce(open_to, initial=np.uint64(0)))
        found: list[Pairs] = []
        for number, way in enumerate(step.ways):
            if some >> number & 1:
                keep = (open_to & np.uint64(1 << number)).nonzero()[0]
                found.append(self.along(way, (origin[keep], at[keep]), passed))
        return joined(found)

    def again(self, step: Again, now: Pairs, passed: Flags) -> Pairs:
        """The pairs after each number of rounds; after the last that is followed, what is left passes."""
        found: list[Pairs] = []
        for count in range(min(step.most, step.least + MOST_ROUNDS) + 1):
            if count >= step.least:
                found.append(now)
            if count == step.most or len(now[0]) <= HANDFUL:
                break
            if count == step.least + MOST_ROUNDS:
                passed[now[0]] = True
                break
            now = self.along(step.steps, now, passed)
        return joined(found)

    def word(self, step: Word, now: Pairs, passed: Flags) -> Pairs:
        """The pairs after a word of a list. One whose end is not known passes."""
        origin, at = now
        keep = step.first[self.classes[at]]
        origin, at = origin[keep], at[keep]
        token = self.token_at[at]
        hashes, length = self.tokens.hash[token], self.tokens.length[token]
        inside = (token < 0) | (self.classes[at] == OTHER)
        unsure = inside | step.signs[self.classes[at]] | among(step.begun, hashes)
        ends = [(origin[one], at[one] + length[one]) for one in [~inside & among(step.whole, hashes)]]
        for size, letters in step.prefixes:
            one = ~inside & (length >= size) & among(letters, self.tokens.letters[token] & KEEP[min(size, 8)])
            ends.append((origin[one], at[one] + size))
        if len(step.two) or len(step.two_begun):
            second = np.minimum(token + 1, len(self.tokens.start) - 1)
            both = pairs(hashes, self.tokens.hash[second])
            unsure |= among(step.two_begun, both)
            one = ~inside & among(step.two, both)
            ends.append((origin[one], (self.tokens.start[second] + self.tokens.length[second])[one]))
        passed[origin[unsure]] = True
        return joined(ends)


def among(sorted_hashes: Hashes, hashes: Hashes) -> Flags:
    """Which hashes are among some sorted ones."""
    if not len(sorted_hashes):
        return np.zeros(len(hashes), np.bool_)
    nearest = np.minimum(np.searchsorted(sorted_hashes, hashes), len(sorted_hashes) - 1)
    found: Flags = sorted_hashes[nearest] == hashes
    return found


def joined(parts: Sequence[Pairs]) -> Pairs:
    """The pairs of several ways together."""
    parts = [part for part in parts if len(part[0])]
    if len(parts) < 2:
        return parts[0] if parts else NOWHERE
    return np.concatenate([origin for origin, _ in parts]), np.concatenate([at for _, at in parts])


def each_once(now: Pairs) -> Pairs:
    """The pairs, each once."""
    key = np.sort(now[0] << 32 | now[1])
    new = np.ones(len(key), np.bool_)
    np.not_equal(key[1:], key[:-1], out=new[1:])
    key = key[new]
    return key >> 32, key & 0xFFFFFFFF

"""Where matches end, for many places at once: follows the parts that `whole` makes of a pattern, in arrays."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.engine.charset import Classes, Flags
from extractors.engine.tokens import SEPARATOR, Ints
from extractors.engine.whole import (
    END,
    Behind,
    Boundary,
    Check,
    Done,
    Many,
    One,
    Part,
    Rounds,
    Step,
    Ways,
    Whole,
)

FAILED = -1
UNTOLD = -2
"""The end of what arrays cannot tell."""
MOST_PLACES = 50_000
"""So many places are matched at once, which bounds the memory that takes."""


class Matcher:
    """Matches whole patterns over the characters of one batch, by class; its texts begin at `starts`."""

    def __init__(self, classes: Classes, starts: Ints) -> None:
        self.starts = starts
        self.known: dict[Ways, npt.NDArray[np.int32]] = {}
        self.classes = np.append(classes, np.zeros(len(SEPARATOR), classes.dtype))
        for back in range(1, len(SEPARATOR) + 1):
            self.classes[starts[1:] - back] = END
        self.present = np.bincount(self.classes, minlength=END + 1) > 0

    def found(self, whole: Whole, places: Ints) -> tuple[Ints, Ints]:
        """The places where a pattern matches, and where each match ends; `UNTOLD` in a text with unsure characters."""
        parts = [places[first : first + MOST_PLACES] for first in range(0, len(places), MOST_PLACES)]
        ends = np.concatenate([self.ends(whole.part, part) for part in parts])
        if (whole.unsure & self.present).any():
            unsure = whole.unsure[self.classes].nonzero()[0]
            for text in set(np.searchsorted(self.starts, unsure, side="right").tolist()):
                ends[(places >= self.starts[text - 1]) & (places < self.starts[text])] = UNTOLD
        keep = (ends > places) | (ends == UNTOLD)
        return places[keep], ends[keep]

    def ends(self, part: Part, at: Ints) -> Ints:
        """One past the last character of what a part matches at each place; `FAILED` where it does not match."""
        ends = np.full(len(at), FAILED)
        who: Ints | None = None
        while not isinstance(part, Done):
            keep, at = self.step(part, at)
            if keep is not None:
                who = keep if who is None else who[keep]
                at = at[keep]
            if not len(at):
                return ends
            part = part.then
        if who is None:
            return at
        ends[who] = at
        return ends

    def step(self, part: Step, at: Ints) -> tuple[Ints | None, Ints]:
        """Which of the places go on behind the head of a part, None for all, and where each stands then."""
        if isinstance(part, One):
            return part.chars[self.classes[at]].nonzero()[0], at + 1
        if isinstance(part, Many):
            return self.many(part, at)
        if isinstance(part, Check):
            return ((self.ends(part.ahead, at) == FAILED) == part.negative).nonzero()[0], at
        if isinstance(part, Behind):
            stands = np.logical_or.reduce([self.row_before(row, at) for row in part.rows])
            return (stands != part.negative).nonzero()[0], at
        if isinstance(part, Boundary):
            return (part.inside[self.classes[at - 1]] != part.inside[self.classes[at]]).nonzero()[0], at
        if isinstance(part, Rounds):
            return None, self.rounds(part, at)
        ends = self.first(part.ways, at)
        return (ends != FAILED).nonzero()[0], ends

    def row_before(self, row: Sequence[Flags], at: Ints) -> Flags:
        """Whether characters of some sets stand in a row right before each place. Before all texts stands `END`."""
        stand = np.ones(len(at), np.bool_)
        for back, chars in enumerate(reversed(row), 1):
            stand &= chars[self.classes[at - back]]
        return stand

    def many(self, part: Many, at: Ints) -> tuple[Ints, Ints]:
        """As many characters of a set as there are."""
        ends = at.copy()
        going = np.arange(len(at))
        for count in range(part.most):
            going = going[part.chars[self.classes[at[going] + count]]]
            if not len(going):
                break
            ends[going] += 1
        return (ends - at >= part.least).nonzero()[0], ends

    def first(self, ways: Ways, at: Ints) -> Ints:
        """The ends of the first way that matches. Shared ways are gone once from each place."""
        if not ways.are_shared:
            return self.first_anew(ways, at)
        if ways not in self.known:
            self.known[ways] = np.full(len(self.classes), UNTOLD, np.int32)
        known = self.known[ways]
        ends = known[at].astype(np.int64)
        anew = (ends == UNTOLD).nonzero()[0]
        if len(anew):
            ends[anew] = known[at[anew]] = self.first_anew(ways, at[anew])
        return ends

    def first_anew(self, ways: Ways, at: Ints) -> Ints:
        """The ends of the first way that matches, not asked of before."""
        ends = np.full(len(at), FAILED)
        open_to = ways.gates[self.classes[at]]
        left = open_to.nonzero()[0]
        open_to = open_to[left]
        for number, way in enumerate(ways.parts):
            trying = (open_to & (1 << number)).nonzero()[0]
            if len(trying):
                found = self.ends(way, at[left[trying]])
                ends[left[trying]] = found
                open_to[trying[found != FAILED]] = 0
                if 2 * len(trying) > len(left):
                    keep = open_to.nonzero()[0]
                    left, open_to = left[keep], open_to[keep]
        return ends

    def rounds(self, part: Rounds, at: Ints) -> Ints:
        """The ends of the last round that matches, or the places themselves."""
        ends = at.copy()
        going = np.arange(len(at))
        for _ in range(part.most):
            after = self.ends(part.once, ends[going])
            further = after > ends[going]
            going = going[further]
            if not len(going):
                break
            ends[going] = after[further]
        return ends

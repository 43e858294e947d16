"""The places of one text where rules can match, by array operations over its tokens."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.engine.charset import charset, class_of
from extractors.engine.edges import ANY, any_of
from extractors.engine.plan import PREFIX_SLOTS, WORD_SLOTS, Branch, Plan, RulePlan
from extractors.engine.tokens import RECORD_SEPARATOR, Ints, Tokens
from extractors.engine.wanted import Wanted

NOWHERE: Ints = np.zeros(0, np.int64)


class Candidates:
    """The tokens of a batch, sorted by what rules look for. Positions are code points of the joined text."""

    def __init__(self, plan: Plan, tokens: Tokens) -> None:
        self.plan = plan
        self.tokens = tokens
        self.words = _Index(plan.word_table[tokens.hash >> np.uint64(64 - WORD_SLOTS)] * (tokens.hash != 0))
        self.prefixes = _Index(plan.prefix_table[tokens.hash3 >> np.uint64(64 - PREFIX_SLOTS)] * (tokens.hash3 != 0))
        self.classes = class_of()[tokens.units]
        self.first = self.classes[tokens.start]
        self.before = np.concatenate([[np.uint16(RECORD_SEPARATOR)], self.classes])[: len(self.classes)]
        self._lines: Ints | None = None
        self._branches: dict[tuple[int, ...], Ints] = {}
        self._by_number: dict[int, Ints] = {}
        self._tokens_by_mask: dict[int, Ints] = {}
        self._characters_by_mask: dict[int, Ints] = {}

    def of(self, plan: RulePlan) -> Ints:
        """Where a rule can match, ascending."""
        found = [places for branch in plan.branches if len(places := self._branch(branch))]
        return united(found) if len(found) > 1 else found[0] if found else NOWHERE

    def _branch(self, branch: Branch) -> Ints:
        """Where one branch can begin, its needs met. Rules share what their branches have in common."""
        key = (branch.begins, id(branch.before), *(number for need in branch.needs for number in need))
        if key not in self._branches:
            places = self._beginnings(branch)
            for number, distance in branch.needs:
                places = near(places, self._places(number), distance) if len(places) else NOWHERE
            self._branches[key] = places
        return self._branches[key]

    def _beginnings(self, branch: Branch) -> Ints:
        """Where one branch can begin, by its first characters and those before it."""
        if branch.begins_line:
            return self._line_starts(branch)
        places = self._places(branch.begins)
        return places if branch.before is None else places[branch.before[self.before[places]]]

    def _line_starts(self, branch: Branch) -> Ints:
        """The starts of lines whose first character can begin a match."""
        if self._lines is None:
            self._lines = np.flatnonzero((self.before == ord("\n")) | (self.before == RECORD_SEPARATOR))
        first = any_of([ANY if want.offset else want.first_characters() for want in self.plan.wants[branch.begins]])
        lines: Ints = self._lines[charset(first)[self.classes[self._lines]]]
        return lines

    def _places(self, number: int) -> Ints:
        """The places of any of some wants, ascending, once each."""
        if number not in self._by_number:
            wants = self.plan.wants[number]
            parts = [part - want.offset if want.offset else part for want in wants for part in self._parts(want)]
            joined = NOWHERE if not parts else parts[0] if len(parts) == 1 else united(parts)
            self._by_number[number] = joined if not len(joined) or joined[0] >= 0 else joined[joined >= 0]
        return self._by_number[number]

    def _parts(self, want: Wanted) -> list[Ints]:
        """The places of one want, by each way of looking."""
        parts: list[Ints] = []
        if want.word_ids:
            parts.append(self.tokens.start[self.words.tokens(want.word_ids)])
        if want.prefix_ids:
            parts.append(self.tokens.start[self.prefixes.tokens(want.prefix_ids)])
        if mask := want.token_mask:
            if mask not in self._tokens_by_mask:
                self._tokens_by_mask[mask] = self.tokens.start[charset(mask)[self.first]]
            parts.append(self._tokens_by_mask[mask])
        if mask := want.loose_mask:
            if mask not in self._characters_by_mask:
                self._characters_by_mask[mask] = np.flatnonzero(charset(mask)[self.classes])
            parts.append(self._characters_by_mask[mask])
        return parts


def near(places: Ints, partners: Ints, distance: int) -> Ints:
    """The places with a partner at most `distance` characters after them, before them where it is negative."""
    if not len(partners):
        return NOWHERE
    if distance < 0:
        last = np.searchsorted(partners, places, side="right") - 1
        return places[(last >= 0) & (places - partners[last] <= -distance)]
    nearest = np.searchsorted(partners, places)
    reached = partners[np.minimum(nearest, len(partners) - 1)] - places <= distance
    return places[(nearest < len(partners)) & reached]


def united(parts: Sequence[Ints]) -> Ints:
    """Several ascending arrays as one, ascending, each place once."""
    joined = np.sort(np.concatenate(parts), kind="stable")
    is_new = np.ones(len(joined), np.bool_)
    np.not_equal(joined[1:], joined[:-1], out=is_new[1:])
    return joined[is_new]


class _Index:
    """Tokens by id: those of one id lie together, ascending. Id 0 is left out."""

    def __init__(self, ids: npt.NDArray[np.int32]) -> None:
        known = np.flatnonzero(ids)
        self.order = known[np.argsort(ids[known], kind="stable")]
        in_order = ids[self.order]
        most = int(in_order[-1]) if len(in_order) else 0
        self.edges = np.searchsorted(in_order, np.arange(most + 2)).tolist()

    def tokens(self, ids: list[int]) -> Ints:
        """The tokens of some ids, ascending."""
        edges = self.edges
        slices = [self.order[edges[number] : edges[number + 1]] for number in ids if number + 1 < len(edges)]
        slices = [part for part in slices if len(part)]
        if not slices:
            return NOWHERE
        return slices[0] if len(slices) == 1 else np.sort(np.concatenate(slices), kind="stable")

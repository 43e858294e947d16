"""Where each rule matches: candidates by the plan, confirmed by the pattern itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import regex

from extractors.engine.candidates import Candidates
from extractors.engine.pack import Rule
from extractors.engine.plan import Plan
from extractors.engine.tokens import SEPARATOR, Ints, tokenise
from extractors.engine.walk import FEW, Walker

MOST_MATCHES = 5_000
CHARACTERS_PER_MATCH = 12
"""A league table on a whole page has a figure every four characters, 5,000 of them on 20,000."""


@dataclass(slots=True, eq=False)
class Found:
    """A rule's match in one text, from its first code point to one past its last."""

    rule: Rule
    match: regex.Match[str]
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.match[0]

    def number(self, group: str) -> int:
        """The number of a group; 0 where the pattern has none of that name. `regex` finds groups faster by number."""
        return self.rule.pattern.groupindex.get(group, 0)

    def has(self, group: str) -> bool:
        """Whether the pattern has the group and it matched."""
        number = self.number(group)
        return number > 0 and self.match[number] is not None

    def first(self, group: str) -> str | None:
        """The first capture of a group; None where it has none."""
        captures = self.all(group)
        return captures[0] if captures else None

    def all(self, group: str) -> list[str]:
        """Every capture of a group, in text order."""
        number = self.number(group)
        return self.match.captures(number) if number else []

    def spans(self, group: str) -> list[tuple[int, int]]:
        """The spans of every capture of a group, in text order."""
        number = self.number(group)
        return self.match.spans(number) if number else []


def find_plainly(text: str, rules: Sequence[Rule]) -> list[Found]:
    """Every match of every rule in a text, by one `finditer` per rule: what `find` must equal."""
    return [found for rule in rules for found in _everywhere(text, rule)]


class Matches(list[Found]):
    """The matches of one text, by rule and then by place; overlapping ones of different rules included.

    `overran` names the rules that were stopped: they matched more often than `budget` allows, and give nothing here.
    """

    def __init__(self) -> None:
        super().__init__()
        self.overran: list[str] = []


def budget(text: str) -> int:
    """How often one rule may match in a text: often enough for any table of figures, too seldom for hostile rows.

    Counted in matches, so that the same text always gives the same rows, whatever it is read with.
    """
    return MOST_MATCHES + len(text) // CHARACTERS_PER_MATCH


def find(texts: Sequence[str], rules: Sequence[Rule], plan: Plan) -> Iterator[Matches]:
    """Every match of every rule in each text.

    `plan` is the plan of `rules`. The texts are tokenised and the candidate places of every rule found in one go; they
    are confirmed text by text, each on its own, so that none sees its neighbours and the matches of one are still in
    the processor's cache when they are read.
    """
    tries: list[list[tuple[int, Ints]]] = [[] for _ in texts]
    starts = np.cumsum([0, *(len(text) + len(SEPARATOR) for text in texts)])
    for number, places in _candidates(SEPARATOR.join(texts), plan):
        edges = np.searchsorted(places, starts)
        for index in np.flatnonzero(edges[1:] > edges[:-1]).tolist():
            tries[index].append((number, places[edges[index] : edges[index + 1]]))
    every = [number for number, rule_plan in enumerate(plan.rules) if rule_plan.is_open]
    for text, start, to_try in zip(texts, starts, tries, strict=False):
        matches = Matches()
        for number in every:
            _keep(list(islice(_everywhere(text, rules[number]), budget(text) + 1)), rules[number], text, matches)
        for number, places in to_try:
            rule = rules[number]
            if rule.need is None or rule.need.search(text):
                at = (places - start).tolist()
                _keep(_confirmed(rule, plan.rules[number].reach, text, at), rule, text, matches)
        yield matches


def _candidates(joined: str, plan: Plan) -> Iterator[tuple[int, Ints]]:
    """The number of each rule that can match somewhere, and where."""
    tokens = tokenise(joined)
    candidates, walker = Candidates(plan, tokens), Walker(tokens)
    for number, rule_plan in enumerate(plan.rules):
        if not rule_plan.is_open:
            places = candidates.of(rule_plan)
            if len(places) > FEW:
                places = walker.narrowed(places, plan.steps[number])
            if len(places):
                yield number, places


def _keep(hits: list[Found], rule: Rule, text: str, matches: Matches) -> None:
    """Add what one rule found in a text, unless it overran."""
    if len(hits) > budget(text):
        matches.overran.append(rule.id)
    else:
        matches += hits


def _everywhere(text: str, rule: Rule) -> Iterator[Found]:
    """The matches of one rule, wherever they are. One that takes no characters is none."""
    return (Found(rule, match, *match.span()) for match in rule.pattern.finditer(text) if match.end() > match.start())


def _confirmed(rule: Rule, reach: int, text: str, places: list[int]) -> list[Found]:
    """The matches of a rule at the places that are not inside its last match, as `finditer` gives them.

    When they are more than the budget, they are one more: no further place is tried.
    """
    match_at = rule.pattern.match
    most = budget(text)
    hits: list[Found] = []
    last = 0
    for place in places:
        if place >= last:
            match = match_at(text, place, place + reach)
            if match is not None and (end := match.end()) > place:
                hits.append(Found(rule, match, place, end))
                last = end
                if len(hits) > most:
                    break
    return hits

"""Where each rule matches: candidates by the plan, confirmed by the pattern itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import regex

from extractors.engine.candidates import NONE as NOWHERE
from extractors.engine.candidates import Candidates
from extractors.engine.pack import Rule
from extractors.engine.plan import Plan, RulePlan
from extractors.engine.tokens import SEPARATOR, Ints, tokenise
from extractors.engine.walk import FEW, Walker

MOST_MATCHES = 5_000
CONFIRMED_TOGETHER = 250_000
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

    `plan` is the plan of `rules`. The texts are tokenised and the candidate places of every rule found in one go. They
    are confirmed some texts at a time, rule by rule, each on its own text, so that none sees its neighbours: many texts
    would push the matches of the first out of the processor's cache before they are read, few the compiled patterns.
    """
    starts = np.cumsum([0, *(len(text) + len(SEPARATOR) for text in texts)])
    places = list(_candidates(SEPARATOR.join(texts), plan))
    first = 0
    while first < len(texts):
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + CONFIRMED_TOGETHER)) - 1)
        found = [Matches() for _ in texts[first:last]]
        for number, at in places:
            _confirm(rules[number], plan.rules[number], texts[first:last], starts[first : last + 1], at, found)
        yield from found
        first = last


def _candidates(joined: str, plan: Plan) -> Iterator[tuple[int, Ints]]:
    """The number of each rule that can match somewhere, and where; nowhere for one that is tried everywhere."""
    tokens = tokenise(joined)
    candidates, walker = Candidates(plan, tokens), Walker(tokens)
    for number, rule_plan in enumerate(plan.rules):
        places = NOWHERE if rule_plan.is_open else candidates.of(rule_plan)
        if len(places) > FEW:
            places = walker.narrowed(places, plan.steps[number])
        if len(places) or rule_plan.is_open:
            yield number, places


def _confirm(
    rule: Rule, plan: RulePlan, texts: Sequence[str], starts: Ints, places: Ints, found: Sequence[Matches]
) -> None:
    """Add the matches of one rule in some texts, which begin at `starts`."""
    if plan.is_open:
        for text, matches in zip(texts, found, strict=True):
            _keep(list(islice(_everywhere(text, rule), budget(text) + 1)), rule, text, matches)
        return
    edges = np.searchsorted(places, starts).tolist()
    if edges[0] == edges[-1]:
        return
    for index, text in enumerate(texts):
        begin, end = edges[index], edges[index + 1]
        if begin < end and (rule.need is None or rule.need.search(text)):
            inside = (places[begin:end] - starts[index]).tolist()
            _keep(_confirmed(rule, plan.reach, text, inside), rule, text, found[index])


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

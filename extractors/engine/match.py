"""Where each rule matches: candidates by the plan, confirmed by the pattern itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import regex

from extractors.engine.candidates import Candidates
from extractors.engine.pack import Rule
from extractors.engine.plan import Plan
from extractors.engine.tokens import SEPARATOR, tokenise
from extractors.engine.walk import FEW, Walker


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

    def has(self, group: str) -> bool:
        """Whether the pattern has the group and it matched."""
        return group in self.rule.pattern.groupindex and self.match[group] is not None

    def first(self, group: str) -> str | None:
        """The first capture of a group; None where it has none."""
        return self.match.captures(group)[0] if self.has(group) else None

    def all(self, group: str) -> list[str]:
        """Every capture of a group, in text order."""
        return self.match.captures(group) if group in self.rule.pattern.groupindex else []

    def spans(self, group: str) -> list[tuple[int, int]]:
        """The spans of every capture of a group, in text order."""
        return self.match.spans(group) if group in self.rule.pattern.groupindex else []


def find_plainly(text: str, rules: Sequence[Rule]) -> list[Found]:
    """Every match of every rule in a text, by one `finditer` per rule: what `find` must equal."""
    return [found for rule in rules for found in _everywhere(text, rule)]


def find(texts: Sequence[str], rules: Sequence[Rule], plan: Plan) -> list[list[Found]]:
    """Every match of every rule in each text; overlapping ones of different rules included, by rule and then by place.

    `plan` is the plan of `rules`. The texts are tokenised in one go; each candidate is confirmed on its own text, so
    that none sees its neighbours.
    """
    tokens = tokenise(SEPARATOR.join(texts))
    candidates, walker = Candidates(plan, tokens), Walker(tokens)
    starts = np.cumsum([0, *(len(text) + len(SEPARATOR) for text in texts)])[:-1]
    found: list[list[Found]] = [[] for _ in texts]
    for number, (rule, rule_plan) in enumerate(zip(rules, plan.rules, strict=True)):
        if rule_plan.is_open:
            for index, text in enumerate(texts):
                found[index] += _everywhere(text, rule)
            continue
        places = candidates.of(rule_plan)
        if len(places) > FEW:
            places = walker.narrowed(places, plan.steps[number])
        if len(places):
            owners = np.searchsorted(starts, places, side="right") - 1
            _confirm(rule, rule_plan.reach, texts, owners.tolist(), (places - starts[owners]).tolist(), found)
    return found


def _everywhere(text: str, rule: Rule) -> Iterator[Found]:
    """The matches of one rule, wherever they are. One that takes no characters is none."""
    return (Found(rule, match, *match.span()) for match in rule.pattern.finditer(text) if match.end() > match.start())


def _confirm(
    rule: Rule, reach: int, texts: Sequence[str], owners: list[int], places: list[int], found: list[list[Found]]
) -> None:
    """Try one rule at each place that is not inside its last match, as `finditer` would."""
    match_at = rule.pattern.match
    owner, text, last = -1, "", 0
    for index, place in zip(owners, places, strict=True):
        if index != owner:
            owner, text = index, texts[index]
            last = 0 if rule.need is None or rule.need.search(text) else len(text)
        if place < last:
            continue
        match = match_at(text, place, place + reach)
        if match is not None and (end := match.end()) > place:
            found[index].append(Found(rule, match, place, end))
            last = end

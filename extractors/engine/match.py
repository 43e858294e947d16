"""Where each rule matches: candidates by the plan, confirmed by the pattern itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
import regex

from extractors.engine.candidates import NOWHERE, Candidates
from extractors.engine.ends import UNTOLD, Matcher
from extractors.engine.pack import Rule
from extractors.engine.plan import Plan, RulePlan
from extractors.engine.sketch import FARTHEST
from extractors.engine.tokens import SEPARATOR, Ints, tokenise
from extractors.engine.walk import FEW, Walker

MOST_MATCHES = 5_000
"""Matches of one rule that any text may have, however short."""
CONFIRMED_TOGETHER = 250_000
"""Characters of the texts that are confirmed at a time."""
CHARACTERS_PER_MATCH = 12
"""A league table on a whole page has a figure every four characters, 5,000 of them on 20,000."""
FEW_TO_TRY = 16
"""So few places of a text are tried at once: to look for what the rule needs goes through all of the text."""
PLACES_PER_PART = 16
"""A whole pattern is matched by arrays where it has so many places: arrays take their time however short they are."""


@dataclass(slots=True, eq=False)
class Found:
    """A rule's match in one text, from its first code point to one past its last.

    Where arrays found the span, the match itself is made when something more is asked of it.
    """

    rule: Rule
    source: str
    start: int
    end: int
    made: regex.Match[str] | None = None

    @property
    def match(self) -> regex.Match[str]:
        """The match with its groups."""
        if self.made is None:
            self.made = next(self.rule.pattern.finditer(self.source, self.start, self.end + FARTHEST))
        return self.made

    @property
    def text(self) -> str:
        """The words that matched."""
        return self.source[self.start : self.end]

    def has(self, group: str) -> bool:
        """Whether the pattern has the group and it matched."""
        number = self.rule.pattern.groupindex.get(group)  # `regex` finds groups faster by number
        return number is not None and (self.made or self.match)[number] is not None

    def first(self, group: str) -> str | None:
        """The first capture of a group; None where it has none."""
        number = self.rule.pattern.groupindex.get(group)
        captures = (self.made or self.match).captures(number) if number is not None else ()
        return captures[0] if captures else None

    def all(self, group: str) -> list[str]:
        """Every capture of a group, in text order."""
        number = self.rule.pattern.groupindex.get(group)
        return (self.made or self.match).captures(number) if number is not None else []

    def spans(self, group: str) -> list[tuple[int, int]]:
        """The spans of every capture of a group, in text order."""
        number = self.rule.pattern.groupindex.get(group)
        return (self.made or self.match).spans(number) if number is not None else []


Hits = tuple[int, list[Found]]
"""The number of a text, and the matches of one rule in it."""


class Places(NamedTuple):
    """Where a rule can match, ascending; with `ends` where it does, and where it ends there, or `UNTOLD`."""

    at: Ints
    ends: Ints | None


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
    starts = starts_of(texts)
    candidates = dict(candidate_places(SEPARATOR.join(texts), starts, plan))
    first = 0
    while first < len(texts):
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + CONFIRMED_TOGETHER)) - 1)
        found = [Matches() for _ in texts[first:last]]
        hits: dict[int, list[Hits]] = {}
        for number, alike in enumerate(plan.alike):
            if alike in hits:
                hits[number] = [(index, [_copied(item, rules[number]) for item in same]) for index, same in hits[alike]]
            elif number in candidates:
                plan_of = plan.rules[number]
                some = _confirm(rules[number], plan_of, texts[first:last], starts[first : last + 1], candidates[number])
                hits[number] = list(some)
            for index, of_text in hits.get(number, ()):
                _keep(of_text, rules[number], texts[first + index], found[index])
        yield from found
        first = last


def starts_of(texts: Sequence[str]) -> Ints:
    """Where each text begins when they are joined, and where one behind the last would."""
    return np.cumsum([0, *(len(text) + len(SEPARATOR) for text in texts)])


def _copied(found: Found, rule: Rule) -> Found:
    """A match as that of another rule, which looks for the same."""
    return Found(rule, found.source, found.start, found.end, found.made)


def candidate_places(joined: str, starts: Ints, plan: Plan) -> Iterator[tuple[int, Places]]:
    """The number of each rule that can match somewhere in some joined texts, which begin at `starts`, and where.

    A rule that is tried on the whole text has no places. Of rules that look for the same, only the first is given.
    """
    tokens = tokenise(joined)
    candidates = Candidates(plan, tokens)
    walker, matcher = Walker(tokens, candidates.classes), Matcher(candidates.classes, starts)
    for number, rule_plan in enumerate(plan.rules):
        if plan.alike[number] != number:
            continue
        places, ends = NOWHERE if rule_plan.is_open else candidates.of(rule_plan), None
        if len(places) > FEW:
            lowered = plan.lowered[number]
            if lowered.whole and len(places) > PLACES_PER_PART * lowered.whole.size:
                places, ends = matcher.found(lowered.whole, places)
            else:
                places = walker.narrowed(places, lowered.steps)
        if len(places) or rule_plan.is_open:
            yield number, Places(places, ends)


def _confirm(rule: Rule, plan: RulePlan, texts: Sequence[str], starts: Ints, places: Places) -> Iterator[Hits]:
    """The matches of one rule in some texts, which begin at `starts`."""
    if plan.is_open:
        for index, text in enumerate(texts):
            yield index, list(islice(_everywhere(text, rule), budget(text) + 1))
        return
    at, ends = places
    edges = np.searchsorted(at, starts).tolist()
    if edges[0] == edges[-1]:
        return
    for index, text in enumerate(texts):
        begin, end = edges[index], edges[index + 1]
        if begin < end and (rule.need is None or end - begin <= FEW_TO_TRY or rule.need.search(text)):
            inside = (at[begin:end] - starts[index]).tolist()
            if ends is None or ends[begin] == UNTOLD:
                yield index, _confirmed(rule, plan.reach, text, inside)
            else:
                yield index, _apart(rule, text, inside, (ends[begin:end] - starts[index]).tolist())


def _keep(hits: list[Found], rule: Rule, text: str, matches: Matches) -> None:
    """Add what one rule found in a text, unless it overran."""
    if len(hits) > budget(text):
        matches.overran.append(rule.id)
    else:
        matches += hits


def _everywhere(text: str, rule: Rule) -> Iterator[Found]:
    """The matches of one rule, wherever they are. One that takes no characters is none."""
    hits = rule.pattern.finditer(text)
    return (Found(rule, text, *match.span(), match) for match in hits if match.end() > match.start())


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
                hits.append(Found(rule, text, place, end, match))
                last = end
                if len(hits) > most:
                    break
    return hits


def _apart(rule: Rule, text: str, places: list[int], ends: list[int]) -> list[Found]:
    """The matches of a rule, whose places and ends are known, that begin behind its last one."""
    hits: list[Found] = []
    last = 0
    for place, end in zip(places, ends, strict=True):
        if place >= last:
            hits.append(Found(rule, text, place, end))
            last = end
    return hits

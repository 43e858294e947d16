"""The fast engine against the plain one, `finditer` for each rule: they must find the same spans in any text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.engine.errors import Fault
from extractors.engine.match import Found, find, find_plainly
from extractors.engine.pack import Rule
from extractors.engine.ruleset import Ruleset

AROUND = 40
"""Characters shown on each side of a difference."""
LONGEST = 4000
"""Characters of a match from which it may be cut off."""

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A span that one of the two engines finds and the other does not, in one text of several."""

    rule: Rule
    index: int
    text: str
    start: int
    end: int
    is_fast: bool

    @property
    def words(self) -> str:
        """The span as `[[ ]]` in the words around it, on one line."""
        left, right = max(0, self.start - AROUND), min(len(self.text), self.end + AROUND)
        marked = f"{self.text[left : self.start]}[[{self.text[self.start : self.end]}]]{self.text[self.end : right]}"
        return " ".join(marked.split())

    def says(self) -> str:
        """Which engine finds what."""
        found, other = ("fast", "plain") if self.is_fast else ("plain", "fast")
        return f"the {found} engine finds {self.start}:{self.end}, the {other} one does not."

    def fix(self) -> str:
        """What is likely wrong: a `need` that is not always there, a match without end, else the engine."""
        if not _has_need(self.rule, self.text):
            return "need does not stand in every text with a match: correct it, or leave it out."
        if self.end - self.start >= LONGEST:
            return "the match is longer than 4,000 characters: bound its repeats."
        return "this is a fault of ours: please report the pattern with these words."

    def fault(self) -> Fault:
        """The difference as a fault of its rule."""
        return self.rule.fault(self.says(), self.fix(), "pattern", about=[("in", self.words)])


def differences(texts: Sequence[str], ruleset: Ruleset, rules: Sequence[Rule] | None) -> Iterator[Difference]:
    """Where the engines differ about some rules, in order of text and place; about all when none are named.

    A rule that the fast engine stopped in a text, because it matched there beyond all measure, is not compared there.
    What a rule finds in a text without its `need` counts as not found: in a longer text it would not be looked for.
    """
    compared = ruleset.rules if rules is None else rules
    by_id = {rule.id: rule for rule in compared}
    for index, (text, found) in enumerate(zip(texts, find(texts, ruleset.rules, ruleset.plan), strict=True)):
        fast = _spans(item for item in found if item.rule.id in by_id and _has_need(item.rule, text))
        plain = _spans(find_plainly(text, [rule for rule in compared if rule.id not in found.overran]))
        for name, start, end in sorted(fast ^ plain, key=lambda span: (span[1], span[2], span[0])):
            yield Difference(by_id[name], index, text, start, end, (name, start, end) in fast)


def _has_need(rule: Rule, text: str) -> bool:
    return rule.need is None or bool(rule.need.search(text))


def _spans(found: Iterator[Found] | Sequence[Found]) -> set[Place]:
    return {(item.rule.id, item.start, item.end) for item in found}

"""Where each rule matches: the plain matcher, one `finditer` per rule and text."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.engine.pack import Rule


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match in one text. Offsets are code points."""

    rule: Rule
    match: regex.Match[str]

    @property
    def start(self) -> int:
        """First code point."""
        return self.match.start()

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.match.end()

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


def find(text: str, rules: Sequence[Rule]) -> list[Found]:
    """Every match of every rule in a text; overlapping ones of different rules included."""
    return [
        Found(rule, match)
        for rule in rules
        if rule.need is None or rule.need.search(text)
        for match in rule.pattern.finditer(text)
        if match.end() > match.start()
    ]

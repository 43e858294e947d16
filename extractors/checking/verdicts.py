"""What is wrong with one example, once it has been read: its span, its values, who took its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from extractors.columns import items
from extractors.engine.errors import Fault
from extractors.engine.kinds import HOME
from extractors.engine.match import Found
from extractors.engine.pack import Rule
from extractors.engine.resolve import winner
from extractors.engine.ruleset import Ruleset
from extractors.reading import Reading
from schemas.tables import KIND_TABLES

QUOTED = regex.compile(r'"(\w+)"')


@dataclass(frozen=True, slots=True)
class Example:
    """One entry of `matches`, with the span it marks, or of `rejects`, without; `place` is its place in the rule."""

    rule: Rule
    place: tuple[str, int]
    text: str
    published: str | None
    span: tuple[int, int] | None

    @property
    def shown(self) -> tuple[str, str]:
        """The sentence as it is written, for a message."""
        start, end = self.span or (0, 0)
        marked = f"{self.text[:start]}[[{self.text[start:end]}]]{self.text[end:]}" if self.span else self.text
        return "in", " ".join(marked.split())

    def fault(self, says: str, fix: str, *place: str, about: Sequence[tuple[str, str]] = ()) -> Fault:
        """A fault at the line of this example."""
        return self.rule.fault(says, fix, *self.place, *(place or ("text",)), about=[self.shown, *about])


def match_fault(example: Example, reading: Reading, ruleset: Ruleset) -> Fault | None:
    """What is wrong with a match: no such span, another rule's, no row, or other values. None when it is right."""
    rule, span = example.rule, example.span or (0, 0)
    gives = rule.text.matches[example.place[1]].gives
    marked = example.text[slice(*span)]
    if rule.kind == "article":
        if any(match.span() == span for match in rule.pattern.finditer(reading.article.text)):
            return None
        return example.fault(f"does not match [[{marked}]].", "mend the pattern, or the example.")
    rows = [row for row in items(reading, KIND_TABLES[rule.kind]) if row["rule_id"] == rule.id]
    stands = any((found.start, found.end) == span for found in reading.kept if found.rule.id == rule.id)
    row = next((row for row in rows if (row["start"], row["end"]) == span), rows[0] if rows and stands else None)
    if row is None and (not stands or rule.make or gives):
        return _missing(example, reading, ruleset, stands)
    wrong = {name: row.get(name) for name, wanted in gives.items() if row and not _same(row.get(name), wanted)}
    if wrong:
        says = "; ".join(f"{name} {_said(given)}, not {_said(gives[name])}" for name, given in wrong.items())
        return example.fault(
            f"gives {says}.", "correct gives, or the pattern and its groups.", "gives", next(iter(wrong))
        )
    return None


def reject_fault(example: Example, reading: Reading, ruleset: Ruleset) -> Fault | None:
    """What is wrong with a near miss: the rule takes it. None when it does not."""
    rule = example.rule
    if rule.kind == "article":
        taken = [match[0] for match in rule.pattern.finditer(example.text)]
    elif rule.make:
        taken = [str(row["text"]) for row in items(reading, KIND_TABLES[rule.kind]) if row["rule_id"] == rule.id]
    else:
        taken = [found.text for found in reading.kept if found.rule.id == rule.id]
    if not taken:
        return None
    why = rule.text.rejects[example.place[1]].why
    return example.fault(
        f"takes {taken[0]!r}, though {why}.", "narrow the pattern, or say unless_before or unless_after."
    )


def _missing(example: Example, reading: Reading, ruleset: Ruleset, stands: bool) -> Fault | None:
    """Why a match has no row at its span: the rule matches elsewhere, it lost, nothing was made of it, or no match."""
    rule, span = example.rule, example.span or (0, 0)
    should = f"should match exactly [[{example.text[slice(*span)]}]]"
    lost = next((one for one in reading.lost if one.found.rule.id == rule.id and _touches(one.found, span)), None)
    if lost:
        by = winner(lost, reading.kept, reading.lost)
        if by is None or by.rule.kind != rule.kind:
            return example.fault(
                f"{should}, but it lost: {lost.why}.", "narrow the other rule, or change the sentence."
            )
        if by.rule.source != rule.source and _says_so(by.rule, rule):
            return None
        if by.rule.order > rule.order and by.rule.source != rule.source:
            says = f"takes {by.text!r} from an example of {rule.id!r} ({rule.pack}) without saying so."
            fix = f"write beats: [{rule.id}] if it should, else narrow the pattern."
            return by.rule.fault(says, fix, "pattern", about=[example.shown])
        says = f"{should}, but {by.rule.id!r} ({by.rule.pack}) takes {by.text!r}."
        return example.fault(says, f"write beats: [{by.rule.id}], or a higher priority for the same words.")
    own = [found for found in reading.kept if found.rule.id == rule.id and _touches(found, span)]
    if not stands and own:
        return example.fault(f"{should}, but it matches {own[0].text!r}.", "move [[ ]], or mend the pattern.")
    if stands:
        says = f"matches [[{example.text[slice(*span)]}]], but make: {rule.make} makes no row of it."
        return example.fault(says, "capture the groups it reads.", about=captured(own[0], ruleset))
    others = [found for found in reading.kept if found.rule.kind == rule.kind and _touches(found, span)]
    instead = f"; {others[0].rule.id!r} has {others[0].text!r}" if others else ""
    return example.fault(f"{should}, but it matches nothing there{instead}.", "mend the pattern, or the example.")


def captured(found: Found, ruleset: Ruleset) -> list[tuple[str, str]]:
    """The groups of a match, and what it lacks: groups that the kind reads and all other rules of its maker have."""
    rule = found.rule
    has = set(rule.pattern.groupindex)
    others = [set(one.pattern.groupindex) for one in ruleset.rules if one.make == rule.make and one.id != rule.id]
    lacks = set.intersection(_read_by(rule.kind), *others) - has if others else set()
    said = ", ".join(f"{name}={found.first(name)!r}" for name in sorted(has) if found.has(name)) or "none"
    return [("groups", said), *([("lacks", ", ".join(sorted(lacks)))] if lacks else [])]


@cache
def _read_by(kind: str) -> set[str]:
    """The names of groups that the code of a kind may look for."""
    return {name for path in (HOME / kind).glob("*.py") for name in QUOTED.findall(path.read_text("utf-8"))}


def _says_so(one: Rule, other: Rule) -> bool:
    """Whether a rule says that it takes another's words: by `beats`, or by a higher `priority` of its own."""
    named = {other.id, other.pack, other.layer} & set(one.text.beats)
    return bool(named) or ("priority" in one.text.model_fields_set and one.text.priority > other.text.priority)


def _touches(found: Found, span: tuple[int, int]) -> bool:
    return found.start < span[1] and span[0] < found.end


def _same(given: object, wanted: object) -> bool:
    if isinstance(wanted, int | float) and not isinstance(wanted, bool) and isinstance(given, int | float):
        return abs(given - wanted) <= 1e-9 * max(1.0, abs(wanted))
    if given is not None and not isinstance(given, str | int | float | bool | list | tuple):
        return str(given) == wanted
    return given == wanted


def _said(value: object) -> str:
    return "null" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)

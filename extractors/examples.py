"""Every example of every rule, read through the whole pipeline: what does not give exactly what it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from traceback import walk_tb
from types import FrameType

import regex

from extractors.columns import items
from extractors.document import Document
from extractors.engine.errors import Fault
from extractors.engine.match import Found
from extractors.engine.pack import HOME, Rule
from extractors.engine.ruleset import Ruleset
from extractors.losers import winner
from extractors.normalise import normalised
from extractors.reading import Reading, read, read_all
from schemas.tables import TABLES

MARKED = regex.compile(r"(?s)((?:(?!\[\[|\]\]).)*)\[\[((?:(?!\[\[|\]\]).)+)\]\]((?:(?!\[\[|\]\]).)*)")
QUOTED = regex.compile(r'"(\w+)"')
TABLE = {"numbers": "numbers", "dates": "dates", "actors": "actor_mentions", "quotes": "quotes"}
STOPS = (LookupError, ValueError, AttributeError, TypeError, ArithmeticError)
"""What a normaliser raises on a match that lacks a group it reads."""


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


def example_faults(ruleset: Ruleset, rules: Sequence[Rule]) -> Iterator[Fault]:
    """A fault for each example of some rules that does not give exactly what it says."""
    examples: list[Example] = []
    for rule in rules:
        for example in _examples(rule):
            if wrong := [*_ill_formed(example)]:
                yield from wrong
            else:
                examples.append(example)
    told: set[Fault] = set()
    has_own = len(ruleset.seeds.folders) > 1  # a user's folder beside ours
    for example, reading in zip(examples, _readings(examples, ruleset), strict=True):
        judge = _match_fault if example.span else _reject_fault
        fault = reading if isinstance(reading, Fault) else judge(example, reading, ruleset)
        if fault and has_own and fault.path.is_relative_to(HOME):
            fault = replace(
                fault, fix=f"a pack or seed list of yours changes this: narrow it, or write switch_off: [{fault.rule}]."
            )
        if fault and fault not in told:
            told.add(fault)
            yield fault


def texts_of(rules: Sequence[Rule]) -> list[str]:
    """The text of every example of some rules."""
    return [example.text for rule in rules for example in _examples(rule)]


def _examples(rule: Rule) -> Iterator[Example]:
    for index, match in enumerate(rule.text.matches):
        parts = MARKED.fullmatch(match.text)
        span = (parts.start(2) - 2, parts.end(2) - 2) if parts else None
        yield Example(rule, ("matches", index), "".join(parts.groups()) if parts else match.text, match.published, span)
    for index, near_miss in enumerate(rule.text.rejects):
        yield Example(rule, ("rejects", index), near_miss.text, near_miss.published, None)


def _ill_formed(example: Example) -> Iterator[Fault]:
    """What is wrong with an example before it is read: its marks, its date, the columns it names."""
    rule, (part, index) = example.rule, example.place
    if part == "matches" and example.span is None:
        yield example.fault("an example marks not exactly one [[span]].", "put [[ ]] around the exact words, once.")
    if part == "rejects" and "[[" in example.text:
        yield example.fault("a near miss marks a [[span]].", "leave out [[ ]]: nothing is found in a near miss.")
    if example.published and not _is_time(example.published):
        says = f"published {example.published!r} is no ISO 8601 date."
        yield example.fault(says, "write it as 2025-03-04.", "published")
    if part == "matches":
        known = columns_of(rule.kind)
        for name in rule.text.matches[index].gives:
            if name not in known:
                near = get_close_matches(name, known, 1)
                fix = f"write {near[0]}." if near else "see docs/tables.md for its columns."
                table = TABLE.get(rule.kind)
                says = f"gives names no column of {table}: {name!r}." if table else "article rules give no columns."
                yield example.fault(says, fix if table else "leave gives out.", "gives", name)


def columns_of(kind: str) -> list[str]:
    """The columns that an example of a kind may name; an article rule has none."""
    names = TABLES[TABLE[kind]].columns if kind in TABLE else ()
    return [name for name in names if name not in ("doc_id", "pack_version")]


def _is_time(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _readings(examples: Sequence[Example], ruleset: Ruleset) -> list[Reading | Fault]:
    """The reading of each example, or the fault of the rule at whose match a normaliser stopped."""
    documents = [Document(id="example", text=one.text, published=one.published) for one in examples]
    try:
        return [*read_all(documents, ruleset)]
    except STOPS:
        return [_read(example, document, ruleset) for example, document in zip(examples, documents, strict=True)]


def _read(example: Example, document: Document, ruleset: Ruleset) -> Reading | Fault:
    try:
        return read(document, ruleset)
    except STOPS as error:
        stopped = [frame.f_locals.get("item") for frame, _ in walk_tb(error.__traceback__) if _is_maker(frame)]
        if not stopped or not isinstance(stopped[0], Found):
            raise
        rule = stopped[0].rule
        return rule.fault(
            f"make: {rule.make} stops at {stopped[0].text!r}: {type(error).__name__}: {error}.",
            "capture the groups it reads; see docs/rules.md, and the other rules that name it in make.",
            "make",
            about=[example.shown],
        )


def _is_maker(frame: FrameType) -> bool:
    """Whether a frame is where the normalisers are called from, one match at a time."""
    return frame.f_code is normalised.__code__


def _match_fault(example: Example, reading: Reading, ruleset: Ruleset) -> Fault | None:
    """What is wrong with a match: no such span, another rule's, no row, or other values. None when it is right."""
    rule, span = example.rule, example.span or (0, 0)
    gives = rule.text.matches[example.place[1]].gives
    marked = example.text[slice(*span)]
    if rule.kind == "article":
        if any(match.span() == span for match in rule.pattern.finditer(reading.article.text)):
            return None
        return example.fault(f"does not match [[{marked}]].", "mend the pattern, or the example.")
    rows = [row for row in items(reading, TABLE[rule.kind]) if row["rule_id"] == rule.id]
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


def _reject_fault(example: Example, reading: Reading, ruleset: Ruleset) -> Fault | None:
    """What is wrong with a near miss: the rule takes it. None when it does not."""
    rule = example.rule
    if rule.kind == "article":
        taken = [match[0] for match in rule.pattern.finditer(example.text)]
    elif rule.make:
        taken = [str(row["text"]) for row in items(reading, TABLE[rule.kind]) if row["rule_id"] == rule.id]
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
        return example.fault(says, "capture the groups it reads.", about=_groups(own[0], ruleset))
    others = [found for found in reading.kept if found.rule.kind == rule.kind and _touches(found, span)]
    instead = f"; {others[0].rule.id!r} has {others[0].text!r}" if others else ""
    return example.fault(f"{should}, but it matches nothing there{instead}.", "mend the pattern, or the example.")


def _groups(found: Found, ruleset: Ruleset) -> list[tuple[str, str]]:
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

"""Every example of every rule, read through the whole pipeline: what does not give exactly what it says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from traceback import walk_tb
from types import FrameType

import regex

from extractors.article.document import Document, is_time
from extractors.checking.verdicts import Example, captured, match_fault, reject_fault
from extractors.columns import OF_RUN
from extractors.engine.errors import Fault
from extractors.engine.kinds import HOME
from extractors.engine.match import Found
from extractors.engine.normalise import normalised
from extractors.engine.pack import Rule
from extractors.engine.ruleset import Ruleset
from extractors.reading import Reading, read_all
from schemas.tables import KIND_TABLES, TABLES

MARKED = regex.compile(r"(?s)((?:(?!\[\[|\]\]).)*)\[\[((?:(?!\[\[|\]\]).)+)\]\]((?:(?!\[\[|\]\]).)*)")
STOPS = (LookupError, ValueError, AttributeError, TypeError, ArithmeticError)
"""What a normaliser raises on a match that lacks a group it reads."""


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
        judge = match_fault if example.span else reject_fault
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
    if example.published and not is_time(example.published):
        says = f"published {example.published!r} is no ISO 8601 date."
        yield example.fault(says, "write it as 2025-03-04.", "published")
    if part == "matches":
        known = columns_of(rule.kind)
        for name in rule.text.matches[index].gives:
            if name not in known:
                near = get_close_matches(name, known, 1)
                fix = f"write {near[0]}." if near else "see docs/tables.md for its columns."
                table = KIND_TABLES.get(rule.kind)
                says = f"gives names no column of {table}: {name!r}." if table else "article rules give no columns."
                yield example.fault(says, fix if table else "leave gives out.", "gives", name)


def columns_of(kind: str) -> list[str]:
    """The columns that an example of a kind may name; an article rule has none."""
    names = TABLES[KIND_TABLES[kind]].columns if kind in KIND_TABLES else ()
    return [name for name in names if name not in OF_RUN]


def _readings(examples: Sequence[Example], ruleset: Ruleset) -> list[Reading | Fault]:
    """The reading of each example, or the fault of the rule at whose match a normaliser stopped.

    All are read at once; where one stops, half of them at a time until it stands alone.
    """
    documents = [Document(id="example", text=one.text, published=one.published) for one in examples]
    try:
        return [*read_all(documents, ruleset)]
    except STOPS as error:
        if len(examples) == 1:
            return [_stopped(examples[0], error, ruleset)]
    half = len(examples) // 2
    return [*_readings(examples[:half], ruleset), *_readings(examples[half:], ruleset)]


def _stopped(example: Example, error: Exception, ruleset: Ruleset) -> Fault:
    """The fault of the rule at whose match a normaliser stopped; what stopped elsewhere is a fault of ours."""
    stopped = [frame.f_locals.get("item") for frame, _ in walk_tb(error.__traceback__) if _is_maker(frame)]
    if not stopped or not isinstance(stopped[0], Found):
        raise error
    rule = stopped[0].rule
    return rule.fault(
        f"make: {rule.make} stops at {stopped[0].text!r}: {type(error).__name__}: {error}.",
        "capture the groups it reads; see docs/rules.md, and the other rules that name it in make.",
        "make",
        about=[example.shown, *captured(stopped[0], ruleset)],
    )


def _is_maker(frame: FrameType) -> bool:
    """Whether a frame is where the normalisers are called from, one match at a time."""
    return frame.f_code is normalised.__code__

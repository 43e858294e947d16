"""`copydesk rules check`: every example run through the whole pipeline, every fault named with its mend."""

from collections.abc import Iterator, Sequence

import regex

from extractors.columns import items
from extractors.document import Document
from extractors.engine.pack import Match, Reject, Rule
from extractors.engine.ruleset import Ruleset
from extractors.engine.syntax import is_bounded, parse
from extractors.reading import Reading, read

MARKED = regex.compile(r"(?s)(.*?)\[\[(.+?)\]\](.*)")
TABLE = {"numbers": "numbers", "dates": "dates", "actors": "actor_mentions", "quotes": "quotes"}


def faults(ruleset: Ruleset, rules: Sequence[Rule] | None = None) -> Iterator[str]:
    """One message for every pattern without a bound and every example that does not give exactly what it says."""
    for rule in rules if rules is not None else ruleset.rules:
        if not is_bounded(parse(rule.expanded, rule.lists)):
            yield f"{rule.pack}: rule {rule.id!r}: a repeat has no bound.\n  fix: write {{1,30}} for +, {{0,30}} for *."
        for example in rule.text.matches:
            if fault := match_fault(rule, example, ruleset):
                yield f"{rule.pack}: rule {rule.id!r}: {fault}"
        for near_miss in rule.text.rejects:
            if fault := reject_fault(rule, near_miss, ruleset):
                yield f"{rule.pack}: rule {rule.id!r}: {fault}"


def match_fault(rule: Rule, example: Match, ruleset: Ruleset) -> str | None:
    """What is wrong with an example: no such span, another rule's, or other values. None when it is right."""
    parts = MARKED.fullmatch(example.text)
    if parts is None:
        return f"an example marks no [[span]].\n  in:  {example.text}\n  fix: put [[ ]] around the exact words."
    before, marked, after = parts.groups()
    reading = _read(before + marked + after, example.published, ruleset)
    span = (len(before), len(before) + len(marked))
    if rule.kind == "article":
        return None if _article_match(rule, reading, span) else f"does not match [[{marked}]].\n  in:  {example.text}"
    rows = [row for row in items(reading, TABLE[rule.kind]) if row["rule_id"] == rule.id]
    stands = any((found.start, found.end) == span for found in reading.kept if found.rule.id == rule.id)
    row = next((row for row in rows if (row["start"], row["end"]) == span), rows[0] if rows and stands else None)
    if row is None and (not stands or rule.make or example.gives):
        return f"should match exactly [[{marked}]]; {_instead(reading, rule, span)}\n  in:  {example.text}"
    wrong = {name: row.get(name) for name, wanted in example.gives.items() if row and not _same(row.get(name), wanted)}
    if wrong:
        wanted = {name: example.gives[name] for name in wrong}
        return f"gives {wrong} where the example says {wanted}.\n  in:  {example.text}"
    return None


def reject_fault(rule: Rule, near_miss: Reject, ruleset: Ruleset) -> str | None:
    """What is wrong with a near miss: the rule takes it. None when it does not."""
    reading = _read(near_miss.text, near_miss.published, ruleset)
    if rule.kind == "article":
        taken = [match[0] for match in rule.pattern.finditer(near_miss.text)]
    elif rule.make:
        taken = [str(row["text"]) for row in items(reading, TABLE[rule.kind]) if row["rule_id"] == rule.id]
    else:
        taken = [found.text for found in reading.kept if found.rule.id == rule.id]
    return f"takes {taken[0]!r}, though {near_miss.why}.\n  in:  {near_miss.text}" if taken else None


def _read(text: str, published: str | None, ruleset: Ruleset) -> Reading:
    return read(Document(id="example", text=text, published=published), ruleset)


def _article_match(rule: Rule, reading: Reading, span: tuple[int, int]) -> bool:
    return any(match.span() == span for match in rule.pattern.finditer(reading.article.text))


def _same(given: object, wanted: object) -> bool:
    if isinstance(wanted, int | float) and not isinstance(wanted, bool) and isinstance(given, int | float):
        return abs(given - wanted) <= 1e-9 * max(1.0, abs(wanted))
    if given is not None and not isinstance(given, str | int | float | bool | list | tuple):
        return str(given) == wanted
    return given == wanted


def _instead(reading: Reading, rule: Rule, span: tuple[int, int]) -> str:
    """What stands there instead: the rule's own other span, its victor, or nothing."""
    start, end = span
    own = [found for found in (*reading.kept, *(lost.found for lost in reading.lost)) if found.rule.id == rule.id]
    if wrong := next(
        (found for found in own if found.start < end and start < found.end and (found.start, found.end) != span), None
    ):
        return f"it matches {wrong.text!r}."
    if victor := next((lost.why for lost in reading.lost if lost.found.rule.id == rule.id), None):
        return f"it lost: {victor}."
    others = [
        found for found in reading.kept if found.rule.kind == rule.kind and found.start < end and start < found.end
    ]
    return (
        f"it matches nothing there; {others[0].rule.id} has {others[0].text!r}."
        if others
        else "it matches nothing there."
    )

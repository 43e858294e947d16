"""What `copydesk rules check` looks for in rules that can be read: patterns, normalisers, examples, the engine."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import regex

from extractors.checking.differences import differences
from extractors.checking.examples import example_faults, texts_of
from extractors.checking.hostile import LIMIT, hostile_text
from extractors.engine.errors import Fault, RuleError
from extractors.engine.kinds import HOME, pack_files
from extractors.engine.pack import PATTERNS, Rule
from extractors.engine.ruleset import Ruleset
from extractors.engine.syntax import CLASS, COUNT
from extractors.engine.written import read_pack
from extractors.engine.yaml12 import line_of
from extractors.reading import KINDS

MAKERS: dict[str, list[str]] = {
    name: kind.normalise.__all__ for name, kind in KINDS.items() if hasattr(kind, "normalise")
}
"""The functions that `make` may name. Rules of the other kinds have none: their kind reads the matches by pack."""
OPENING = r"\((?:\?(?:P?<\w+>|<?[=!]|>|[a-z]*(?:-[a-z]+)?[:)]))?"
PIECE = regex.compile(rf"\\.|{CLASS.pattern}|{OPENING}|(?P<count>{COUNT.pattern})|.", regex.S)


def faults(ruleset: Ruleset, rules: Sequence[Rule] | None = None) -> Iterator[Fault]:
    """Every fault of some rules, of all when none are named. Beside a user's patterns ours are not tried again."""
    chosen = ruleset.rules if rules is None else tuple(rules)
    own = own_rules(chosen)
    found = {rule.id: [*_unsound(rule)] for rule in _not_compiled(ruleset)}
    for rule in own:
        if rule.id not in found:
            found[rule.id] = [*unbounded(rule), *slow(rule), *_without_maker(rule), *unread(rule)]
    of_files = [fault for path in dict.fromkeys(rule.source for rule in own) for fault in _unbounded_macros(path)]
    yield from dict.fromkeys([*of_files, *(fault for wrong in found.values() for fault in wrong)])
    left_out = {name for name, wrong in found.items() if wrong}
    sound = replace(ruleset, rules=tuple(rule for rule in ruleset.rules if rule.id not in left_out))
    usable = sound if left_out else ruleset
    yield from example_faults(usable, [rule for rule in chosen if rule.id not in left_out])
    yield from _differing(usable, [rule for rule in own if rule.id not in left_out], texts_of(chosen))


def own_rules(rules: Sequence[Rule]) -> list[Rule]:
    """The user's rules; all of them where none is the user's."""
    return [rule for rule in rules if not rule.source.is_relative_to(HOME)] or list(rules)


def open_rules(ruleset: Ruleset) -> list[Rule]:
    """The rules whose match can begin with anything: they are tried on the whole text."""
    return [rule for rule, plan in zip(ruleset.rules, ruleset.plan.rules, strict=True) if plan.is_open]


def _not_compiled(ruleset: Ruleset) -> list[Rule]:
    """The rules whose pattern or need `regex` does not take. Beside a user's rules ours are known to be sound."""
    own = own_rules(ruleset.rules)
    if len(own) == len(ruleset.rules):
        with suppress(RuleError):
            _ = ruleset.plan  # from the cache, with all patterns compiled
    return [rule for rule in own if [*_unsound(rule)]]


def _unsound(rule: Rule) -> Iterator[Fault]:
    """The fault of a pattern or need that is no regular expression."""
    reads: tuple[Callable[[], object], ...] = (lambda: rule.pattern, lambda: rule.need)
    for read in reads:
        try:
            read()
        except RuleError as error:
            yield from error.faults


def unbounded(rule: Rule) -> Iterator[Fault]:
    """A fault for each repeat of a rule without an upper bound; for one in a macro of the kind where there is none."""
    written = [(name, words, mend) for name in PATTERNS for words, mend in endless(getattr(rule.text, name) or "")]
    for name, words, mend in written:
        yield rule.fault(f"{name}: the repeat {words} has no bound.", f"write {mend}, or what is enough.", name)
    if not written and (repeats := [words for words, _ in endless(rule.expanded)]):
        says = f"pattern: a macro it uses repeats {repeats[0]} without a bound."
        yield rule.fault(says, "bound it where the macro stands.", "pattern")


def _unbounded_macros(path: Path) -> Iterator[Fault]:
    """A fault for each repeat without an upper bound in the macros of a file."""
    pack, _ = read_pack(path)
    for macro, text in pack.text.macros.items() if pack else ():
        for words, mend in endless(text):
            says = f"macro {macro!r}: the repeat {words} has no bound."
            yield Fault(path, line_of(path, "macros", macro), says, f"write {mend}, or what is enough.")


def endless(pattern: str) -> Iterator[tuple[str, str]]:
    """Each repeat without an upper bound as it is written, with what it repeats, and how to bound it."""
    before = ""
    for piece in PIECE.finditer(pattern):
        count = piece["count"]
        if count and (count[0] in "*+" or (count[0] == "{" and count.rstrip("?+}").endswith(","))):
            least = "0" if count[0] == "*" else "1" if count[0] == "+" else piece["least"] or "0"
            yield f"{before}{count}", f"{before}{{{least},30}}"
        before = "(...)" if piece[0] == ")" else piece[0]


def slow(rule: Rule) -> Iterator[Fault]:
    """The fault of a pattern that a hostile text keeps busy."""
    if text := hostile_text(rule):
        words = text if len(text) <= 60 else f"{text[:60]}..."
        yield rule.fault(
            f"is slow: {len(text)} characters of hostile text take more than {LIMIT} s.",
            "let repeats not compete for the same characters: put what must stand between them, or use (?>...).",
            "pattern", about=[("on", repr(words)), ("in", _short(rule.text.pattern))],
        )  # fmt: skip


def _without_maker(rule: Rule) -> Iterator[Fault]:
    """The fault of a `make` that names no function."""
    known = MAKERS.get(rule.kind, [])
    if rule.make is None or rule.make in known:
        return
    near = get_close_matches(rule.make, known, 1)
    about = [("known", ", ".join(sorted(known)))] if known else []
    says = f"make: {rule.make} names no function of extractors/{rule.kind}/normalise.py."
    fix = f"write make: {near[0]}." if near else "name one of these." if known else "leave make out."
    if not known:
        says = f"make: {rule.make}: rules of {rule.kind} have no normaliser; the kind reads its matches by pack."
    at_head = rule.text.make is None
    line = line_of(rule.source, "make") if at_head else line_of(rule.source, "rules", rule.at, "make")
    yield Fault(rule.source, line, says, fix, None if at_head else rule.id, tuple(about))


def unread(rule: Rule) -> Iterator[Fault]:
    """The fault of a pack that nothing reads: kinds without normalisers know their packs by name."""
    if rule.kind in MAKERS:
        return
    known = layers(rule.kind)
    if rule.pack not in known:
        about = [("known", ", ".join(sorted(known)))]
        yield rule.fault(f"nothing reads the pack {rule.pack!r}.", "name the pack as one of these.", about=about)
    elif rule.layer != (known[rule.pack] or rule.kind):
        says = f"stands in layer {rule.layer!r}, other rules of {rule.pack} in {known[rule.pack]!r}."
        yield rule.fault(says, f"write layer: {known[rule.pack]} at the head of the pack.")


@cache
def layers(kind: str) -> dict[str, str | None]:
    """The packs of a kind that come with Copydesk, each with its layer."""
    return {pack.text.pack: pack.text.layer for path in pack_files(kind) if (pack := read_pack(path)[0])}


def _differing(ruleset: Ruleset, rules: Sequence[Rule], texts: Sequence[str]) -> Iterator[Fault]:
    """A fault for each rule that the fast engine and the plain one do not agree on, over some texts."""
    told: set[str] = set()
    for difference in differences(texts, ruleset, rules):
        if difference.rule.id not in told:
            told.add(difference.rule.id)
            yield difference.fault()


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= 100 else f"{pattern[:100]}..."

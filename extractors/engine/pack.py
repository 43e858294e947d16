"""Rules, ready to run: what a pack says, its `@names` replaced by macros and seed lists."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, partial
from pathlib import Path

import regex

from extractors.engine.errors import Fault, RuleError
from extractors.engine.kinds import macros_file
from extractors.engine.seeds import Seeds
from extractors.engine.trie import trie
from extractors.engine.written import Pack, RuleText
from extractors.engine.yaml12 import Place, line_of, read_yaml

LIST = regex.compile(r"\\L<(\w+)>")
BEHIND = regex.compile(
    r"\(\?<[=!](?P<inside>(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]|\((?&inside)\)|[^()\[\\])*+)\)", regex.DOTALL
)
"""A lookbehind, to its closing bracket."""
REFERENCE = regex.compile(r"(?<!\\)@([a-z][a-z0-9_]*)")
PATTERNS = ("pattern", "unless_before", "unless_after")
"""The fields of a rule that may use `@name`."""


@dataclass(frozen=True)
class Rule:
    """One rule, ready to run. `pattern` is compiled when first needed. It stands in `source` as rule number `at`."""

    id: str
    kind: str
    pack: str
    layer: str
    make: str | None
    text: RuleText
    expanded: str
    lists: Mapping[str, Sequence[str]] = field(repr=False)
    source: Path = Path("rules.yml")
    at: int = 0
    order: int = 0

    @cached_property
    def looks_for(self) -> str:
        """Hash of what decides where it matches: rules with the same one match at the same places."""
        return hashlib.sha256(repr((self.expanded, self.lists, self.text.need)).encode()).hexdigest()

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern, its guards included.

        Raises:
            RuleError: `regex` does not take it.
        """
        try:
            return regex.compile(self._with_lists())
        except regex.error as error:
            raise RuleError.of([self.broken("pattern", error)]) from None

    def take(self, pattern: regex.Pattern[str]) -> None:
        """Take the pattern as it was compiled before: to compile all of them takes seconds."""
        self.__dict__["pattern"] = pattern

    def _with_lists(self) -> str:
        """The pattern, its lists written out: those in lookbehinds by their endings."""

        def written(list_: regex.Match[str], backward: bool = False) -> str:
            return f"(?:{trie(self.lists[list_[1]], backward)})"

        behind = BEHIND.sub(lambda look: LIST.sub(partial(written, backward=True), look[0]), self.expanded)
        return LIST.sub(written, behind)

    @cached_property
    def need(self) -> regex.Pattern[str] | None:
        """What a text must hold for the rule to be worth trying on it.

        Raises:
            RuleError: `regex` does not take it.
        """
        try:
            return regex.compile(self.text.need) if self.text.need else None
        except regex.error as error:
            raise RuleError.of([self.broken("need", error)]) from None

    def fault(self, says: str, fix: str, *place: str | int, about: Sequence[tuple[str, str]] = ()) -> Fault:
        """A fault of this rule, at the line of one of its fields."""
        line = line_of(self.source, "rules", self.at, *place)
        return Fault(self.source, line, says, fix, self.id, tuple(about))

    def broken(self, name: str, error: regex.error) -> Fault:
        """The fault of a pattern that `regex` does not take, with the words where it stops."""
        reason = _reason(error)
        for part in (name, *PATTERNS):
            written = getattr(self.text, part)
            stop = _stops_at(written)
            if stop is not None:
                about = [("near", written[max(0, stop - 20) : stop + 20])]
                return self.fault(f"{part} is no regular expression: {reason}.", "correct it there.", part, about=about)
        return self.fault(f"pattern: {reason}.", "correct it, or a macro it uses.", "pattern")


def _reason(error: regex.error) -> str:
    """What `regex` says, without the place: that counts from the head of the expanded pattern."""
    return str(error).split(" at position ", 1)[0]


def _stops_at(pattern: str | None) -> int | None:
    """Where `regex` stops reading a pattern as it is written; None where it reads it all."""
    try:
        regex.compile(pattern or "")
    except regex.error as error:
        place: int | None = getattr(error, "pos", None)
        return place or 0
    return None


def shared_macros(kind: str) -> dict[str, str]:
    """The macros that all packs of a kind share."""
    path = macros_file(kind)
    content = read_yaml(path) if path.is_file() else {}
    if not isinstance(content, dict):
        raise RuleError(f"{path.name}: must map a macro's name to its pattern.\n  fix: write name: 'pattern'.")
    return {str(name): str(pattern) for name, pattern in content.items()}


def _expand(pattern: str, macros: Mapping[str, str], seeds: Seeds) -> tuple[str, dict[str, Sequence[str]]]:
    """Replace every `@name` by its macro or seed list as a group `name`. Returns the pattern and the lists it uses.

    Every name must be known: see `unknown`.
    """
    lists: dict[str, Sequence[str]] = {}

    def replace(reference: regex.Match[str]) -> str:
        name = reference[1]
        if name in macros:
            return f"(?P<{name}>{REFERENCE.sub(replace, macros[name])})"
        lists[name] = tuple(seeds[name])
        return rf"(?P<{name}>\L<{name}>)"

    return REFERENCE.sub(replace, pattern).replace(r"\@", "@"), lists


def unknown(pattern: str, macros: Mapping[str, str], seeds: Seeds, chain: Sequence[str] = ()) -> Iterator[list[str]]:
    """Each `@name` that cannot be replaced, behind the macros that lead to it; one that leads to itself too."""
    for name in dict.fromkeys(REFERENCE.findall(pattern)):
        if name in chain:
            yield [*chain, name]
        elif name in macros:
            yield from unknown(macros[name], macros, seeds, (*chain, name))
        elif name not in seeds:
            yield [*chain, name]


def rules_of(
    pack: Pack, macros: Mapping[str, str], seeds: Seeds, faults: list[Fault], taken: Mapping[str, Rule]
) -> Iterator[Rule]:
    """The sound rules of a pack, expanded, in order. What is wrong with the others is added to `faults`.

    `taken` holds the rules of earlier files by id, and of this one once they are yielded.
    """
    kind = pack.text.pack.split(".")[0]
    every = {**macros, **pack.text.macros}
    for at, text in zip(pack.at, pack.text.rules, strict=True):
        layer, make = pack.text.layer or kind, text.make or pack.text.make
        guarded = f"(?:{text.pattern})"
        if text.unless_before:
            guarded = f"(?<!{text.unless_before}){guarded}"
        if text.unless_after:
            guarded = f"{guarded}(?!{text.unless_after})"
        if wrong := [*_misnamed(pack, at, text, every, seeds), *_twice(pack, at, text, taken)]:
            faults += [fault for fault in wrong if fault not in faults]
            continue
        expanded, lists = _expand(guarded, every, seeds)
        yield Rule(text.id, kind, pack.text.pack, layer, make, text, expanded, lists, pack.path, at)


def _twice(pack: Pack, at: int, text: RuleText, taken: Mapping[str, Rule]) -> Iterator[Fault]:
    """The fault of an id that another rule has."""
    if other := taken.get(text.id):
        line = line_of(other.source, "rules", other.at, "id")
        says = f"the id stands in {other.source.name}:{line} already ({other.pack})."
        yield Fault(pack.path, line_of(pack.path, "rules", at, "id"), says, "choose another id.", text.id)


def _misnamed(pack: Pack, at: int, text: RuleText, macros: Mapping[str, str], seeds: Seeds) -> Iterator[Fault]:
    """A fault for each `@name` that nothing defines, at the line where it is written: of the rule or of a macro."""
    for part in PATTERNS:
        for *chain, name in unknown(getattr(text, part) or "", macros, seeds):
            place: Place = ("rules", at, part)
            rule: str | None = text.id
            if chain and chain[-1] in pack.text.macros:
                place, rule = ("macros", chain[-1]), None
            uses = f"macro {chain[-1]!r} uses" if chain else f"{part} uses"
            line = line_of(pack.path, *place)
            if name in chain:
                yield Fault(pack.path, line, f"{uses} @{name}, which leads to itself.", "write it out.", rule)
                continue
            near = get_close_matches(name, sorted({*macros, *seeds.names()}), 3)
            about = (("near", ", ".join(f"@{one}" for one in near)),) if near else ()
            fix = f"correct the name, define a macro {name}, or add seeds/{name}.csv; a literal at sign is \\@."
            yield Fault(pack.path, line, f"{uses} @{name}, which no seed list and no macro defines.", fix, rule, about)

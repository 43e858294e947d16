"""Which documents a change of rules, seed lists or code can touch: only those are read again.

A rule whose pattern changed touches a document in which it matches other words than before. One that changed otherwise
touches those in which it matches at all; so does a normaliser, for the rules it makes rows of. A row of a seed list
touches the documents that hold its words or names. Other code, and libraries, touch every document.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib import import_module

import regex

from extractors.engine.cache import planned
from extractors.engine.match import Found, find
from extractors.engine.pack import Rule
from extractors.engine.ruleset import Ruleset
from extractors.parts import LOOKED_AT, Parts, importers, imports, parts_of, reach, rule_of
from warehouse.errors import counted

MOST_SURFACES = 1_000
"""Changed rows of seed lists above which every document is read again."""
CODE = regex.compile(r"Q\d+|[A-Z]{2,}\d*")
PRINTED = regex.compile(r"(?=.*\p{Lu})[\p{L}\p{M}][\p{L}\p{M}\p{N} .'’&-]+")
"""Cells that may stand in a text: names and acronyms."""

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


class Change:
    """What lies between the rules that read a document, and those at hand."""

    def __init__(self, before: Parts, ruleset: Ruleset) -> None:
        self.before, self.after, self.ruleset = before, parts_of(ruleset), ruleset
        self.modules = _differing(before.code, self.after.code)
        self.libraries = _differing(before.libraries, self.after.libraries)
        self.rules = _differing(before.rules, self.after.rules) | self._of_changed_lists()
        self.rows = {
            name: _differing(before.lists.get(name, {}), self.after.lists.get(name, {}))
            for name in sorted(_differing(before.lists, self.after.lists))
        }

    @property
    def words(self) -> str:
        """What changed, in one line."""
        parts = [f"{counted(len(self.rules), 'rule')} ({_some(self.rules)})"] if self.rules else []
        parts += [
            f"{counted(len(rows), 'row')} of seeds/{name}.csv ({_some(rows)})" for name, rows in self.rows.items()
        ]
        parts += [f"code ({_some(self.modules)})"] if self.modules else []
        parts += [f"libraries ({_some(self.libraries)})"] if self.libraries else []
        return ", ".join(parts) or "nothing that decides a row"

    @cached_property
    def touches_all(self) -> bool:
        """Whether no document can be left out."""
        few = len(self.surfaces) <= MOST_SURFACES
        return bool(self.libraries) or not few or any(self._kind_of(module) is None for module in self.modules)

    def touched(self, texts: Sequence[str]) -> list[bool]:
        """Of each text, whether what it gives can differ."""
        if self.touches_all or not texts:
            return [True] * len(texts)
        hits = [self._holds_words(_folded(text)) for text in texts]
        if self._rules:
            found = find(texts, self._rules, planned(self._rules, self._shape))
            hits = [hit or self._differs(matches) for hit, matches in zip(hits, found, strict=True)]
        return hits

    @cached_property
    def surfaces(self) -> frozenset[str]:
        """The words of changed rows, and of rows of any list that share a code with one."""
        codes: set[str] = set()
        own: set[str] = set()
        for name, rows in self.rows.items():
            own |= rows
            for side in (self.before, self.after):
                for surface in rows & side.lists.get(name, {}).keys():
                    cells = side.lists[name][surface]
                    codes |= {cell for cell in cells if CODE.fullmatch(cell)}
                    own |= {cell for cell in cells if PRINTED.fullmatch(cell)}
        if not codes:
            return frozenset(own)
        lists = [*self.before.lists.values(), *self.after.lists.values()]
        return frozenset(own | {word for rows in lists for word, cells in rows.items() if codes & set(cells)})

    def _holds_words(self, folded: str) -> bool:
        """Whether a text has one of the changed surfaces in it, inflected or not."""
        short, stems = self._stems
        return not short.isdisjoint(WORD.findall(folded)) or any(map(folded.__contains__, stems))

    @cached_property
    def _stems(self) -> tuple[frozenset[str], Sequence[str]]:
        """Short surfaces, which must be words, and the others without the ending that inflection changes."""
        folded = {_folded(surface) for surface in self.surfaces}
        short = {surface for surface in folded if len(surface) < 5 and WORD.fullmatch(surface)}
        stems = {surface[:-2] if len(surface) > 5 else surface for surface in folded - short}
        return frozenset(short | {f"{surface}s" for surface in short}), sorted(stems)

    @cached_property
    def _rules(self) -> list[Rule]:
        """The rules to try on every text: as they were, then as they are."""
        old = [rule_of(part, self.before.lists) for id_, part in self.before.rules.items() if id_ in self.rules]
        return [*old, *(rule for rule in self.ruleset.rules if rule.id in self.rules | self._looked)]

    @cached_property
    def _shape(self) -> str:
        """Hash of all that decides the plan of the rules to try."""
        digest = hashlib.sha256(f"{self.before.version} {self.after.version}".encode())
        for rule in self._rules:
            digest.update(f"\0{rule.id}\0{rule.expanded}".encode())
        return digest.hexdigest()[:16]

    @cached_property
    def _looked(self) -> frozenset[str]:
        """Rules that touch a document wherever they match: changed but for their words, or made by changed code."""
        looked = {
            id_ for id_ in self.rules & self.before.rules.keys() & self.after.rules.keys()
            if not _only_matches(self.before.rules[id_], self.after.rules[id_])
        }  # fmt: skip
        kinds = {self._kind_of(module) for module in self.modules}
        changed = {rule.id for rule in self.ruleset.rules if rule.kind in kinds and self._makes_anew(rule)}
        return frozenset(looked | changed)

    def _makes_anew(self, rule: Rule) -> bool:
        """Whether code that changed makes the rows of a rule: its normaliser's, or what sees all rows of the kind."""
        face = f"extractors.{rule.kind}"
        common = reach(imports(face) - {face, f"{face}.normalise"}, rule.kind) | {face}
        makes = getattr(import_module(f"{face}.normalise"), rule.make or "", None)
        own = reach([makes.__module__], rule.kind) if makes else frozenset()
        gone = any(module.startswith(f"{face}.") for module in self.modules - self.after.code.keys())
        return gone or bool(self.modules & (common | own))

    def _differs(self, found: Sequence[Found]) -> bool:
        """Whether a changed rule matches otherwise than before, or one whose rows may differ matches at all."""
        sides: tuple[set[object], set[object]] = (set(), set())
        current = {id(rule) for rule in self.ruleset.rules}
        for item in found:
            if item.rule.id in self._looked:
                return True
            sides[id(item.rule) in current].add(_signature(item))
        return sides[0] != sides[1]

    def _kind_of(self, module: str) -> str | None:
        """The kind that alone runs a module, and runs it on its matches alone; None when there is no such kind."""
        kind = next((kind for kind in LOOKED_AT if f"{module}.".startswith(f"extractors.{kind}.")), None)
        face = f"extractors.{kind}"
        if kind and module != face and any(not f"{other}.".startswith(f"{face}.") for other in importers(module)):
            return None
        return kind

    def _of_changed_lists(self) -> frozenset[str]:
        """Rules whose pattern names a list that has other words than before."""
        both = self.before.lists.keys() & self.after.lists.keys()
        changed = {name for name in both if self.before.lists[name].keys() != self.after.lists[name].keys()}
        return frozenset(rule.id for rule in self.ruleset.rules if changed & rule.lists.keys())


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> frozenset[str]:
    return frozenset(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _only_matches(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two forms of a rule differ in what they match alone."""
    return all(one[name] == other[name] for name in ("kind", "pack", "layer", "make")) and [*_decides(one)] == [
        *_decides(other)
    ]


def _decides(part: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    text = part["text"]
    if isinstance(text, Mapping):
        yield from ((name, text[name]) for name in ("priority", "beats"))


def _signature(item: Found) -> tuple[object, ...]:
    """A match as a normaliser sees it: its rule, its span, the spans of its groups."""
    groups = sorted((name, tuple(item.match.spans(at))) for name, at in item.rule.pattern.groupindex.items())
    return item.rule.id, item.start, item.end, tuple(groups)


def _folded(text: str) -> str:
    """A text with one blank between words, without capitals, its apostrophes straight."""
    return " ".join(text.casefold().replace("’", "'").split())


def _some(names: frozenset[str]) -> str:
    """Up to three names, and how many more there are."""
    shown = sorted(names)[:3]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(shown)}{more}"

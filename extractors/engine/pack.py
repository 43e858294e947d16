"""Rule packs: YAML files read, schema-checked and turned into rules.

YAML is read as 1.2 reads it: only true and false are booleans, a date or `12:30` stays text, `NO` is Norway.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import regex
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractors.engine.errors import RuleError
from extractors.engine.seeds import Seeds
from extractors.engine.trie import trie

HOME = Path(__file__).resolve().parents[1]
KINDS = ("article", "dates", "numbers", "actors", "quotes")
LIST = regex.compile(r"\\L<(\w+)>")
REFERENCE = regex.compile(r"(?<!\\)@([a-z][a-z0-9_]*)")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Match(_Strict):
    """A sentence with `[[the exact span]]`, and what the row gives by column name."""

    text: str
    gives: dict[str, Any] = Field(default_factory=dict)
    published: str | None = None


class Reject(_Strict):
    """A near miss and why it is one."""

    text: str
    why: str
    published: str | None = None


class RuleText(_Strict):
    """A rule as written in YAML."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    says: str
    pattern: str
    make: str | None = None
    priority: int = 0
    need: str | None = None
    unless_before: str | None = None
    unless_after: str | None = None
    beats: list[str] = Field(default_factory=list)
    status: str = Field("experimental", pattern="^(experimental|test|stable)$")
    matches: list[Match] = Field(min_length=1)
    rejects: list[Reject] = Field(min_length=1)


class PackText(_Strict):
    """A pack as written in YAML: one family of expressions."""

    pack: str = Field(pattern=r"^[a-z]+\.[a-z0-9_]+$")
    make: str | None = None
    layer: str | None = None
    macros: dict[str, str] = Field(default_factory=dict)
    switch_off: list[str] = Field(default_factory=list)
    rules: list[RuleText] = Field(default_factory=list)


@dataclass(frozen=True)
class Rule:
    """One rule, ready to run. `pattern` is compiled when first needed."""

    id: str
    kind: str
    pack: str
    layer: str
    make: str | None
    text: RuleText
    expanded: str
    lists: Mapping[str, Sequence[str]] = field(repr=False)
    order: int = 0

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern, its guards included."""
        try:
            return regex.compile(LIST.sub(self._as_trie, self.expanded))
        except regex.error as error:
            raise RuleError(
                f"{self.pack}: rule {self.id!r}: {error}\n  in:  {self.expanded}\n  fix: correct the pattern."
            ) from None

    def _as_trie(self, list_: regex.Match[str]) -> str:
        return f"(?:{trie(self.lists[list_[1]])})"

    @cached_property
    def need(self) -> regex.Pattern[str] | None:
        """What a text must hold for the rule to be worth trying on it."""
        return regex.compile(self.text.need) if self.text.need else None


class _Yaml12(yaml.SafeLoader if not hasattr(yaml, "CSafeLoader") else yaml.CSafeLoader):  # type: ignore[misc]
    """YAML 1.2 core schema: true, false, null, ints and floats; everything else is text."""


_Yaml12.yaml_implicit_resolvers = {}
for _tag, _shape, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    _Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", __import__("re").compile(_shape), list(_first))


def read_yaml(path: Path) -> object:
    """The content of a YAML 1.2 file.

    Raises:
        RuleError: it is not YAML; the message names file and line.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Yaml12)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: not YAML: {' '.join(str(error).split())}\n  fix: mend the file there.") from None


def read_pack(path: Path) -> PackText:
    """A pack file, checked against the schema.

    Raises:
        RuleError: the first fault, with file, rule and field.
    """
    content = read_yaml(path)
    try:
        return PackText.model_validate(content)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"]) or "the file"
        if len(fault["loc"]) > 1 and fault["loc"][0] == "rules" and isinstance(content, dict):
            rule = content["rules"][fault["loc"][1]]
            name = rule.get("id", fault["loc"][1]) if isinstance(rule, dict) else fault["loc"][1]
            where = f"rule {name!r}: {'.'.join(map(str, fault['loc'][2:]))}"
        raise RuleError(
            f"{path.name}: {where}: {fault['msg']}.\n  fix: see the rule format in docs/rules.md."
        ) from None


def pack_files(kind: str) -> Iterator[Path]:
    """The pack files of a kind that come with Copydesk, in order."""
    return (path for path in sorted((HOME / kind / "rules").glob("*.yml")) if path.stem != "macros")


def macros_file(kind: str) -> Path:
    """Where the macros stand that all packs of a kind share, if it has any."""
    return HOME / kind / "rules" / "macros.yml"


def shared_macros(kind: str) -> dict[str, str]:
    """The macros that all packs of a kind share."""
    path = macros_file(kind)
    content = read_yaml(path) if path.is_file() else {}
    if not isinstance(content, dict):
        raise RuleError(f"{path.name}: must map a macro's name to its pattern.")
    return {str(name): str(pattern) for name, pattern in content.items()}


def expand(pattern: str, macros: Mapping[str, str], seeds: Seeds, where: str) -> tuple[str, dict[str, Sequence[str]]]:
    """Replace every `@name` by its macro or seed list as a group `name`. Returns the pattern and the lists it uses.

    Raises:
        RuleError: a name that neither a macro nor a seed list defines.
    """
    lists: dict[str, Sequence[str]] = {}

    def replace(reference: regex.Match[str]) -> str:
        name = reference[1]
        if name in macros:
            return f"(?P<{name}>{REFERENCE.sub(replace, macros[name])})"
        if name in seeds:
            lists[name] = tuple(seeds[name])
            return rf"(?P<{name}>\L<{name}>)"
        known = ", ".join(f"@{known}" for known in sorted({*macros, *seeds.names()}))
        raise RuleError(
            f"{where} uses @{name}, which no seed list and no macro defines.\n  known: {known}\n"
            f"  fix:   add seeds/{name}.csv, or correct the name."
        )

    return REFERENCE.sub(replace, pattern).replace(r"\@", "@"), lists


def rules_of(pack: PackText, macros: Mapping[str, str], seeds: Seeds, where: str) -> Iterator[Rule]:
    """The rules of a pack, expanded, in order."""
    kind = pack.pack.split(".")[0]
    if kind not in KINDS:
        raise RuleError(
            f"{where}: pack {pack.pack!r} is of no known kind.\n"
            f"  known: {', '.join(KINDS)}\n  fix:   name it KIND.FAMILY."
        )
    for text in pack.rules:
        guarded = f"(?:{text.pattern})"
        if text.unless_before:
            guarded = f"(?<!{text.unless_before}){guarded}"
        if text.unless_after:
            guarded = f"{guarded}(?!{text.unless_after})"
        expanded, lists = expand(guarded, {**macros, **pack.macros}, seeds, f"{where}: rule {text.id!r}")
        yield Rule(text.id, kind, pack.pack, pack.layer or kind, text.make or pack.make, text, expanded, lists)

"""What a ruleset is made of, kept beside the rows it gave, so that a later one can be compared with it part by part."""

import ast
import gzip
import hashlib
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path

from extractors.engine.kinds import HOME, code_files
from extractors.engine.pack import Rule
from extractors.engine.ruleset import Ruleset
from extractors.engine.written import RuleText

LIBRARIES = ("regex", "py3langid", "numpy")
"""Whose versions can decide what a text gives."""
LOOKED_AT = ("numbers", "dates")
"""Kinds whose code does nothing to a text in which none of their rules matches."""
SHOWN = {"says", "status", "matches", "rejects"}
"""Fields of a rule that decide nothing."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All that decides what a text gives.

    `code` maps each module to its hash, `rules` an id to the rule as it was expanded, `lists` a seed list to its rows:
    surface to cells.
    """

    version: str
    libraries: Mapping[str, str]
    code: Mapping[str, str]
    rules: Mapping[str, Mapping[str, object]]
    lists: Mapping[str, Mapping[str, Sequence[str]]]

    def write(self, path: Path) -> None:
        """Store them, compressed; the same parts give the same bytes."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        raw = json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()
        path.write_bytes(gzip.compress(raw, 6, mtime=0))


def read_parts(path: Path) -> Parts | None:
    """The parts that were stored at `path`; None where there are none that can be read."""
    try:
        return Parts(**json.loads(gzip.decompress(path.read_bytes())))
    except (OSError, EOFError, ValueError, TypeError):
        return None


def parts_of(ruleset: Ruleset) -> Parts:
    """The parts of a ruleset."""
    seeds = ruleset.seeds
    return Parts(
        version=ruleset.version,
        libraries={"python": platform.python_version(), **{name: installed(name) for name in LIBRARIES}},
        code=dict(_code()),
        rules={rule.id: _of_rule(rule) for rule in ruleset.rules},
        lists={name: {surface: list(row.values()) for surface, row in seeds[name].items()} for name in seeds.names()},
    )


def rule_of(part: Mapping[str, object], lists: Mapping[str, Mapping[str, Sequence[str]]]) -> Rule:
    """A rule from its stored part, ready to be matched: without the examples."""
    shown = {"says": "stored", "matches": [{"text": "stored"}], "rejects": [{"text": "stored", "why": "stored"}]}
    text = RuleText.model_validate({**dict(part["text"]), **shown})  # type: ignore[call-overload]
    used = {name: tuple(lists[name]) for name in part["lists"]}  # type: ignore[attr-defined]
    kind, pack, layer = (str(part[name]) for name in ("kind", "pack", "layer"))
    make = part["make"]
    return Rule(text.id, kind, pack, layer, str(make) if make else None, text, str(part["expanded"]), used)


def _of_rule(rule: Rule) -> dict[str, object]:
    return {
        "kind": rule.kind, "pack": rule.pack, "layer": rule.layer, "make": rule.make, "expanded": rule.expanded,
        "lists": sorted(rule.lists), "text": rule.text.model_dump(mode="json", exclude=SHOWN),
    }  # fmt: skip


@cache
def _code() -> Mapping[str, str]:
    """Every module of the extraction by its dotted name, with the hash of its source."""
    return {
        ".".join(path.relative_to(HOME.parent).with_suffix("").parts).removesuffix(".__init__"): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()[:16]
        for path in code_files()
    }


def reach(modules: Iterable[str], kind: str) -> frozenset[str]:
    """Modules of a kind, and the modules of its folder that they import, and these import; not its face."""
    seen: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module.startswith(f"extractors.{kind}.") and module not in seen:
            seen.add(module)
            waiting += imports(module)
    return frozenset(seen)


def importers(module: str) -> frozenset[str]:
    """The modules that name a module in their imports."""
    return frozenset(other for other in _code() if module in imports(other))


@cache
def imports(module: str) -> frozenset[str]:
    """The modules of the extraction that a module names in its imports."""
    path = HOME.parent / Path(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    found: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("extractors."):
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)} & _code().keys()
    return frozenset(found)

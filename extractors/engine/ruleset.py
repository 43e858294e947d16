"""All rules of a run: the packs that come with Copydesk, and the user's own."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from extractors.engine.cache import planned
from extractors.engine.errors import RuleError
from extractors.engine.pack import HOME, KINDS, Rule, macros_file, pack_files, read_pack, rules_of, shared_macros
from extractors.engine.plan import Plan
from extractors.engine.seeds import Seeds


@dataclass(frozen=True)
class Ruleset:
    """Rules in a fixed order, with the seeds they look things up in."""

    rules: tuple[Rule, ...]
    seeds: Seeds
    sources: tuple[Path, ...]

    def of(self, *kinds: str) -> tuple[Rule, ...]:
        """The rules of some kinds."""
        return tuple(rule for rule in self.rules if rule.kind in kinds)

    @cached_property
    def plan(self) -> Plan:
        """Where each rule can match; made when first needed."""
        return planned(self.rules, self.version)

    @cached_property
    def version(self) -> str:
        """Hash of everything that decides what a text gives: rules, seeds, normalisers, engine."""
        digest = hashlib.sha256()
        code = sorted(HOME.rglob("*.py"))
        lists = [path for name in self.seeds.names() for path in self.seeds.paths(name)]
        for path in (*code, *self.sources, *lists):
            name = path.relative_to(HOME) if path.is_relative_to(HOME) else path.name
            digest.update(f"{name}\0".encode() + path.read_bytes() + b"\0")
        return digest.hexdigest()[:16]


def load(folder: Path | None = None, kinds: Sequence[str] = KINDS) -> Ruleset:
    """The rules of `kinds`, extended by the user's packs in `folder` (`*.yml`, seed lists in its `seeds/`).

    Raises:
        RuleError: a pack is wrong, an id stands twice, or a switched-off rule does not exist.
    """
    if folder is not None and not folder.is_dir():
        raise RuleError(f"{folder}: no such folder of rule packs.\n  fix: name a folder that holds *.yml packs.")
    seeds = Seeds(*([folder / "seeds"] if folder else []))
    own = sorted(folder.glob("*.yml")) if folder else []
    paths = [path for kind in kinds for path in pack_files(kind)] + own
    macros = {kind: shared_macros(kind) for kind in kinds}
    rules: dict[str, Rule] = {}
    off: set[str] = set()
    for path in paths:
        pack = read_pack(path)
        off.update(pack.switch_off)
        for rule in rules_of(pack, macros.get(pack.pack.split(".")[0], {}), seeds, path.name):
            if rule.id in rules:
                raise RuleError(
                    f"{path.name}: rule id {rule.id!r} stands in {rules[rule.id].pack} already.\n"
                    "  fix: choose another id."
                )
            rules[rule.id] = replace(rule, order=len(rules))
    if unknown := sorted(off - rules.keys()):
        raise RuleError(f"switch_off names no rule: {', '.join(unknown)}.\n  fix: see `copydesk rules list`.")
    kept = tuple(rule for rule in rules.values() if rule.id not in off and rule.kind in kinds)
    shared = [path for kind in kinds if (path := macros_file(kind)).is_file()]
    return Ruleset(kept, seeds, (*shared, *paths))

"""All rules of a run: the packs that come with Copydesk, and the user's own."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from extractors.engine.cache import planned
from extractors.engine.errors import Fault, RuleError
from extractors.engine.kinds import HOME, KINDS, code_files, macros_file, pack_files
from extractors.engine.pack import Rule, rules_of, shared_macros
from extractors.engine.plan import Plan
from extractors.engine.seeds import Seeds
from extractors.engine.written import Pack, read_pack
from extractors.engine.yaml12 import line_of


@dataclass(frozen=True)
class Ruleset:
    """Rules in a fixed order, with the seeds they look things up in; and those that a pack switches off."""

    rules: tuple[Rule, ...]
    seeds: Seeds
    sources: tuple[Path, ...]
    off: tuple[Rule, ...] = ()

    def of(self, *kinds: str) -> tuple[Rule, ...]:
        """The rules of some kinds."""
        return tuple(rule for rule in self.rules if rule.kind in kinds)

    @cached_property
    def plan(self) -> Plan:
        """Where each rule can match; made when first needed."""
        return planned(self.rules, self.shape)

    @cached_property
    def shape(self) -> str:
        """Hash of everything that decides the plan: patterns, their lists, engine. Other edits leave it as it is."""
        digest = hashlib.sha256()
        for path in sorted((HOME / "engine").glob("*.py")):
            digest.update(path.read_bytes() + b"\0")
        lists: dict[str, Sequence[str]] = {}
        for rule in self.rules:
            lists.update(rule.lists)
            digest.update(f"{rule.id}\0{rule.expanded}\0{rule.text.need}\0".encode())
        for name in sorted(lists):
            digest.update("\0".join((name, *lists[name], "")).encode())
        return digest.hexdigest()[:16]

    @cached_property
    def version(self) -> str:
        """Hash of everything that decides what a text gives: rules, seeds, normalisers, engine."""
        digest = hashlib.sha256("\0".join(rule.id for rule in self.rules).encode())
        lists = [path for name in self.seeds.names() for path in self.seeds.paths(name)]
        for path in (*code_files(), *self.sources, *lists):
            name = path.relative_to(HOME) if path.is_relative_to(HOME) else path.name
            digest.update(f"{name}\0".encode() + path.read_bytes() + b"\0")
        return digest.hexdigest()[:16]


def share_patterns(known: Ruleset, rules: Sequence[Rule]) -> None:
    """Give rules the compiled patterns of those that are the same in `known`."""
    by_id = {rule.id: rule for rule in known.rules}
    for rule in rules:
        same = by_id.get(rule.id)
        if same and (same.expanded, same.lists) == (rule.expanded, rule.lists):
            rule.take(same.pattern)


def load(folder: Path | None = None, kinds: Sequence[str] = KINDS) -> Ruleset:
    """The rules of `kinds`, extended by the user's packs in `folder` (`*.yml`, seed lists in its `seeds/`).

    Raises:
        RuleError: a pack is wrong, an id stands twice, or a switched-off rule does not exist: every such fault.
    """
    ruleset, faults = gather(folder, kinds)
    if faults:
        raise RuleError.of(faults)
    return ruleset


@cache
def ruleset_of(folder: Path | None) -> Ruleset:
    """As `load`, once per process."""
    return load(folder)


def gather(folder: Path | None = None, kinds: Sequence[str] = KINDS) -> tuple[Ruleset, list[Fault]]:
    """As `load`, but with the rules that can be used and the faults of all others."""
    seeds = Seeds(*([folder / "seeds"] if folder else []))
    own = _packs_in(folder, seeds) if folder else []
    paths = [path for kind in kinds for path in pack_files(kind)] + own
    macros = {kind: shared_macros(kind) for kind in kinds}
    faults = [
        Fault(path, 1, "is not read: packs end in .yml.", f"rename it {path.stem}.yml.")
        for path in (sorted(folder.glob("*.yaml")) if folder else ())
    ]
    packs = [pack for path in paths if (pack := _sound(path, faults))]
    rules: dict[str, Rule] = {}
    for pack in packs:
        for rule in rules_of(pack, macros.get(pack.text.pack.split(".")[0], {}), seeds, faults, rules):
            rules[rule.id] = replace(rule, order=len(rules))
    written = {text.id for pack in packs for text in pack.text.rules}
    for pack in packs:
        faults += _nameless(pack, written)
    off = {name for pack in packs for name in pack.text.switch_off}
    wanted = [rule for rule in rules.values() if rule.kind in kinds]
    kept, left = ([rule for rule in wanted if (rule.id in off) == is_off] for is_off in (False, True))
    shared = [path for kind in kinds if (path := macros_file(kind)).is_file()]
    return Ruleset(tuple(kept), seeds, (*shared, *paths), tuple(left)), faults


def _packs_in(folder: Path, seeds: Seeds) -> list[Path]:
    """The pack files of a user's folder, in order; none where it holds only seed lists."""
    packs = sorted(folder.glob("*.yml"))
    if packs or [*folder.glob("*.yaml")] or [*seeds.folders[-1].glob("*.csv")]:
        return packs
    has = "holds no packs" if folder.is_dir() else "no such folder of rule packs"
    raise RuleError(
        f"{folder}: {has}.\n  fix: name a folder that holds *.yml packs, or begin one: "
        f"copydesk rules new numbers/quakes --rules {folder}"
    )


def _sound(path: Path, faults: list[Fault]) -> Pack | None:
    """What can be used of a pack file; its faults are added to `faults`."""
    try:
        pack, found = read_pack(path)
    except RuleError as error:
        faults += error.faults
        return None
    faults += found
    return pack


def _nameless(pack: Pack, rules: set[str]) -> list[Fault]:
    """A fault for each name in `switch_off` that is no rule's."""
    return [
        Fault(
            pack.path, line_of(pack.path, "switch_off", index), f"switch_off names no rule: {name!r}.",
            "correct the id, or leave it out; `copydesk rules list` shows all ids.",
            about=(("near", ", ".join(near)),) if (near := get_close_matches(name, rules, 3)) else (),
        )
        for index, name in enumerate(pack.text.switch_off) if name not in rules
    ]  # fmt: skip

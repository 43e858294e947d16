"""`copydesk rules`: check and list the packs."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from extractors.check import faults
from extractors.engine.ruleset import load


def check_rules(folder: Path | None) -> int:
    """Print every fault of the packs. 0 when there is none, else 1."""
    ruleset = load(folder)
    found = list(faults(ruleset))
    for fault in found:
        print(fault)
    examples = sum(len(rule.text.matches) + len(rule.text.rejects) for rule in ruleset.rules)
    print(f"{len(ruleset.rules)} rules, {examples} examples: {f'{len(found)} faults' if found else 'all right'}")
    return 1 if found else 0


def list_rules(folder: Path | None) -> int:
    """Print every rule with its pack, status and phrase."""
    table = Table("rule", "pack", "status", "says", box=None, pad_edge=False)
    for rule in load(folder).rules:
        table.add_row(rule.id, rule.pack, rule.text.status, rule.text.says)
    Console().print(table)
    return 0

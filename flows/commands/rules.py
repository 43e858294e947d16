"""`copydesk rules`: check and list the packs."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extractors.checking.check import faults, open_rules, own_rules
from extractors.checking.differences import differences
from extractors.engine.errors import Fault, RuleError, shown
from extractors.engine.pack import Rule
from extractors.engine.ruleset import Ruleset, gather, load, share_patterns
from extractors.engine.written import read_pack
from extractors.reading import batches
from flows.commands.corpus import documents_of
from flows.output.errors import UserError
from warehouse.errors import counted

SHOWN = 5
"""Differences that are printed in full."""


def check_rules(names: Sequence[str], folder: Path | None, corpus: Sequence[Path]) -> int:
    """Print every fault of the packs, or of the named rules and packs. 0 when there is none, else 1."""
    ruleset, unread = gather(folder)
    if folder is not None:
        ours = load()
        _ = ours.plan  # from the cache, with its patterns compiled
        share_patterns(ours, ruleset.rules)
    rules = named(ruleset, names, unread) if names else ruleset.rules
    unread = [fault for fault in unread if not names or _concerns(fault, names)]
    found = sorted([*unread, *faults(ruleset, rules)], key=lambda fault: (fault.path, fault.line))
    for fault in found:
        print(fault)
    examples = sum(len(rule.text.matches) + len(rule.text.rejects) for rule in rules)
    said = counted(len(found), "fault") if found else "all right"
    print(f"{counted(len(rules), 'rule')}, {counted(examples, 'example')}: {said}")
    if folder is not None and not found:
        _name_open(ruleset, own_rules(rules))
    if corpus and found:
        print("the corpus was not read: mend the faults first.")
    elif corpus:
        return 1 if compare(corpus, ruleset, rules) else 0
    return 1 if found else 0


def named(ruleset: Ruleset, names: Sequence[str], unread: Sequence[Fault]) -> list[Rule]:
    """The rules of some packs and ids; `numbers/money` is the pack `numbers.money`, `numbers` all of the kind.

    Raises:
        UserError: a name is no rule's, no pack's and no kind's, and no rule is `unread` that might bear it.
    """
    chosen: list[Rule] = []
    for name in names:
        rules = [rule for rule in ruleset.rules if name.replace("/", ".") in (rule.id, rule.pack, rule.kind)]
        if not rules and not unread:
            known = {one for rule in ruleset.rules for one in (rule.id, rule.pack.replace(".", "/"), rule.kind)}
            near = get_close_matches(name, known, 1)
            hint = f"  near: {near[0]}\n" if near else ""
            raise UserError(f"{name}: no rule, pack or kind has this name.\n{hint}  fix: see `copydesk rules list`.")
        chosen += [rule for rule in rules if rule not in chosen]
    return chosen


def _concerns(fault: Fault, names: Sequence[str]) -> bool:
    """Whether a fault is of a named rule, pack or kind, or of a file that does not say what pack it is."""
    try:
        pack, _ = read_pack(fault.path)
    except RuleError:
        return True
    known = (pack.text.pack, pack.text.pack.split(".")[0], fault.rule) if pack else ()
    return pack is None or any(name.replace("/", ".") in known for name in names)


def compare(corpus: Sequence[Path], ruleset: Ruleset, rules: Sequence[Rule]) -> int:
    """Print where the fast engine and the plain one differ over a corpus. The number of differences."""
    found = documents = characters = 0
    for batch in batches(documents_of(corpus)):
        documents += len(batch)
        characters += sum(len(document.text) for document in batch)
        for difference in differences([document.text for document in batch], ruleset, rules):
            found += 1
            if found <= SHOWN:
                rule = difference.rule
                print(f"{batch[difference.index].id}: rule {rule.id!r} ({shown(rule.source)}): {difference.says()}")
                print(f"  in:  {difference.words}\n  fix: {difference.fix()}")
    if found > SHOWN:
        print(f"... and {found - SHOWN} more")
    said = counted(found, "difference") if found else "the fast engine finds what the plain one finds"
    print(f"{counted(documents, 'document')}, {counted(characters, 'character')}: {said}")
    _name_open(ruleset, rules)
    return found


def _name_open(ruleset: Ruleset, rules: Sequence[Rule]) -> None:
    """Say which rules are tried on the whole text."""
    for rule in open_rules(ruleset):
        if rule in rules:
            print(f"note: rule {rule.id!r} can begin with anything: it is tried on the whole of every text, and slow.")


def list_rules(folder: Path | None) -> int:
    """Print every rule with its pack, status and phrase."""
    table = Table("rule", "pack", "status", "says", box=None, pad_edge=False)
    for rule in load(folder).rules:
        table.add_row(rule.id, rule.pack, rule.text.status, rule.text.says)
    Console().print(table)
    return 0

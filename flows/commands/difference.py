"""`copydesk diff`: what lies between two runs, row by row."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from flows.commands.ask import cell
from flows.output.as_json import as_json
from flows.output.errors import UserError
from flows.steps.hold import existing
from warehouse.asking.diff import Difference, between

SHOWN = 60
MARKS = {"add": "[green]+[/]", "change": "[yellow]~[/]", "gone": "[red]-[/]"}


def show(runs: tuple[str, ...], warehouse: Path, limit: int, form: str) -> int:
    """Print what differs between two runs; the last two when none is named."""
    store = existing(warehouse)
    log = store.log()
    known = [commit.run_id for commit in log.commits if not commit.run_id.startswith(("compact-", "purge-"))]
    chosen = runs or known[-2:]
    if len(chosen) != 2:
        raise UserError(
            f"diff takes two runs.\n  known: {', '.join(known[-5:]) or 'none'}\n"
            "  fix: name two, the older first, or run again once there is news."
        )
    old, new = chosen
    found = between(store.root, log, old, new)
    if form == "json":
        for one in found:
            row = {name: getattr(one, name) for name in one.__slots__}
            sys.stdout.write(as_json(row) + "\n")
        return 0
    console = Console(highlight=False)
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in counted(found, counts, limit):
        console.print(line(one), soft_wrap=True)
    for (table, op, cause), count in sorted(counts.items()):
        console.print(f"{table:15} {op:7} {cause:10} {count:>9,}")
    if not counts:
        console.print(f"No row differs between {old} and {new}.")
    return 0


def counted(found: Iterable[Difference], counts: Counter[tuple[str, str, str]], limit: int) -> Iterator[Difference]:
    """The first differences of each table, operation and cause; all are counted."""
    for one in found:
        kind = (one.table, one.op, one.cause)
        counts[kind] += 1
        if counts[kind] <= limit:
            yield one


def line(one: Difference) -> str:
    """One difference in a line: the words, and of a changed row the columns that differ."""
    columns = dict.fromkeys((*one.was, *one.now))
    told = [
        name if name == "text" else f"{name} {_short(one.was.get(name))} → {_short(one.now.get(name))}"
        for name in columns
    ]
    what = f": {', '.join(told)}" if one.op == "change" else ""
    why = f"[dim]({one.cause}; {escape(one.article)})[/]"
    return f"{MARKS[one.op]} {one.table} [bold]{escape(one.words[:100])}[/]{what} {why}"


def _short(value: object) -> str:
    shown = cell(value)
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"

"""`copydesk handoff`: a folder for those who have no Copydesk."""

from pathlib import Path

from rich.console import Console

from flows.output.errors import UserError
from flows.steps.hold import alone, existing
from warehouse.errors import counted
from warehouse.handoff import hand_over
from warehouse.handoff.iceberg import FOLDER, export


def write(target: Path, warehouse: Path, since: str | None, with_text: bool, as_iceberg: bool = False) -> int:
    """Write a handoff and say what is in it."""
    if as_iceberg and since:
        raise UserError(
            "--iceberg and --since contradict each other.\n  fix: Iceberg tables hold all rows; choose one."
        )
    store = existing(warehouse)
    if target.resolve().is_relative_to(store.root.resolve()):
        raise UserError(f"{target}: is in the warehouse itself.\n  fix: name a folder outside it.")
    with alone(store.root):
        done = hand_over(store.root, store.log(), target.resolve(), since, with_text)
    console = Console(highlight=False)
    if not done.is_new:
        console.print(f"{done.folder}: is there already; nothing changed since.", soft_wrap=True)
    for table, one in done.tables.items():
        size = sum(path.stat().st_size for path in done.folder.glob(f"{table}/*.parquet"))
        console.print(f"{table:15} {one.rows:>10,} rows {size / 1e6:>9.2f} MB")
    if done.is_new and not with_text:
        console.print("Searched as written and decoded: no eight words in a row of any article are in it.")
    if done.is_new:
        console.print(f"{done.folder}", soft_wrap=True)
    if as_iceberg:
        written = export(done.folder)
        console.print(f"{done.folder.parent / FOLDER}: {counted(len(written), 'table')} written.", soft_wrap=True)
    return 0

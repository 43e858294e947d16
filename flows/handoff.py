"""`copydesk handoff`: a folder for those who have no Copydesk."""

from pathlib import Path

from rich.console import Console

from flows.job import alone
from flows.upkeep import existing
from warehouse.handoff import hand_over
from warehouse.store import KEPT_DAYS


def write(target: Path, warehouse: Path, since: str | None, with_text: bool) -> int:
    """Write a handoff and say what is in it."""
    store = existing(warehouse, KEPT_DAYS)
    with alone(store.root):
        done = hand_over(store.root, store.log(), target.resolve(), since, with_text)
    console = Console(highlight=False)
    if not done.is_new:
        console.print(f"{done.folder}: is there already; nothing changed since.", soft_wrap=True)
        return 0
    for table, one in done.tables.items():
        size = sum(path.stat().st_size for path in done.folder.glob(f"{table}/*.parquet"))
        console.print(f"{table:15} {one.rows:>10,} rows {size / 1e6:>9.2f} MB")
    if not with_text:
        console.print("Searched as written and decoded: no eight words in a row of any article are in it.")
    console.print(f"{done.folder}", soft_wrap=True)
    return 0

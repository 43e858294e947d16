"""What every start mends: folders of dead runs, files that no commit lists or that one took out long ago, the catalog.

The caller holds the warehouse's lock, so nobody stands between a file's place and its commit.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from schemas.tables import TABLES
from warehouse import catalog, rewritten, staging
from warehouse.errors import WarehouseError, explained
from warehouse.log import FOLDER, Log
from warehouse.parquet import INTERNAL

DAY = 86_400.0
UNITS = ("run_id=", "compacted=")


def heal(root: Path, log: Log, kept_days: float) -> None:
    """Remove what does not count and is not kept; rebuild a catalog that is not the log's.

    Raises:
        WarehouseError: the catalog knows later commits than the log: nothing is removed.
    """
    made_of = catalog.origin(root)
    refuse_lost_commits(root, log, made_of)
    with explained(root):
        staging.clear_abandoned(root)
        found = units(root)
        rewritten.finish(root, log, found)
        sweep(root, log, kept_days, found)
        for aside in (*root.glob(f"{catalog.NAME}.*.tmp*"), *(root / FOLDER).glob(".*")):
            aside.unlink(missing_ok=True)
    if made_of != catalog.wanted(root, log):
        catalog.rebuild(root, log)


def refuse_lost_commits(root: Path, log: Log, made_of: catalog.Origin | None) -> None:
    """Stop where the log has lost its end: files of lost commits look like those of a crash, and would be removed.

    A catalog that came with a copied folder names the place it came from, and says nothing of this one.
    """
    if made_of is not None and made_of.root == str(root) and made_of.seq > log.seq:
        raise WarehouseError(
            f"{root / FOLDER}: commits {log.seq + 1:08} to {made_of.seq:08} are missing; nothing was removed.\n"
            f"  fix: bring them back from a backup; or delete {catalog.NAME} to go on without them for ever."
        )


def sweep(root: Path, log: Log, kept_days: float, found: Mapping[str, Sequence[str]]) -> int:
    """Delete files that do not count: those of no commit, and those taken out more than `kept_days` ago. How many.

    `found` is what `units` found.
    """
    kept = {*log.live, *recently_removed(root, log, kept_days)}
    gone = 0
    for unit, names in found.items():
        left = [name for name in names if f"{unit}/{name}" in kept]
        if len(left) == len(names) > 0:
            continue
        for name in names:
            if name not in left and name.startswith(("part-", ".part-")):
                (root / unit / name).unlink(missing_ok=True)
                gone += name.startswith("part-")
        with suppress(OSError):
            (root / unit).rmdir()
    return gone


def recently_removed(root: Path, log: Log, kept_days: float) -> Iterator[str]:
    """The paths that commits of the last `kept_days` took out: what open readers and `--as-of` still ask for."""
    for commit in reversed(log.commits):
        if time.time() - (root / FOLDER / f"{commit.seq:08}.json").stat().st_mtime > kept_days * DAY:
            return
        yield from commit.remove


def units(root: Path) -> Mapping[str, Sequence[str]]:
    """The names in each folder of files, which is `<table>/<unit>`: plain strings, as there are thousands."""
    tables = [root / table for table in (*TABLES, *INTERNAL) if (root / table).is_dir()]
    folders = [(table.name, unit) for table in tables for unit in os.scandir(table) if unit.name.startswith(UNITS)]
    return {f"{table}/{unit.name}": [entry.name for entry in os.scandir(unit)] for table, unit in folders}

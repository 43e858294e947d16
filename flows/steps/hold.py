"""A warehouse held by one run at a time, and the id of that run."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from warehouse.errors import no_warehouse
from warehouse.lock import exclusive, try_exclusive
from warehouse.store import Store

DAY = 86_400.0


def existing(warehouse: Path, keep_days: float | None = None) -> Store:
    """A warehouse that is there already.

    Raises:
        WarehouseError: there is none.
    """
    if not (warehouse / "_commits").is_dir():
        raise no_warehouse(warehouse)
    return Store(warehouse, keep_days)


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the run lock of a warehouse; say so when somebody else does, and wait up to a day."""
    path = root / "_run.lock"
    release = try_exclusive(path)
    if release is not None:
        try:
            yield
        finally:
            release()
        return
    print(f"copydesk: another run is writing to {root}; waiting for it to finish.", file=sys.stderr, flush=True)
    with exclusive(path, patience=DAY):
        yield


def run_id_of(started: datetime) -> str:
    """The id of a run that starts at a time, UTC: runs sort by it."""
    return started.strftime("%Y%m%d-%H%M%S-%f")

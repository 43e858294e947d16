"""Locks that the operating system takes back when their holder dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.errors import WarehouseError, explained

PAUSE = 0.02
PATIENCE = 600.0


@contextmanager
def exclusive(path: Path, patience: float = PATIENCE) -> Iterator[float]:
    """Hold the lock file at `path`; gives the seconds it took to get it, 0 when nobody held it."""
    held = _open(path)
    try:
        yield _wait(held, path, patience)
    finally:
        os.close(held)


def try_exclusive(path: Path) -> Callable[[], None] | None:
    """Take the lock file at `path` if it is free; gives the function that releases it, None when somebody holds it."""
    held = _open(path)
    if _take(held):
        return lambda: os.close(held)
    os.close(held)
    return None


def _open(path: Path) -> int:
    with explained(path):
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)


def _take(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait(held: int, path: Path, patience: float) -> float:
    began = time.monotonic()
    if _take(held):
        return 0.0
    while not _take(held):
        if time.monotonic() - began > patience:
            raise WarehouseError(
                f"{path}: another run has been writing for more than {patience:.0f} seconds.\n"
                "  fix: wait for it to finish or stop it, then run again; this run published nothing."
            )
        time.sleep(PAUSE)
    return time.monotonic() - began

"""Files that are on the disk for good, and in their place whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.errors import explained


def make_durable(path: Path) -> None:
    """Flush a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def put(path: Path, is_durable: bool = True) -> Iterator[Path]:
    """Gives a path beside `path` to write to; what is there when the block ends well takes the place of `path`.

    Raises:
        WarehouseError: the disk refuses; what stood at `path` is still there.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield aside
            if is_durable:
                make_durable(aside)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)

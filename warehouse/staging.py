"""Where a run is written before it counts, and the move from there to its place."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from schemas.tables import TABLES
from warehouse.durable import make_durable
from warehouse.errors import WarehouseError, explained
from warehouse.lock import try_exclusive
from warehouse.log import File, describe
from warehouse.parquet import INTERNAL

FOLDER = "_staging"


@contextmanager
def staging(root: Path, run_id: str) -> Iterator[Path]:
    """An empty folder to stage a run in, gone when the block ends; its lock tells that its writer lives."""
    folder = root / FOLDER / run_id
    with explained(folder):
        release = try_exclusive(_lock_of(folder))
        if release is None:
            raise WarehouseError(
                f"run {run_id} is being written by another process.\n  fix: wait for it, or choose another run id."
            )
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    try:
        yield folder
    finally:
        _drop(folder, release)


def parts(folder: Path, table: str) -> list[Path]:
    """The staged parts of a table, by name."""
    return sorted((folder / table).glob("part-*.parquet"))


def place(root: Path, folder: Path, unit: str) -> list[File]:
    """Move staged files to their final names, durably. They do not count before a commit lists them."""
    files, folders = [], {root}
    with explained(root):
        for table in (*TABLES, *INTERNAL):
            for part in parts(folder, table):
                target = root / table / unit
                target.mkdir(parents=True, exist_ok=True)
                files.append(describe(table, part, f"{table}/{unit}/{part.name}"))
                part.replace(target / part.name)
                folders |= {target, target.parent}
        for changed in folders:
            make_durable(changed)
    return files


def withdraw(root: Path, unit: str) -> None:
    """Remove what was placed and never got its commit, as far as the disk lets us; the next start removes the rest."""
    for table in (*TABLES, *INTERNAL):
        shutil.rmtree(root / table / unit, ignore_errors=True)


def clear_abandoned(root: Path) -> None:
    """Remove the staging folders that no living process holds."""
    folder = root / FOLDER
    for lock in {*folder.glob("*.lock"), *_locks_of(path for path in folder.iterdir() if path.is_dir())}:
        release = try_exclusive(lock)
        if release is not None:
            _drop(lock.with_suffix(""), release)


def _locks_of(folders: Iterable[Path]) -> Iterator[Path]:
    return map(_lock_of, folders)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _drop(folder: Path, release: Callable[[], None]) -> None:
    """Remove a staging folder with its lock, which the caller holds."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        _lock_of(folder).unlink()
    release()

"""The warehouse: a folder of Parquet files whose commits are seen whole or not at all.

    <table>/run_id=<run>/part-<n>.parquet   rows; never changed once committed
    _commits/<seq>.json                     the truth: which files count (warehouse/log.py)
    _ledger/ _superseded/                   documents dealt with, documents replaced (warehouse/ledger.py)
    _staging/<run>/                         a run that is being written, under the lock _staging/<run>.lock
    _lock                                   held while a commit is made
    warehouse.duckdb                        views over the files that count, swapped whole (warehouse/catalog.py)

A commit: stage -> merge the parts of shards -> fsync -> rename into place -> fsync the folders -> publish the commit
file -> swap the catalog. Until the commit file is there, nothing of the run counts; once it is there, all of it does. A
crash before leaves files that the next start removes; a crash after leaves an old catalog that the next start rebuilds.
Readers never wait: an open catalog keeps its files, which are deleted a week after a commit stopped counting them.

Replacing: files hold many documents and never change. A run that deals with an article again names the older document
in its `_superseded`, which views and the ledger leave out. Files of a run of which no document is left are taken out
by the commit's `remove`.
"""

import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from schemas import contract
from schemas.tables import TABLES
from warehouse import catalog, ledger
from warehouse.errors import WarehouseError, explained
from warehouse.lock import exclusive, try_exclusive
from warehouse.log import Commit, File, Log, describe, publish, read_log
from warehouse.merge import merge
from warehouse.parquet import INTERNAL, make_durable, write_part

RUN_ID = re.compile(r"[0-9a-z-]{1,80}")
KEPT_DAYS = 7.0
OF_DOCUMENTS = ("_ledger", *(name for name, table in TABLES.items() if "doc_id" in table.columns and table.key))


@dataclass(frozen=True, slots=True)
class Run:
    """A run being staged. `folder` may be handed to other processes, which call `write_part` on it."""

    run_id: str
    folder: Path
    pack_version: str
    withdrawn: list[str] = field(default_factory=list)

    def write(self, table: str, rows: pa.Table, part: str = "0") -> Path:
        """Stage rows of a table, in its columns; a further part needs its own name."""
        return write_part(self.folder, table, rows, self.pack_version, part)

    def withdraw(self, article_ids: Sequence[str]) -> None:
        """Let articles go without a new version."""
        self.withdrawn.extend(article_ids)

    def staged(self, table: str) -> list[Path]:
        """The parts of a table that are written, by name."""
        return sorted((self.folder / table).glob("part-*.parquet"))


@dataclass(frozen=True, slots=True)
class Committed:
    """What came of a commit. `waited` is how long another writer held it up, in seconds."""

    commit: Commit
    replaced: int
    waited: float
    seconds: float


class Store:
    """A warehouse folder. Opening it makes what is missing and mends what a crash left behind."""

    def __init__(self, root: Path, kept_days: float = KEPT_DAYS) -> None:
        self.root = root.resolve()
        self.kept_days = kept_days
        with explained(self.root):
            for name in ("_commits", "_staging"):
                (self.root / name).mkdir(parents=True, exist_ok=True)
        self.heal()

    @property
    def catalog(self) -> Path:
        """The DuckDB file that readers open."""
        return self.root / catalog.NAME

    def log(self) -> Log:
        """What is committed now."""
        return read_log(self.root)

    def fresh(self, candidates: pa.Table) -> pa.Table:
        """The rows of `candidates` (doc_id, input_hash, pack_version, perhaps more) that are not in the warehouse."""
        return ledger.fresh(self.root, self.log(), candidates)

    @contextmanager
    def run(self, run_id: str, pack_version: str) -> Iterator[Run]:
        """Stage a run; commit it inside the `with`. What is not committed when it ends is gone."""
        if not RUN_ID.fullmatch(run_id):
            raise WarehouseError(f"run id {run_id!r} may hold a to z, 0 to 9 and hyphens, up to 80.")
        folder = self.root / "_staging" / run_id
        with exclusive(self.root / "_lock"):
            if run_id in self.log().run_ids:
                raise WarehouseError(f"run {run_id} is committed already.\n  fix:   choose another run id.")
            release = try_exclusive(_lock_of(folder))
            if release is None:
                raise WarehouseError(f"run {run_id} is being written by another process.")
            with explained(folder):
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
        try:
            yield Run(run_id, folder, pack_version)
        finally:
            _drop(folder, release)

    def commit(self, run: Run) -> Committed:
        """Publish all that the run staged, or nothing.

        Raises:
            WarehouseError: nothing of the run counts, unless the message says that it is committed.
        """
        began = time.monotonic()
        for table in (*TABLES, *INTERNAL):
            merge(run.folder, table, run.staged(table), run.pack_version)
        ledger.refuse_double(run.staged("_ledger"), run.staged("documents"))
        with exclusive(self.root / "_lock") as waited:
            commit, replaced = self._publish(run)
            try:
                catalog.rebuild(self.root, self.log())
            except WarehouseError as error:
                raise WarehouseError(f"run {run.run_id} is committed, but its catalog is not: {error}") from error
        return Committed(commit, replaced, waited, time.monotonic() - began)

    def _publish(self, run: Run) -> tuple[Commit, int]:
        """Move the staged files into place and number the commit, after whatever is committed by then."""
        added = place(self.root, run)
        ledgers = [self.root / file.path for file in added if file.table == "_ledger"]
        while True:
            log = self.log()
            gone = ledger.supersede(self.root, log, ledgers, run.withdrawn)
            if gone.rows.num_rows:
                run.write("_superseded", gone.rows)
            files = (*added, *place(self.root, run))
            remove = tuple(
                file.path for file in log.live.values() if file.table in OF_DOCUMENTS and file.run_id in gone.runs
            )
            commit = Commit(log.seq + 1, run.run_id, run.pack_version, contract.fingerprint(), files, remove)
            if publish(self.root, commit):
                return commit, gone.rows.num_rows

    def heal(self) -> None:
        """Remove what dead runs left and rebuild a stale catalog. Does nothing while another run commits."""
        release = try_exclusive(self.root / "_lock")
        if release is None:
            return
        try:
            log = self.log()
            with explained(self.root):
                _heal_staging(self.root / "_staging")
                _heal_files(self.root, log)
                self._sweep(log)
            if catalog.is_stale(self.root, log):
                catalog.rebuild(self.root, log)
        finally:
            release()

    def _sweep(self, log: Log) -> None:
        """Delete files that a commit of some days ago took out."""
        for commit in log.commits:
            if not commit.remove:
                continue
            written = (self.root / "_commits" / f"{commit.seq:08}.json").stat().st_mtime
            if time.time() - written > self.kept_days * 86_400:
                for path in commit.remove:
                    (self.root / path).unlink(missing_ok=True)


def place(root: Path, run: Run) -> list[File]:
    """Move staged files to their final names, durably. They do not count before a commit lists them."""
    files, folders = [], {root}
    with explained(root):
        for table in (*TABLES, *INTERNAL):
            for part in run.staged(table):
                folder = root / table / f"run_id={run.run_id}"
                folder.mkdir(parents=True, exist_ok=True)
                files.append(describe(table, part, f"{table}/{folder.name}/{part.name}"))
                part.replace(folder / part.name)
                folders |= {folder, folder.parent}
        for folder in folders:
            make_durable(folder)
    return files


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _drop(folder: Path, release: Callable[[], None]) -> None:
    """Remove a staging folder with its lock, which the caller holds."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        _lock_of(folder).unlink()
    release()


def _heal_staging(staging: Path) -> None:
    """Remove the staging folders that no living process holds."""
    for lock in {*staging.glob("*.lock"), *(_lock_of(path) for path in staging.iterdir() if path.is_dir())}:
        release = try_exclusive(lock)
        if release is not None:
            _drop(lock.with_suffix(""), release)


def _heal_files(root: Path, log: Log) -> None:
    """Remove files that were moved into place by a run that never got its commit."""
    for table in (*TABLES, *INTERNAL):
        for folder in (root / table).glob("run_id=*"):
            if folder.name.removeprefix("run_id=") not in log.run_ids:
                shutil.rmtree(folder)
    for aside in (*root.glob(f"{catalog.NAME}.*.tmp*"), *(root / "_commits").glob(".*")):
        aside.unlink(missing_ok=True)

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
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from schemas import contract
from schemas.tables import TABLES
from warehouse import catalog, ledger, retention
from warehouse.errors import WarehouseError, explained
from warehouse.heal import heal
from warehouse.lock import exclusive, try_exclusive
from warehouse.log import NO_LOG, Commit, Log, publish, read_log
from warehouse.merge import merge_all
from warehouse.parquet import INTERNAL, stage_part, write_part
from warehouse.staging import parts, place, staging, withdraw

RUN_ID = re.compile(r"[0-9a-z-]{1,80}")
OF_DOCUMENTS = (
    "_ledger",
    "_inputs",
    *(name for name, table in TABLES.items() if "doc_id" in table.columns and table.key),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run being staged. `folder` may be handed to other processes, which call `stage_part` on it."""

    run_id: str
    folder: Path
    pack_version: str
    withdrawn: list[str] = field(default_factory=list)

    def write(self, table: str, rows: pa.Table, part: str = "0") -> Path:
        """Stage rows of a table, in its columns; a further part needs its own name. Gives the file.

        Raises:
            WarehouseError: there is no such table, columns are missing or unknown, or the disk refuses.
        """
        return stage_part(self.folder, table, rows, part)

    def withdraw(self, article_ids: Sequence[str]) -> None:
        """Let articles go without a new version."""
        self.withdrawn.extend(article_ids)

    def staged(self, table: str) -> list[Path]:
        """The parts of a table that are written, by name."""
        return parts(self.folder, table)


@dataclass(frozen=True, slots=True)
class Committed:
    """What came of a commit. `waited` is how long another writer held it up, in seconds."""

    commit: Commit
    replaced: int
    waited: float
    seconds: float


class Store:
    """A warehouse folder. Opening it makes what is missing and mends what a crash left behind.

    Files that commits took out are kept for `kept_days` days: open readers and `--as-of` still ask for them. Unless it
    is given, it is what was set for this warehouse, else a week.

    Raises:
        WarehouseError: the folder cannot be made or written, or its commits cannot be read.
    """

    def __init__(self, root: Path, kept_days: float | None = None) -> None:
        self.root = root.resolve()
        self.kept_days = retention.kept_days(self.root) if kept_days is None else kept_days
        self._known = NO_LOG
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
        self._known = read_log(self.root, self._known)
        return self._known

    def fresh(self, candidates: pa.Table) -> pa.Table:
        """The rows of `candidates` (doc_id, input_hash, pack_version, perhaps more) that are not in the warehouse."""
        return ledger.fresh(self.root, self.log(), candidates)

    @contextmanager
    def run(self, run_id: str, pack_version: str) -> Iterator[Run]:
        """Stage a run; commit it inside the `with`. What is not committed when it ends is gone.

        Raises:
            WarehouseError: the id is none (a to z, 0 to 9, hyphens), or a run of that id is committed already.
        """
        if not RUN_ID.fullmatch(run_id):
            raise WarehouseError(f"run id {run_id!r} is none.\n  fix: a to z, 0 to 9 and hyphens, up to 80.")
        with ExitStack() as held:
            with exclusive(self.root / "_lock"):
                if run_id in self.log().run_ids:
                    raise WarehouseError(f"run {run_id} is committed already.\n  fix: choose another run id.")
                folder = held.enter_context(staging(self.root, run_id))
            yield Run(run_id, folder, pack_version)

    def commit(self, run: Run) -> Committed:
        """Publish all that the run staged, or nothing.

        Raises:
            WarehouseError: nothing of the run counts, unless the message says that it is committed.
        """
        began = time.monotonic()
        merge_all(run.folder, (*TABLES, *INTERNAL), run.pack_version)
        ledger.refuse_double(run.staged("_ledger"), run.staged("documents"))
        with self.writing(run.run_id, f"run_id={run.run_id}") as waited:
            commit, replaced = self._publish(run)
        return Committed(commit, replaced, waited, time.monotonic() - began)

    @contextmanager
    def writing(self, run_id: str, unit: str) -> Iterator[float]:
        """Hold the warehouse for a commit; gives the seconds that another writer held it up.

        When the block ends well the catalog is made new. When it fails, what it placed in `unit` is removed, unless
        its commit is out.

        Raises:
            WarehouseError: of the block; or the commit is out and the catalog could not be made.
        """
        with exclusive(self.root / "_lock") as waited:
            try:
                yield waited
            except BaseException:
                if run_id not in self.log().run_ids:
                    withdraw(self.root, unit)
                raise
            try:
                catalog.rebuild(self.root, self.log())
            except WarehouseError as error:
                raise WarehouseError(
                    f"run {run_id} is committed, but its catalog is not built: {error}\n  the next run builds it."
                ) from error

    def _publish(self, run: Run) -> tuple[Commit, int]:
        """Move the staged files into place and number the commit, after whatever is committed by then."""
        unit = f"run_id={run.run_id}"
        added = place(self.root, run.folder, unit)
        ledgers = [self.root / file.path for file in added if file.table == "_ledger"]
        while True:
            log = self.log()
            gone = ledger.supersede(self.root, log, ledgers, run.withdrawn)
            if gone.rows.num_rows:
                write_part(run.folder, "_superseded", gone.rows, run.pack_version)
            files = (*added, *place(self.root, run.folder, unit))
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
            heal(self.root, self.log(), self.kept_days)
        finally:
            release()

"""One run from paths to commit, in plain functions: the Prefect flow only calls them."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

import pyarrow as pa
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from extractors.engine.ruleset import ruleset_of
from flows.sources import files_of, given
from flows.steps.corrections import Corrections, corrections_of
from flows.steps.counts import Counts
from flows.steps.hold import alone, run_id_of
from flows.steps.incremental import change_since, keep_parts
from flows.steps.judge import judge
from flows.steps.plan import Shard, fresh, shards
from flows.steps.pool import each
from flows.steps.rule_list import keep_list
from schemas.arrow import arrow_schema
from schemas.tables import RUN_TABLES
from warehouse.errors import WarehouseError
from warehouse.known import Before, Known, known
from warehouse.store import Run, Store
from warehouse.upkeep.compact import compact_when_due


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is asked to do, and where."""

    files: tuple[Path, ...]
    store: Store
    run: Run
    started: datetime
    workers: int
    rules: Path | None
    corrections: Corrections


@contextmanager
def job(paths: Iterable[Path], warehouse: Path, workers: int, rules: Path | None) -> Iterator[Job]:
    """A run that holds the warehouse: a second one waits until it is done, and then finds nothing new.

    Raises:
        RuleError, UserError, WarehouseError: before anything is written.
    """
    files = files_of(paths).readable
    version = ruleset_of(rules).version
    corrections = corrections_of(warehouse)
    store = Store(warehouse)
    with alone(store.root):
        started = datetime.now(UTC)
        with store.run(run_id_of(started), version) as run:
            yield Job(files, store, run, started, workers or os.cpu_count() or 1, rules, corrections)


def stage(job: Job) -> Counts:
    """Read every document that the warehouse does not know into staged Parquet."""
    with known(job.store.root, job.store.log()) as held:
        before: dict[str, Before] = {}
        waiting = shards(fresh(job.corrections.given_to(given(job.files)), held, before, job.run.pack_version), before)
        first = next(waiting, None)
        if first is None:
            return Counts()
        keep_parts(job.store.root, ruleset_of(job.rules))
        say_what_changed(held, job)
        return read(chain([first], waiting), job)


def read(waiting: Iterable[Shard], job: Job, is_replay: bool = False) -> Counts:
    """Read shards into staged Parquet."""
    counts = Counts()
    read_each = partial(
        read_one, folder=job.run.folder, run_id=job.run.run_id, rules=job.rules, root=job.store.root,
        is_replay=is_replay,
    )  # fmt: skip
    with progress() as bar:
        task = bar.add_task("reading", total=None)
        # With rules of the user's own each process loads them itself.
        shared = "flows.steps.shard" if job.rules else "flows.steps.preloaded"
        for part in each(read_each, waiting, job.workers, shared):
            counts += part
            bar.update(task, completed=counts.documents + counts.checked)
        bar.update(task, total=counts.documents + counts.checked)
    return counts


def read_one(shard: Shard, folder: Path, run_id: str, rules: Path | None, root: Path | None, is_replay: bool) -> Counts:
    """`read_shard`, imported where it runs: a process that only leads saves the time and the memory."""
    from flows.steps.shard import read_shard

    return read_shard(shard, folder, run_id, rules, root, is_replay)


def say_what_changed(held: Known, job: Job) -> None:
    """Name on standard error what differs from the rules that the warehouse was read by."""
    for version in held.packs():
        if version != job.run.pack_version and (change := change_since(version, job.store.root, job.rules)):
            which = "every document is read again" if change.touches_all else "documents it can touch are read again"
            print(f"copydesk: since {version}: {change.words}; {which}.", file=sys.stderr, flush=True)


def publish(job: Job, counts: Counts) -> None:
    """Commit what was staged, with its row of the runs table."""
    seconds = (datetime.now(UTC) - job.started).total_seconds()
    row: dict[str, object] = {
        "run_id": job.run.run_id, "started_at": job.started, "seconds": seconds,
        "documents_per_second": counts.documents / seconds, "pack_version": job.run.pack_version,
    }  # fmt: skip
    row |= {name: counts.rows[name] for name in RUN_TABLES}
    job.run.write("runs", pa.Table.from_pylist([row], schema=arrow_schema("runs")))
    keep_list(job.run, job.store, ruleset_of(job.rules))
    judge(job.run, job.store)
    job.store.commit(job.run)
    keep_few_files(job.store)


def keep_few_files(store: Store) -> None:
    """Compact when it is due. The run is committed by then: what hinders compaction is told, and tried again later."""
    try:
        compact_when_due(store)
    except WarehouseError as error:
        print(f"copydesk: the run is committed; compaction is put off: {error}", file=sys.stderr, flush=True)


def progress() -> Progress:
    """A progress bar on standard error; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)

"""One run from paths to commit, in plain functions: the Prefect flow only calls them."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from flows.counts import Counts, ruleset_of
from flows.plan import input_hash, shards
from flows.pool import each
from flows.sources import Given, files_of, given
from flows.upkeep import keep_few_files
from schemas.arrow import arrow_schema
from warehouse.lock import exclusive, try_exclusive
from warehouse.store import Run, Store

LOOKED_UP_AT_ONCE = 10_000
DAY = 86_400.0
EXTRACTED = ("documents", "numbers", "dates", "actors", "actor_mentions", "quotes", "quarantine")


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is asked to do, and where."""

    files: tuple[tuple[Path, str], ...]
    store: Store
    run: Run
    started: datetime
    workers: int
    rules: Path | None


@contextmanager
def job(paths: Iterable[Path], warehouse: Path, workers: int, rules: Path | None) -> Iterator[Job]:
    """A run that holds the warehouse: a second one waits until it is done, and then finds nothing new.

    Raises:
        RuleError, UserError, WarehouseError: before anything is written.
    """
    files = files_of(paths).readable
    version = ruleset_of(rules).version
    store = Store(warehouse)
    with alone(store.root):
        started = datetime.now(UTC)
        with store.run(started.strftime("%Y%m%d-%H%M%S-%f"), version) as run:
            yield Job(files, store, run, started, workers or os.cpu_count() or 1, rules)


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the run lock of a warehouse; say so when somebody else does."""
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


def stage(job: Job) -> Counts:
    """Read every document that the warehouse does not know into staged Parquet."""
    waiting = shards(fresh(given(job.files), job))
    counts = Counts()
    first = next(waiting, None)
    if first is None:
        return counts
    from flows.shard import read_shard  # pandera takes most of a second to import
    from schemas.canary import prove

    prove()
    with progress() as bar:
        task = bar.add_task("reading", total=None)
        done = each(
            partial(read_shard, folder=job.run.folder, run_id=job.run.run_id, rules=job.rules),
            chain([first], waiting),
            job.workers,
        )
        for part in done:
            counts += part
            bar.update(task, completed=counts.documents)
        bar.update(task, total=counts.documents)
    return counts


def fresh(documents: Iterator[Given], job: Job) -> Iterator[Given]:
    """The documents that the warehouse does not hold yet, as this input read by these rules."""
    while batch := list(islice(documents, LOOKED_UP_AT_ONCE)):
        candidates = pa.table(
            {
                "article_id": [item.article_id for item in batch],
                "doc_id": [item.doc_id for item in batch],
                "input_hash": [input_hash(item) for item in batch],
                "pack_version": [job.run.pack_version] * len(batch),
                "position": list(range(len(batch))),
            }
        )
        for position in job.store.fresh(candidates)["position"].to_pylist():
            yield batch[position]


def publish(job: Job, counts: Counts) -> None:
    """Commit what was staged, with its row of the runs table."""
    seconds = (datetime.now(UTC) - job.started).total_seconds()
    row: dict[str, object] = {
        "run_id": job.run.run_id, "started_at": job.started, "seconds": seconds,
        "documents_per_second": counts.documents / seconds, "pack_version": job.run.pack_version,
    }  # fmt: skip
    row |= {name: counts.rows[name] for name in EXTRACTED}
    job.run.write("runs", pa.Table.from_pylist([row], schema=arrow_schema("runs")))
    job.store.commit(job.run)
    keep_few_files(job.store)


def progress() -> Progress:
    """A progress bar on standard error; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)

"""How does a run grow with its articles: seconds, memory, what of it is validation and writing, how fast are readers?

    python -m benchmarks.growth [--articles 1000 10000 100000] [--workers 2]

Each size is one `copydesk run` over made articles (benchmarks/articles.py), end to end. What a run over nothing new
takes, Prefect's start and all imports, is taken off. Memory is the sum over all processes, pages that several share
counted once. The shares are of one process that reads 5,000 articles. Unchanged articles: benchmarks/known.py.
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks.articles import write
from benchmarks.timing import COPYDESK, timed
from flows.steps import job as jobs
from flows.steps import shard
from warehouse import store
from warehouse.asking import sql
from warehouse.asking.questions import TYPES, Question, questions
from warehouse.store import Store

PER_FILE = 10_000
SAMPLED = 5_000
PAUSE = 0.1
VALIDATION, WRITING, COMMIT = "validation", "writing", "commit"


def main() -> None:
    """Print a line per size, then the shares."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description="Growth of a run.")
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        grow(Path(folder), chosen.articles, chosen.workers)


def grow(folder: Path, sizes: Sequence[int], workers: int) -> None:
    """Run each size into a warehouse of its own."""
    run(warm_up(folder / "first"), 1)
    heads = ("articles", "MB", "seconds", "MB/s", "peak MB", "files", "open s", "query s", "slowest named question")
    for at, size in enumerate(sizes):
        home = folder / str(size)
        megabytes = inbox(home / "in", size)
        seconds, peak = run(home, workers)
        idle, _ = run(home, workers)
        if not at:
            print(f"a run over nothing new takes {idle:.1f} s, taken off")
            print(" ".join(f"{head:>9}" for head in heads))
        opened, (slowest, name) = reading(home / "data")
        files = len(Store(home / "data").log().live)
        cells = (megabytes, seconds - idle, megabytes / (seconds - idle), peak, files, opened, slowest)
        shown = " ".join(f"{cell:9,.{places}f}" for cell, places in zip(cells, (1, 1, 3, 0, 0, 3, 2), strict=True))
        print(f"{size:9,} {shown} {name}", flush=True)
    for name, share in shares(folder / "shares").items():
        print(f"{name:12} {share:6.1%} of a process")


def warm_up(home: Path) -> Path:
    """A home with one article: the first run of all makes Prefect's database, which takes ten seconds."""
    inbox(home / "in", 1)
    return home


def inbox(folder: Path, size: int) -> float:
    """Write so many articles into a folder. Megabytes of text."""
    folder.mkdir(parents=True)
    starts = range(0, size, PER_FILE)
    return sum(write(folder / f"{at:07}.jsonl", min(PER_FILE, size - at), at) for at in starts)


def run(home: Path, workers: int) -> tuple[float, float]:
    """`copydesk run` over the inbox. Its seconds, and the megabytes that all its processes held at most."""
    command = [COPYDESK, "run", "in", "--warehouse", "data", "--workers", str(workers)]
    environment = {**os.environ, "XDG_STATE_HOME": str(home.parent / "state")}
    began, peak = time.perf_counter(), 0.0
    with subprocess.Popen(command, cwd=home, env=environment, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(resident, family(process.pid))))
            time.sleep(PAUSE)
    if process.returncode:
        raise SystemExit(f"copydesk run ended with {process.returncode}.")
    return time.perf_counter() - began, peak


def family(pid: int) -> Iterator[int]:
    """A process and all that it started, as Linux tells it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def resident(pid: int) -> float:
    """Megabytes of a process in memory; of pages that several share its part. 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def reading(root: Path) -> tuple[float, tuple[float, str]]:
    """Seconds to open the catalog, and those of the slowest named question with its name."""

    def opened() -> None:
        with duckdb.connect(root / "warehouse.duckdb", read_only=True) as connection:
            connection.execute("SELECT 1")

    asked = {name: timed(partial(ask, root, question)) for name, question in questions().items()}
    slowest = max(asked, key=lambda name: asked[name])
    return min(timed(opened) for _ in range(3)), (asked[slowest], slowest)


def ask(root: Path, question: Question) -> pa.Table:
    """The answer to a named question; what it must be told is the example of its type."""
    given = {name: TYPES[one.type][1] for name, one in question.parameters.items() if one.is_needed and not one.default}
    return sql.ask(root, question.sql, given=question.values(given))


def shares(home: Path) -> dict[str, float]:
    """Of the seconds of one process, from first article to commit, what goes where."""
    inbox(home / "in", SAMPLED)
    with jobs.job([home / "in"], home / "data", 1, None) as job:
        seconds: defaultdict[str, float] = defaultdict(float)
        with (
            clocked(shard, "validated", seconds, VALIDATION),
            clocked(shard, "changes", seconds, WRITING),
            clocked(shard, "stage_part", seconds, WRITING),
            clocked(store.Store, "commit", seconds, COMMIT),
        ):
            total = timed(lambda: jobs.publish(job, jobs.stage(job)))
    return {name: seconds[name] / total for name in (VALIDATION, WRITING, COMMIT)}


@contextmanager
def clocked(owner: object, name: str, seconds: defaultdict[str, float], kind: str) -> Iterator[None]:
    """Add the time that a function takes to the seconds of a kind."""
    real: Callable[..., object] = getattr(owner, name)

    @wraps(real)
    def timing(*given: object, **named: object) -> object:
        began = time.perf_counter()
        try:
            return real(*given, **named)
        finally:
            seconds[kind] += time.perf_counter() - began

    setattr(owner, name, timing)
    try:
        yield
    finally:
        setattr(owner, name, real)


if __name__ == "__main__":
    main()

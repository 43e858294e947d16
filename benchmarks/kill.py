"""kill -9 at random moments: is a run lost or seen in part, does the next start heal, are the bytes the same?

    python -m benchmarks.kill [--moments 180] [--through-run 20] [--articles 2000] [--seed 1]

Most moments hit a process that writes 2,000 documents by the functions beneath `copydesk run`, a third of the articles
new, the others new versions; the others hit `copydesk run` itself over made articles, with all its processes. The
moment is uniform over a run's time. After each: the catalog is read as it stands, the warehouse is opened again, the
run repeated if it was not committed, and its files compared with those of a run that nobody killed. A reader looks at
the catalog all the while.
"""

import argparse
import multiprocessing
import os
import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from benchmarks import killed
from benchmarks.articles import write
from benchmarks.growth import family
from benchmarks.killed import Reads, hashes_of, look, name_of, read_on, write_run
from benchmarks.timing import COPYDESK
from warehouse import catalog
from warehouse.heal import units
from warehouse.log import read_log
from warehouse.staging import FOLDER
from warehouse.store import Store
from warehouse.upkeep.verify import verify

CONTEXT = multiprocessing.get_context("forkserver")
CALM = 100
PHASES = ("before staging", "staging", "files moved", "commit out, catalog old", "committed")
SAME = ("documents", "numbers", "dates", "actors", "actor_mentions", "quotes", "_ledger")
"""Tables that do not name their run."""


@dataclass(slots=True)
class Tally:
    """What came of the kills of one kind."""

    phases: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    halves: int = 0
    unhealed: int = 0
    other_bytes: int = 0
    slowest_heal: float = 0.0

    def show(self, name: str) -> None:
        """One column of the table."""
        print(f"\n{name}: {self.phases.total()} kills")
        for phase in PHASES:
            print(f"  killed at: {phase:28} {self.phases[phase]:5}")
        wrong = {"acknowledged runs lost": self.lost, "half runs seen": self.halves}
        wrong |= {"not healed by the next start": self.unhealed, "other bytes of the re-run": self.other_bytes}
        for what, count in wrong.items():
            print(f"  {what:39} {count:5}")
        print(f"  slowest next start {self.slowest_heal:.2f} s", flush=True)


def main() -> None:
    """Print a table for each kind, and what the reader met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill", description="kill -9 at random moments.")
    parser.add_argument("--moments", type=int, default=180, help="kills of the functions beneath")
    parser.add_argument("--through-run", type=int, default=20, help="kills of `copydesk run`")
    parser.add_argument("--articles", type=int, default=2_000, help="that `copydesk run` reads")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    CONTEXT.set_forkserver_preload(["benchmarks.killed"])
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        if chosen.moments:
            beneath(Path(folder) / "beneath", chosen.moments, chance)
        if chosen.through_run:
            through_run(Path(folder), chosen.through_run, chosen.articles, chance).show("copydesk run")


def beneath(root: Path, moments: int, chance: random.Random) -> None:
    """Kill writers of the functions beneath, with a reader beside them."""
    tally, number = Tally(), 0
    Store(root)
    longest = max(let_live(root, number := number + 1) for _ in range(3))
    near, far = CONTEXT.Pipe()
    reader = CONTEXT.Process(target=read_on, args=(root, far), daemon=True)
    reader.start()
    while tally.phases.total() < moments:
        number += 1
        is_told = kill(root, number, chance.uniform(0, longest * 1.1))
        judge(root, number, tally, is_told)
    near.send("stop")
    met: Reads = near.recv()
    reader.join()
    tally.show(f"functions beneath, {killed.DOCUMENTS:,} documents a run")
    calm = sorted(timed_look(root) for _ in range(CALM))
    busy = sorted(met.seconds)
    print(f"  reader: {len(busy):,} looks beside the writers, {met.halves} half runs, {len(met.errors)} errors")
    for name, seconds in (("beside writers", busy), ("nobody writes", calm)):
        print(f"  a look takes {seconds[len(seconds) // 2] * 1e3:.0f} ms, at most {seconds[-1] * 1e3:.0f} ms: {name}")
    print("\n".join(f"  {error}" for error in met.errors[:3]) or "  no error", flush=True)
    faults = verify(root).faults
    print(f"  copydesk verify at the end: {len(faults)} faults", flush=True)


def let_live(root: Path, number: int) -> float:
    """A run that nobody kills. Its seconds from its first word to its last."""
    near, far = CONTEXT.Pipe()
    process = CONTEXT.Process(target=write_run, args=(root, number, far))
    process.start()
    near.recv()
    began = time.perf_counter()
    process.join()
    if process.exitcode:
        raise SystemExit(f"run {number} ended with {process.exitcode}.")
    return time.perf_counter() - began


def kill(root: Path, number: int, after: float) -> bool:
    """Start a run and kill it so many seconds after its first word. Whether it had said that it is committed."""
    near, far = CONTEXT.Pipe()
    process = CONTEXT.Process(target=write_run, args=(root, number, far))
    process.start()
    far.close()
    near.recv()
    time.sleep(after)
    process.kill()
    process.join()
    try:
        return near.poll() and near.recv() == "committed"
    except EOFError:
        return False


def judge(root: Path, number: int, tally: Tally, is_told: bool) -> None:
    """Look at what a kill left, start again, repeat the run, compare."""
    run_id = name_of(number)
    tally.phases[phase_of(root, run_id)] += 1
    tally.halves += not look(root)
    tally.lost += is_told and run_id not in read_log(root).run_ids
    heal(root, tally)
    tally.halves += not look(root)
    if run_id not in read_log(root).run_ids:
        let_live(root, number)
    with tempfile.TemporaryDirectory() as folder:
        wanted = hashes_of(Path(folder), number)
    commit = next(commit for commit in read_log(root).commits if commit.run_id == run_id)
    tally.other_bytes += {file.table: file.sha256 for file in commit.add if file.table in wanted} != wanted


def phase_of(root: Path, run_id: str) -> str:
    """How far a run had come when it was killed."""
    log = read_log(root)
    if run_id in log.run_ids:
        return PHASES[4] if catalog.origin(root) == catalog.wanted(root, log) else PHASES[3]
    if any(unit.endswith(f"/run_id={run_id}") for unit in units(root)):
        return PHASES[2]
    return PHASES[1] if (root / FOLDER / run_id).is_dir() else PHASES[0]


def heal(root: Path, tally: Tally) -> None:
    """The next start: is all mended after it?"""
    began = time.perf_counter()
    log = Store(root).log()
    tally.slowest_heal = max(tally.slowest_heal, time.perf_counter() - began)
    listed = {file.path for commit in log.commits for file in commit.add}
    on_disk = {f"{unit}/{name}" for unit, names in units(root).items() for name in names}
    is_clean = on_disk <= listed and not list((root / FOLDER).iterdir())
    tally.unhealed += not (is_clean and catalog.origin(root) == catalog.wanted(root, log))


def timed_look(root: Path) -> float:
    """Seconds of one look."""
    began = time.perf_counter()
    look(root)
    return time.perf_counter() - began


def through_run(home: Path, moments: int, count: int, chance: random.Random) -> Tally:
    """Kill `copydesk run` with all its processes; what is committed goes on with the next articles."""
    tally, inbox = Tally(), 0
    environment = {**os.environ, "XDG_STATE_HOME": str(home / "state")}
    write(home / "0.jsonl", count)
    longest = complete(home, 0, "clean", environment)
    while tally.phases.total() < moments:
        root = home / "data"
        known = read_log(root).run_ids
        command = [COPYDESK, "run", f"{inbox}.jsonl", "--warehouse", "data"]
        with subprocess.Popen(
            command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(chance.uniform(0, longest))
            is_told = process.poll() == 0
            for pid in [*family(process.pid)]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        fresh = read_log(root).run_ids - known
        staged = [path.name for path in (root / FOLDER).glob("*") if path.is_dir()] if root.is_dir() else []
        tally.phases[phase_of(root, next(iter([*fresh, *staged]), "none")) if root.is_dir() else PHASES[0]] += 1
        tally.lost += is_told and not fresh
        if (root / catalog.NAME).is_file():
            heal_run(root, count, tally)
        if fresh:
            inbox += 1
            write(home / f"{inbox}.jsonl", count, inbox * count)
    complete(home, inbox, "data", environment)
    for at in range(1, inbox + 1):
        complete(home, at, "clean", environment)
    tally.other_bytes += bytes_of(home / "data") != bytes_of(home / "clean")
    tally.unhealed += bool(verify(home / "data").faults)
    return tally


def complete(home: Path, inbox: int, warehouse: str, environment: dict[str, str]) -> float:
    """A run that nobody kills. Its seconds."""
    began = time.perf_counter()
    command = [COPYDESK, "run", f"{inbox}.jsonl", "--warehouse", warehouse]
    subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def heal_run(root: Path, count: int, tally: Tally) -> None:
    """The catalog before and after the next start shows whole runs only."""
    for is_healed in (False, True):
        if is_healed:
            heal(root, tally)
        with duckdb.connect(root / catalog.NAME, read_only=True) as connection:
            runs = connection.execute("SELECT run_id, count(*) FROM documents GROUP BY 1").fetchall()
            told = connection.execute("SELECT run_id, documents FROM runs").fetchall()
        tally.halves += sorted(runs) != sorted(told) or any(rows != count for _, rows in runs)


def bytes_of(root: Path) -> Counter[str]:
    """What the files of the tables that do not name their run hash to."""
    return Counter(file.sha256 for file in read_log(root).live.values() if file.table in SAME)


if __name__ == "__main__":
    main()

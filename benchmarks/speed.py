"""How fast text is read, beside the cheapest thing that can be done to it: `re.findall(r"\\w+", text)`.

    python -m benchmarks.speed [PATH ...] [--megabytes 4] [--rounds 3] [--rules-table]

Each round times the baseline and every stage one after the other; the figure is the best round of each, since whatever
else runs on the machine only slows it down. Quote the ratio to the baseline, not the seconds.
"""

import argparse
import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.corpus import default_paths, documents
from extractors.columns import columns
from extractors.document import Document
from extractors.engine.match import find
from extractors.engine.ruleset import Ruleset, load
from extractors.reading import batches, read_all

WORD = re.compile(r"\w+")


def main() -> None:
    """Print a line per stage: MB/s, words/s, and the ratio to the baseline of the same run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="How fast text is read.")
    parser.add_argument(
        "paths", nargs="*", type=Path, help="folders, text files or JSON lines; else what comes with us"
    )
    parser.add_argument("--megabytes", type=float, default=4.0, help="how much text")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the best counts")
    parser.add_argument("--rules-table", action="store_true", help="show the 20 rules that cost most")
    chosen = parser.parse_args()
    given = documents(chosen.paths or default_paths(), chosen.megabytes)
    ruleset = load()
    size = sum(len(item.text.encode("utf-8", "surrogatepass")) for item in given)
    words = sum(len(WORD.findall(item.text)) for item in given)
    print(f"{size / 1e6:.2f} MB, {len(given)} documents, {words:,} words, {len(ruleset.rules)} rules")
    stages: dict[str, Callable[[], object]] = {
        r"re.findall(r'\w+')": lambda: [WORD.findall(item.text) for item in given],
        **spacy_stage(given),
        "matching": lambda: match_all(given, ruleset),
        "extract, as rows": lambda: list(read_all(given, ruleset)),
        "extract, as columns": lambda: columns(read_all(given, ruleset), ruleset.version),
    }
    best = {name: min(timed(stage) for _ in range(chosen.rounds)) for name, stage in stages.items()}
    base = next(iter(best.values()))
    print(f"{'':24}{'seconds':>9}{'MB/s':>9}{'words/s':>12}{'x base':>9}")
    for name, seconds in best.items():
        print(f"{name:24}{seconds:9.3f}{size / 1e6 / seconds:9.3f}{words / seconds:12,.0f}{base / seconds:9.4f}")
    if chosen.rules_table:
        rules_table(given, ruleset)


def timed(stage: Callable[[], object]) -> float:
    """Seconds that a stage takes, once."""
    began = time.perf_counter()
    stage()
    return time.perf_counter() - began


def match_all(given: Sequence[Document], ruleset: Ruleset) -> int:
    """Every match of every rule, in batches as `read_all` makes them. How many there are."""
    found = 0
    for batch in batches(given):
        found += sum(map(len, find([item.text for item in batch], ruleset.rules, ruleset.plan)))
    return found


def spacy_stage(given: Sequence[Document]) -> dict[str, Callable[[], object]]:
    """spaCy's bare tokeniser, where it is installed."""
    try:
        import spacy  # type: ignore[import-not-found]
    except ImportError:
        return {}
    tokenise = spacy.blank("en").tokenizer
    return {"spaCy blank tokeniser": lambda: [tokenise(item.text) for item in given]}


def rules_table(given: Sequence[Document], ruleset: Ruleset) -> None:
    """The rules that cost most over the text, each run alone."""
    costs = []
    for rule in ruleset.rules:
        alone = Ruleset((rule,), ruleset.seeds, ())
        alone.plan  # noqa: B018  planned before it is timed
        costs.append((timed(partial(match_all, given, alone)), rule.id))
    for seconds, name in sorted(costs, reverse=True)[:20]:
        print(f"{seconds:9.3f} s  {name}")


if __name__ == "__main__":
    main()

"""How fast text is read, beside the cheapest thing that can be done to it: `re.findall(r"\\w+", text)`.

    python -m benchmarks.speed [PATH ...] [--megabytes 4 | --full] [--rounds 3] [--twice] [--gazetteer 100000]
                               [--rules-table]

Each round times the baseline and every stage one after the other; the figure is the best round of each, since whatever
else runs on the machine only slows it down. Quote the ratio to the baseline, not the seconds. The whole process is
`copydesk extract` over JSON lines, less its cold start. `benchmarks.scale` measures long input and several processes.
"""

import argparse
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.corpus import default_paths, documents, megabytes_of, write_lines
from benchmarks.timing import Text, best_of, extract_process, show, timed
from benchmarks.variants import doubled, gazetteer
from extractors import extract
from extractors.article.document import Document
from extractors.engine.match import find
from extractors.engine.pack import Rule
from extractors.engine.plan import Plan, plan_of
from extractors.engine.ruleset import Ruleset, load
from extractors.reading import batches

WORD = re.compile(r"\w+")
SCAN = r"\w+ (re.findall)"
ALONE = "copydesk extract --workers 1"
FULL = 20.0
Stages = dict[str, Callable[[], object]]


def main() -> None:
    """Print a line per stage: seconds, MB/s, words/s, and the ratio to the baselines of the same run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="How fast text is read.")
    parser.add_argument(
        "paths", nargs="*", type=Path, help="folders, text files or JSON lines; else what comes with us"
    )
    parser.add_argument("--megabytes", type=float, default=4.0, help="how much text")
    parser.add_argument("--full", action="store_true", help=f"{FULL:.0f} MB of text")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the best counts")
    parser.add_argument("--twice", action="store_true", help="also with every rule twice")
    parser.add_argument("--gazetteer", type=int, default=0, metavar="N", help="also with a list of N made-up names")
    parser.add_argument("--rules-table", action="store_true", help="show the 20 rules that cost most")
    chosen = parser.parse_args()
    given = documents(chosen.paths or default_paths(), FULL if chosen.full else chosen.megabytes)
    text = Text(megabytes_of(given), sum(len(WORD.findall(item.text)) for item in given))
    print(f"{text.megabytes:.2f} MB, {len(given)} documents, {text.words:,} words, {len(load().rules)} rules")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packs = dict(variants(folder, chosen.twice, chosen.gazetteer))
        measure(given, text, packs, write_lines(given, folder / "documents.jsonl"), chosen.rounds)
    if chosen.rules_table:
        rules_table(given, load())


def variants(folder: Path, twice: bool, names: int) -> Iterator[tuple[str, Path | None]]:
    """What to measure: the rules that come with Copydesk, and with those of a user's folder besides."""
    yield "", None
    if twice:
        (folder / "twice").mkdir()
        yield ", rules twice", doubled(folder / "twice")
    if names:
        (folder / "names").mkdir()
        yield f", {names:,} names", gazetteer(folder / "names", names)


def measure(given: Sequence[Document], text: Text, packs: dict[str, Path | None], lines: Path, rounds: int) -> None:
    """Time every stage with every variant of the rules, and print what came of it."""
    stages: Stages = {SCAN: lambda: [WORD.findall(item.text) for item in given], **spacy_stage(given)}
    starts: Stages = {}
    for name, folder in packs.items():
        ruleset = load(folder)
        ruleset.plan.lowered  # noqa: B018  what is compiled when first needed is not timed
        options = ["--rules", str(folder)] if folder else []
        stages[f"matching{name}"] = partial(match_all, given, ruleset.rules, ruleset.plan)
        stages[f"extract(), Arrow{name}"] = partial(extract, given, ruleset)
        stages[f"copydesk extract{name}"] = partial(extract_process, lines, options)
        starts[f"copydesk extract{name}"] = partial(extract_process, None, options)
    stages[ALONE] = partial(extract_process, lines, ["--workers", "1"])
    starts[ALONE] = starts["copydesk extract"]
    for start in starts.values():
        start()  # compiles and stores what a first start compiles
    cold = best_of(rounds, starts)
    best = best_of(rounds, stages)
    show({name: seconds - cold.get(name, 0.0) for name, seconds in best.items()}, text)
    for name, seconds in cold.items():
        print(f"cold start of {name}: {seconds:.2f} s")
    for name in list(packs)[1:]:
        ratios = ", ".join(f"{stage} {best[stage + name] / best[stage]:.2f}" for stage in best if stage + name in best)
        print(f"ratio{name}: {ratios}")


def match_all(given: Sequence[Document], rules: Sequence[Rule], plan: Plan) -> int:
    """Every match of every rule, in batches as `read_all` makes them. How many there are."""
    return sum(len(found) for batch in batches(given) for found in find([item.text for item in batch], rules, plan))


def spacy_stage(given: Sequence[Document]) -> Stages:
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
        plan = plan_of((rule,))
        costs.append((timed(partial(match_all, given, (rule,), plan)), rule.id))
    for seconds, name in sorted(costs, reverse=True)[:20]:
        print(f"{seconds:9.3f} s  {name}")


if __name__ == "__main__":
    main()

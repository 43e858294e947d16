"""Score an extraction kind against annotated documents.

    python -m benchmarks.quality KIND GOLD.jsonl [--predictions OUT.jsonl] [--score SCORE.py] [--show N]

Writes `{"id", "spans": [...]}` a line in the corpus's own conventions, and runs the scorer that lies with the gold.
"""

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractors.article.document import Document
from extractors.engine.ruleset import load
from extractors.reading import read

KINDS = ("numbers", "dates", "actors", "quotes")


def predictions(kind: str, gold: Path) -> Iterator[dict[str, object]]:
    """One record per gold document. Only `text`, `title` and `published` of the gold are read."""
    ruleset = load()
    convention = importlib.import_module(f"benchmarks.conventions.{kind}")
    with gold.open(encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            given = json.loads(line)
            document = Document(
                id=given["id"], text=given["text"], title=given.get("title"), published=given.get("published")
            )
            reading = read(document, ruleset)
            yield {"id": given["id"], "spans": convention.spans(reading, str(given.get("corpus", "")))}


def main() -> int:
    """Write the predictions and score them; without a scorer, say so and end well."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality", description="Score a kind against annotated documents."
    )
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--predictions", type=Path, help="where to write the predictions")
    parser.add_argument("--score", type=Path, help="the scorer; else score.py in the folder above the gold's")
    parser.add_argument("--show", type=int, default=0, help="print so many missed and false spans")
    chosen = parser.parse_args()
    if not chosen.gold.is_file():
        sys.exit(f"{chosen.gold}: no such file.\n  fix: name a gold file of JSON lines.")
    with tempfile.TemporaryDirectory() as folder:
        out: Path = chosen.predictions or Path(folder) / "predictions.jsonl"
        with out.open("w", encoding="utf-8") as lines:
            for record in predictions(chosen.kind, chosen.gold):
                lines.write(json.dumps(record, ensure_ascii=False) + "\n")
        scorer: Path = chosen.score or chosen.gold.resolve().parent.parent / "score.py"
        if not scorer.is_file():
            print(f"No scorer at {scorer}; the predictions are not scored. Name one with --score.")
            return 0
        command = [sys.executable, str(scorer), chosen.kind, str(chosen.gold), str(out)]
        return subprocess.run(
            [*command, "--show", str(chosen.show)] if chosen.show else command, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())

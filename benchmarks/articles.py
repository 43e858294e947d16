"""Any number of articles that read like news, made of our own sample articles: the same ones each time.

    python -m benchmarks.articles COUNT OUT.jsonl

An article takes headline and lead from one sample and further paragraphs from it and others. People get other names of
the seed lists, the same in the whole article; figures other digits, years and grouping kept; each its own date, outlet
and uri. So there are as many actors, quotes and amounts to find as in the samples, and hardly two that are the same.
"""

import argparse
import csv
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import regex

from benchmarks.corpus import SAMPLES
from extractors.engine.seeds import HOME

OTHER_LANGUAGE = "loyer-lyon-plafond.txt"
OUTLETS = ("Harbour Wire", "The Meridian Post", "Northline Daily", "Oriel News", "The Calder Courier", "Vale Tribune")
FIRST_DAY = date(2024, 1, 1)
DAYS = 730
LEAST_PARAGRAPH = 60
MOST_PARAGRAPHS = 16
NAME = re.compile(r"\b([A-Z]\w+) ([A-Z]\w+)\b")
FIGURE = regex.compile(r"(?<![\d:/.,-]|& |\b\p{Lu}\p{L}{2,8}\.? )(?!(?:19|20)\d\d\b)\d+(?![\d:/-])")
"""A figure that is no year, no day of a month and no part of a name."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample article in pieces."""

    title: str
    paragraphs: tuple[str, ...]


def main() -> None:
    """Write so many articles as JSON lines."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.articles", description="Articles to measure on.")
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    print(f"{write(chosen.out, chosen.count):.1f} MB of text")


def write(path: Path, count: int, first: int = 0) -> float:
    """Write articles `first` to `first + count` as JSON lines. Megabytes of their text."""
    size = 0
    with path.open("w", encoding="utf-8") as lines:
        for article in articles(count, first):
            size += len(article["text"].encode())
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
    return size / 1e6


def articles(count: int, first: int = 0) -> Iterator[dict[str, str]]:
    """Articles by number, as `copydesk run` reads them from JSON lines."""
    for number in range(first, first + count):
        chance = random.Random(number)
        published = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        lead = chance.choice(samples())
        body = [lead.title, *lead.paragraphs[:2]]
        for _ in range(min(MOST_PARAGRAPHS, int(chance.lognormvariate(2.4, 0.5)))):
            other = lead if chance.random() < 0.5 else chance.choice(samples())
            body.append(chance.choice(other.paragraphs))
        text = refigured(renamed("\n\n".join(dict.fromkeys(body)), chance), chance)
        title, _, text = text.partition("\n\n")
        yield {
            "id": f"made-{number}", "uri": f"https://made.example/{published:%Y/%m/%d}/{number}", "title": title,
            "publisher": chance.choice(OUTLETS), "published": published.isoformat(), "text": text,
        }  # fmt: skip


@cache
def samples() -> tuple[Sample, ...]:
    """The English sample articles in pieces: bylines, captions and other short lines left out."""
    found = []
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix == ".txt" and path.name != OTHER_LANGUAGE:
            title, *paragraphs = re.split(r"\n\s*\n", path.read_text("utf-8").strip())
            found.append(Sample(title, tuple(text for text in paragraphs if len(text) >= LEAST_PARAGRAPH)))
    return tuple(found)


def renamed(text: str, chance: random.Random) -> str:
    """The text with other people in it."""
    given, family = names("given_names"), names("surnames")
    others: dict[str, str] = {}
    for first, last in NAME.findall(text):
        if first in given and last in family:
            others.setdefault(first, chance.choice(_list("given_names")))
            others.setdefault(last, chance.choice(_list("surnames")))
    if not others:
        return text
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, others))})\b", lambda found: others[found[0]], text)


def refigured(text: str, chance: random.Random) -> str:
    """The text with other figures of as many digits in it."""

    def other(found: regex.Match[str]) -> str:
        first, rest = found[0][0], found[0][1:]
        return first + "".join(chance.choice("0123456789") for _ in rest)

    return FIGURE.sub(other, text)


@cache
def names(seed: str) -> frozenset[str]:
    """The names of a seed list that are nothing else."""
    return frozenset(_list(seed))


@cache
def _list(seed: str) -> tuple[str, ...]:
    with (HOME / f"{seed}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            row["surface"] for row in csv.DictReader(lines) if not row["ambiguous"] and row["surface"].isalpha()
        )


if __name__ == "__main__":
    main()

"""`copydesk rules stats`: what each rule does on a corpus, what it costs, and who takes its words."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from time import perf_counter, thread_time

import regex
from rich.console import Console
from rich.table import Table

from extractors.engine.pack import Rule
from extractors.engine.ruleset import Ruleset, load
from extractors.reading import Reading, read_all
from flows.commands.corpus import documents_of
from warehouse.errors import counted

ORDERS = {"matches": "matched", "ms": "ms", "lost": "lost", "tries": "tries"}


NARROWEST = 110
"""Columns of a terminal that the table needs; a narrower one wraps the lines, the figures stay whole."""


class Watched:
    """A compiled pattern that counts how often it is tried, how often it matches, and the processor time it takes."""

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self.pattern = pattern
        self.tries = self.matched = 0
        self.seconds = 0.0

    def match(self, text: str, start: int, end: int) -> regex.Match[str] | None:
        """As the pattern's own."""
        before = thread_time()
        found = self.pattern.match(text, start, end)
        self.seconds += thread_time() - before
        self.tries += 1
        self.matched += found is not None and found.end() > found.start()
        return found

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """As the pattern's own, for a rule that is tried on a whole text: one try.

        With an `end` the match that arrays found is made, which is none.
        """
        if end is not None:
            return self.pattern.finditer(text, start, end)
        before = thread_time()
        found = [*self.pattern.finditer(text)]
        self.seconds += thread_time() - before
        self.tries += 1
        self.matched += len(found)
        return iter(found)

    @property
    def groupindex(self) -> Mapping[str, int]:
        """As the pattern's own."""
        return self.pattern.groupindex

    def __reduce__(self) -> tuple[object, ...]:
        """What is stored is the pattern: the engine keeps compiled patterns in a file."""
        return itemgetter(0), ((self.pattern,),)


@dataclass(slots=True)
class Tally:
    """What a rule did: matches that stand, that lost and to whom, and rows made."""

    rule: Rule
    watched: Watched
    kept: int = 0
    rows: int = 0
    lost_to: Counter[str] = field(default_factory=Counter)

    def record(self) -> dict[str, object]:
        """The figures by name. Layout rules compete with nobody: all their matches stand."""
        matched, lost = self.watched.matched, self.lost_to.total()
        return {
            "rule": self.rule.id,
            "pack": self.rule.pack,
            "tries": self.watched.tries,
            "matched": matched,
            "kept": matched if self.rule.kind == "article" else self.kept,
            "lost": lost,
            "lost_to": dict(self.lost_to.most_common()),
            "rows": self.rows,
            "ms": round(self.watched.seconds * 1000, 2),
        }


def show_stats(paths: Sequence[Path], folder: Path | None, order: str, format: str) -> int:
    """Print what each rule did with the documents of some paths, and the rules that never matched."""
    watched, tallies = watch(load(folder))
    documents = characters = 0
    before = perf_counter()
    for reading in read_all(documents_of(paths), watched):
        documents += 1
        characters += len(reading.article.text)
        count(reading, tallies)
    seconds = perf_counter() - before
    records = sorted(
        (tally.record() for tally in tallies.values()),
        key=lambda record: (-float(str(record[ORDERS[order]])), str(record["rule"])),
    )
    if format == "json":
        whole = {"documents": documents, "characters": characters, "seconds": round(seconds, 3), "rules": records}
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return 0
    _table(records)
    idle = sorted(str(record["rule"]) for record in records if not record["matched"])
    read = f"{counted(documents, 'document')}, {counted(characters, 'character')}"
    print(f"\n{read}, {seconds:.1f} s. ms is processor time inside the pattern.")
    if idle:
        print(f"never matched ({len(idle)}): {', '.join(idle)}")
    return 0


class _Watching(Ruleset):
    """Rules that count. Of a document that is not read only the layout is looked at, and that is not counted."""

    def of(self, *kinds: str) -> tuple[Rule, ...]:
        """The rules of some kinds, as they were."""
        return tuple(replace(rule) for rule in super().of(*kinds))


def watch(ruleset: Ruleset) -> tuple[Ruleset, dict[str, Tally]]:
    """The same rules with patterns that count, and a tally of each by id."""
    plan = ruleset.plan
    tallies = {rule.id: Tally(replace(rule), Watched(rule.pattern)) for rule in ruleset.rules}
    for tally in tallies.values():
        tally.rule.__dict__["pattern"] = tally.watched
    watched = _Watching(tuple(tally.rule for tally in tallies.values()), ruleset.seeds, ruleset.sources)
    watched.__dict__["plan"] = plan
    return watched, tallies


def count(reading: Reading, tallies: dict[str, Tally]) -> None:
    """Add a reading to the tallies."""
    for found in reading.kept:
        tallies[found.rule.id].kept += 1
    for lost in reading.lost:
        by = lost.why.split(" ", 1)[0]
        tallies[lost.found.rule.id].lost_to[by if by in tallies else lost.why] += 1
    for rows in reading.rows.values():
        for row in rows:
            if tally := tallies.get(getattr(row, "rule_id", "")):
                tally.rows += 1


def _table(records: Sequence[dict[str, object]]) -> None:
    """The rules that matched, as a table."""
    table = Table(box=None, pad_edge=False)
    table.add_column("rule", no_wrap=True)
    for name in ("tries", "matched", "kept", "lost", "rows", "ms"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("lost most to", no_wrap=True)
    for record in records:
        if record["matched"]:
            lost_to = record["lost_to"]
            thieves = [f"{name} {times}" for name, times in lost_to.items()] if isinstance(lost_to, dict) else []
            figures = [f"{record[name]:,}" for name in ("tries", "matched", "kept", "lost", "rows", "ms")]
            table.add_row(str(record["rule"]), *figures, *thieves[:1])
    Console(width=max(Console().width, NARROWEST)).print(table)

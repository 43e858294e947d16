"""Byte search: do eight words in a row of some texts stand anywhere in files, as written or decoded?"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

IN_A_ROW = 8
WORD = re.compile(r"\w+")
ROWS = 20_000
PRINTED = re.compile(r"[^\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]{15,}")


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search went through, and where it found words of the texts: file, then what stands there."""

    files: int
    bytes: int
    hits: tuple[tuple[Path, str], ...]


class Runs:
    """Every run of eight words of some texts; of a shorter text all its words. Capitals and marks do not count."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        self.firsts = {run.split(" ", 1)[0] for run in self.known}
        self.lengths = sorted({run.count(" ") + 1 for run in self.known})

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Runs":
        """The runs of some texts."""
        return cls(run for text in texts for run in runs_of(words_of(text)))

    def all_in(self, text: str) -> Iterator[str]:
        """Every one of the runs that stands in a text."""
        words = words_of(text)
        for at, word in enumerate(words):
            if word in self.firsts:
                for length in self.lengths:
                    if (run := " ".join(words[at : at + length])) in self.known:
                        yield run

    def found_in(self, text: str) -> str | None:
        """The first run that stands in a text; None when there is none."""
        return next(self.all_in(text), None)


def words_of(text: str) -> list[str]:
    """The words of a text, without capitals."""
    return WORD.findall(text.casefold())


def runs_of(words: list[str]) -> Iterator[str]:
    """Every `IN_A_ROW` words in a row; all words where there are fewer."""
    if words:
        for at in range(max(1, len(words) - IN_A_ROW + 1)):
            yield " ".join(words[at : at + IN_A_ROW])


def search(files: Iterable[Path], runs: Runs) -> Searched:
    """Look for runs of words in files: in their bytes, and in every string of Parquet files."""
    hits: list[tuple[Path, str]] = []
    count = size = 0
    for path in files:
        raw = path.read_bytes()
        count, size = count + 1, size + len(raw)
        found = next((run for text in printed(raw) if (run := runs.found_in(text))), None)
        if path.suffix == ".parquet" and found is None:
            found = next((run for text in strings_of(path) if (run := runs.found_in(text))), None)
        if found:
            hits.append((path, found))
    return Searched(count, size, tuple(hits))


def printed(raw: bytes) -> Iterator[str]:
    """What reads as text in bytes: stretches long enough for eight words. In compressed bytes there is next to none."""
    return iter(PRINTED.findall(raw.decode("utf-8", "replace")))


def strings_of(path: Path) -> Iterator[str]:
    """Every string in a Parquet file, also inside lists and JSON; strings of metadata stand in its bytes."""
    for batch in pq.ParquetFile(path).iter_batches(ROWS):
        for column in batch.columns:
            if not _holds_strings(column.type):
                continue
            for value in column.to_pylist():
                yield from strings_in(value)


def _holds_strings(kind: pa.DataType) -> bool:
    if pa.types.is_nested(kind):
        return any(_holds_strings(kind.field(at).type) for at in range(kind.num_fields))
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def strings_in(value: object) -> Iterator[str]:
    """Every string of a value, also inside lists, mappings and JSON."""
    if isinstance(value, str):
        if value.startswith("{"):
            try:
                value = json.loads(value)
            except ValueError:
                yield str(value)
            else:
                yield from strings_in(value)
        else:
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_in(part)

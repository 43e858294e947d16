"""What a run has to read: the documents that the warehouse does not know yet, cut into shards."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from extractors.document import Document, short_hash
from flows.sources import Given

FIRST_SHARD = 100_000
LARGEST_SHARD = 4_000_000
SAME_SIZE = 4
"""Shards grow: small ones first, so that a small run has work for every core; then large ones, to keep files few."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that one worker reads at a time, and their place in the run."""

    index: int
    documents: tuple[Given, ...]


def input_hash(item: Given) -> str:
    """Hash of all that a source gave with a document: a changed title or date is a reason to read it again."""
    return short_hash(*(str(value) for value in astuple(item)))


def size_of(index: int) -> int:
    """Characters that close the shard `index`: twice as many every fourth shard."""
    return min(LARGEST_SHARD, FIRST_SHARD << min(index // SAME_SIZE, 10))


def shards(documents: Iterable[Given]) -> Iterator[Shard]:
    """The documents in shards, in order; the cut depends on them alone, so that a re-run makes the same files."""
    held: list[Given] = []
    size = index = 0
    for item in documents:
        held.append(item)
        size += 200 + (len(item.text) if isinstance(item, Document) else 0)
        if size >= size_of(index):
            yield Shard(index, tuple(held))
            held, size, index = [], 0, index + 1
    if held:
        yield Shard(index, tuple(held))

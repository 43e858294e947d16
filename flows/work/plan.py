"""What a run has to read: the documents that the warehouse does not know yet, cut into shards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from types import MappingProxyType

from extractors.article.document import Document, short_hash
from flows.sources import Given
from warehouse.known import Before

FIRST_SHARD = 100_000
LARGEST_SHARD = 500_000
"""The rows of a shard are Python objects for a while, two hundred bytes for a character."""
NONE: Mapping[str, Before] = MappingProxyType({})
SAME_SIZE = 4
"""Shards grow: small ones first, so that a small run has work for every core; then larger ones, which cost less."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that one worker reads at a time, their place in the run, and what is held of their articles."""

    index: int
    documents: tuple[Given, ...]
    before: Mapping[str, Before] = field(default_factory=dict)


def input_hash(item: Given) -> str:
    """Hash of all that a source gave with a document: a changed title or date is a reason to read it again.

    Its corrections have a hash of their own behind it.
    """
    if not isinstance(item, Document):
        return short_hash(*(str(value) for value in astuple(item)))
    given = short_hash(*(str(getattr(item, field.name)) for field in fields(item) if field.name != "corrections"))
    return f"{given}-{short_hash(*(one.id for one in item.corrections))}" if item.corrections else given


def size_of(index: int) -> int:
    """Characters that close the shard `index`: twice as many every fourth shard."""
    return min(LARGEST_SHARD, FIRST_SHARD << min(index // SAME_SIZE, 10))


def shards(documents: Iterable[Given], before: Mapping[str, Before] = NONE) -> Iterator[Shard]:
    """The documents in shards, in order; the cut depends on them alone, so that a re-run makes the same files.

    `before` says by article what is held of it; it may grow while the documents come.
    """
    held: list[Given] = []
    size = index = 0
    for item in documents:
        held.append(item)
        size += 200 + (len(item.text) if isinstance(item, Document) else 0)
        if size >= size_of(index):
            yield _shard(index, held, before)
            held, size, index = [], 0, index + 1
    if held:
        yield _shard(index, held, before)


def _shard(index: int, held: Sequence[Given], before: Mapping[str, Before]) -> Shard:
    articles = [item.article_id for item in held]
    return Shard(index, tuple(held), {article: before[article] for article in articles if article in before})

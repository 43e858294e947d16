"""What a run has to read: the documents that the warehouse does not know yet, cut into shards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from types import MappingProxyType

from extractors.article.document import Document, short_hash
from flows.sources import Given
from warehouse.known import Before, Known, candidates

FIRST_SHARD = 100_000
LARGEST_SHARD = 500_000
"""The rows of a shard are Python objects for a while, two hundred bytes for a character."""
SAME_SIZE = 4
"""Shards grow: small ones first, so that a small run has work for every core; then larger ones, which cost less."""
LOOKED_UP_AT_ONCE = 10_000
HELD_CHARACTERS = 10_000_000
"""Characters of documents above which fewer are looked up at once: they are in memory meanwhile."""
NONE: Mapping[str, Before] = MappingProxyType({})


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


def fresh(documents: Iterable[Given], held: Known, before: dict[str, Before], pack_version: str) -> Iterator[Given]:
    """The documents that the warehouse does not hold yet, as this input read by these rules.

    What it holds of their articles is added to `before`.
    """
    for batch in batches(documents):
        rows = {
            "article_id": [item.article_id for item in batch],
            "doc_id": [item.doc_id for item in batch],
            "input_hash": [input_hash(item) for item in batch],
        }
        for at, was in held.missing(candidates(rows, pack_version)):
            if was:
                before[batch[at].article_id] = was
            yield batch[at]


def batches(documents: Iterable[Given]) -> Iterator[list[Given]]:
    """Documents in order, as many together as are looked up at once; fewer long ones."""
    batch: list[Given] = []
    characters = 0
    for item in documents:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Document) else 0
        if len(batch) == LOOKED_UP_AT_ONCE or characters > HELD_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


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

"""Readings as Arrow tables, a batch at a time."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from extractors.article.document import Document
from extractors.columns import columns
from extractors.engine.ruleset import Ruleset, ruleset_of
from extractors.memory import seldom_collected
from extractors.reading import batches, read_all
from schemas.arrow import arrow_schema
from schemas.tables import FACT_TABLES

Tables = dict[str, pa.Table]


def in_batches(documents: Iterable[Document], ruleset: Ruleset | None) -> Iterator[Tables]:
    """The tables of each batch of documents, by name; without a ruleset by the rules that come with Copydesk."""
    chosen = ruleset or ruleset_of(None)
    for batch in batches(documents):
        with seldom_collected():
            cells = columns(read_all(batch, chosen), chosen.version)
            tables = {name: pa.Table.from_pydict(cells[name], arrow_schema(name)) for name in cells}
        yield tables


def joined(found: Iterable[Tables]) -> Tables:
    """Tables of several batches as one of each name; without rows where there is no batch."""
    batches_of: dict[str, list[pa.Table]] = {name: [] for name in ("documents", *FACT_TABLES)}
    for tables in found:
        for name, table in tables.items():
            batches_of[name].append(table)
    return {
        name: pa.concat_tables(tables) if tables else arrow_schema(name).empty_table()
        for name, tables in batches_of.items()
    }

"""Handing over without the words of articles: what is left out, what is blanked, and the search that proves it.

Eight words in a row of an article may stand in a cell (a headline, an address made of one) or come together out of
neighbouring cells, so cells are read as schemas/handed.py orders them, downwards and across (`windows.py`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.fields import Field
from schemas.handed import Handed
from warehouse.errors import WarehouseError
from warehouse.handoff.windows import NO_CELLS, NOTHING, Cells, Lexicon, Numbers, Stream, among, streams, together
from warehouse.words import printed, strings_in

ROWS = 20_000
TEXTS = 1_000
REFERS = ("_id", "_ids", "tid", "_version", "_hash", "_sha256")
"""Endings of columns that hold ids and hashes."""
Blank = Callable[[pa.Table, int], pa.Table]
Rows = Callable[[], Iterable[pa.RecordBatch]]
Hidden = dict[str, Cells]


def worded(handed: Handed) -> Sequence[Field]:
    """The columns that may hold words of an article."""
    return [
        field for field in handed.fields
        if field.type in ("string", "list<string>") and not field.one_of and not field.name.endswith(REFERS)
        and field.name != "key"
    ]  # fmt: skip


def columns_of(handed: Handed) -> list[str]:
    """The names of those columns, in their order."""
    return [field.name for field in worded(handed)]


def withheld(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Handed], rows: Mapping[str, Rows]) -> Hidden:
    """The cells of each table that are to be blanked, so that no eight words in a row of an article are left.

    What is blanked makes new neighbours, so they are searched again until nothing is found.
    """
    lexicon = Lexicon()
    hidden: Hidden = dict.fromkeys(tables, NO_CELLS)

    def read(table: str) -> Iterator[Stream]:
        return streams(rows[table](), columns_of(tables[table]), lexicon, hidden[table])

    while True:
        handed = _united(stream.windows() for table in tables for stream in read(table))
        shared = in_articles(connection, handed, lexicon)
        if not shared.size:
            return hidden
        for table in tables:
            more = {cell for stream in read(table) for cell in stream.fullest(shared)}
            hidden[table] = np.union1d(hidden[table], np.array(sorted(more), np.int64))


def in_articles(connection: duckdb.DuckDBPyConnection, known: Numbers, lexicon: Lexicon) -> Numbers:
    """Those of some windows, which are sorted, that stand in an article, or in what was refused of one."""
    found = NOTHING
    for query in ("SELECT text FROM documents", "SELECT candidate FROM quarantine WHERE table_name = 'documents'"):
        for batch in connection.sql(query).to_arrow_reader(TEXTS):
            of_articles = together(chain.from_iterable(map(strings_in, batch.column(0).to_pylist())), lexicon)
            found = np.union1d(found, of_articles[among(of_articles, known)])
    return found


def blanking(handed: Handed, hidden: Cells) -> Blank:
    """What takes hidden cells out of rows, of which the first has this number: null, of an address its article."""
    fields = worded(handed)
    by_column = {field.name: hidden[hidden % len(fields) == at] // len(fields) for at, field in enumerate(fields)}

    def blank(rows: pa.Table, first: int) -> pa.Table:
        for field in fields:
            gone = among(np.arange(first, first + rows.num_rows), by_column[field.name])
            if gone.any():
                at = rows.column_names.index(field.name)
                instead = None if field.nullable else [f"urn:copydesk:{one}" for one in rows["article_id"].to_pylist()]
                values = rows.column(at).to_pylist()
                kept = [(instead[row] if instead else None) if gone[row] else value for row, value in enumerate(values)]
                rows = rows.set_column(at, rows.schema.field(at), pa.array(kept, rows.schema.field(at).type))
        return rows

    return blank


def refuse_words(
    connection: duckdb.DuckDBPyConnection, folder: Path, tables: Mapping[str, Handed], written: Mapping[str, Rows]
) -> None:
    """Stop when eight words in a row of an article are in what was written: its bytes, or its rows as they are read."""
    lexicon = Lexicon()
    found = {
        table: _united(stream.windows() for stream in streams(written[table](), columns_of(handed), lexicon, NO_CELLS))
        for table, handed in tables.items()
    }
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found[path.relative_to(folder).as_posix()] = np.unique(together(printed(path.read_bytes()), lexicon))
    shared = in_articles(connection, _united(found.values()), lexicon)
    for where, known in found.items():
        if among(shared, known).any():
            raise WarehouseError(
                f"{where}: eight words in a row of an article are in the handoff; nothing was handed over.\n"
                "  fix: hand over with the text, or leave the article out: copydesk withdraw."
            )


def read_back(files: Sequence[Path]) -> Iterator[pa.RecordBatch]:
    """The rows of some files, in their order."""
    for path in files:
        yield from pq.ParquetFile(path).iter_batches(ROWS)


def _united(parts: Iterable[Numbers]) -> Numbers:
    """All numbers of some arrays, sorted, each once."""
    return np.unique(np.concatenate([NOTHING, *(np.unique(part) for part in parts)]))

"""Few files per table and run: the parts that shards staged become one in order, or a few large ones."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import explained
from warehouse.parquet import write_part
from warehouse.staging import parts

BYTES = 64_000_000
"""Rows in memory that become one file; sorting and writing them take twice as much again."""
AT_ONCE = 2
"""Tables that are merged at one time."""


def merge_all(folder: Path, tables: Iterable[str], pack_version: str) -> None:
    """Make of all that is staged in a folder the files that are committed."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(partial(merge, folder, pack_version=pack_version), tables))


def merge(folder: Path, table: str, pack_version: str, most: int = BYTES) -> None:
    """Replace the staged parts of a table by sorted ones of about `most` bytes in memory each.

    With one group the file does not depend on how the documents were cut into shards.
    """
    with explained(folder):
        for number, (group, rows) in enumerate(_groups(parts(folder, table), most)):
            write_part(folder, table, pa.concat_tables(rows), pack_version, f"m{number:04}")
            for path in group:
                path.unlink()


def _groups(staged: Sequence[Path], most: int) -> Iterator[tuple[list[Path], list[pa.Table]]]:
    """Parts in order with their rows, as many together as stay within `most` bytes; a larger one alone.

    Bytes in memory, not on disk: thousands of copies of one text are next to nothing on disk.
    """
    group: list[Path] = []
    rows: list[pa.Table] = []
    for path in staged:
        more = pq.ParquetFile(path).read()
        if group and sum(table.nbytes for table in rows) + more.nbytes > most:
            yield group, rows
            group, rows = [], []
        group.append(path)
        rows.append(more)
    if group:
        yield group, rows

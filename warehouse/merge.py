"""Few files per table and run: the parts that many shards wrote become one, or a few large ones."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import explained
from warehouse.parquet import write_part

BYTES = 256_000_000


def merge(folder: Path, table: str, parts: Sequence[Path], pack_version: str, most: int = BYTES) -> None:
    """Replace staged parts by sorted ones of up to `most` bytes in memory each. A part alone in its group stays.

    With one group the file no longer depends on how the documents were cut into shards.
    """
    if len(parts) < 2:
        return
    with explained(folder):
        for number, (group, rows) in enumerate(_groups(parts, most)):
            if len(group) > 1:
                write_part(folder, table, pa.concat_tables(rows), pack_version, f"m{number:04}")
                for path in group:
                    path.unlink()


def _groups(parts: Sequence[Path], most: int) -> Iterator[tuple[list[Path], list[pa.Table]]]:
    """Parts in order with their rows, as many together as stay within `most` bytes.

    Bytes in memory, not on disk: thousands of copies of one text are next to nothing on disk.
    """
    group: list[Path] = []
    rows: list[pa.Table] = []
    for path in parts:
        more = pq.read_table(path, partitioning=None)
        if group and sum(table.nbytes for table in rows) + more.nbytes > most:
            yield group, rows
            group, rows = [], []
        group.append(path)
        rows.append(more)
    if group:
        yield group, rows

"""Few files per table and run: the parts that many shards wrote become one, or a few large ones."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import explained
from warehouse.parquet import write_part

BYTES = 64_000_000


def merge(folder: Path, table: str, parts: Sequence[Path], pack_version: str, most: int = BYTES) -> None:
    """Replace staged parts by sorted ones of up to `most` bytes of input each. A part alone in its group stays.

    With one group the file no longer depends on how the documents were cut into shards.
    """
    with explained(folder):
        for number, group in enumerate(_groups(parts, most)):
            if len(group) > 1:
                rows = pa.concat_tables([pq.read_table(path, partitioning=None) for path in group])
                write_part(folder, table, rows, pack_version, f"m{number:04}")
                for path in group:
                    path.unlink()


def _groups(parts: Sequence[Path], most: int) -> Iterator[list[Path]]:
    """Parts in order, as many together as stay within `most` bytes."""
    group: list[Path] = []
    size = 0
    for path in parts:
        more = path.stat().st_size
        if group and size + more > most:
            yield group
            group, size = [], 0
        group.append(path)
        size += more
    if group:
        yield group

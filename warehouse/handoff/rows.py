"""The rows of a handoff: all that count, or those that changed since a run; written as plain Parquet."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas import contract
from schemas.arrow import TYPES
from schemas.handed import GONE, HANDED, Handed, view
from warehouse import catalog, ledger
from warehouse.handoff.wordless import Blank, columns_of
from warehouse.log import Log
from warehouse.merge import BYTES
from warehouse.past import log_as_of
from warehouse.relation import relation
from warehouse.scan import arrow, name, quoted

MEMORY = "500MB"
"""What sorting takes in memory; the rest goes to a folder for temporary files."""
BATCH = 20_000
ROWS_PER_GROUP = 122_880
ROWS_PER_FILE = 1_000_000
LICENCES = """
SELECT *, CASE WHEN usage_terms IS NOT NULL THEN 'given' WHEN copyright_holder IS NOT NULL THEN 'printed' ELSE 'none'
END AS licence_basis FROM documents"""
LIVE = "SELECT run_id, doc_id FROM live"


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a table and its rows; `applied` as of schemas/handed.py."""

    files: tuple[Path, ...]
    rows: int
    applied: str


@contextmanager
def opened(root: Path, log: Log, since: str | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with a view for every table of HANDED: all rows, or those that changed since a run; and `gone`."""
    with TemporaryDirectory(prefix="copydesk-") as spill, closing(catalog.as_of(root, log)) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = {quoted(spill)}")
        for table in HANDED:
            connection.execute(f"CREATE VIEW {view(table)} AS {_whole(root, log, table)}")
        if since is not None:
            _narrow(connection, root, log, since)
        yield connection


def _whole(root: Path, log: Log, table: str) -> str:
    if table == "licences":
        return LICENCES
    if table != "tombstones":
        return f"FROM {table}"
    events = relation(root, log, "_withdrawn")
    return f"SELECT * FROM ({events}) QUALIFY run_id = max(run_id) OVER (PARTITION BY article_id) AND op <> 'restored'"


def _narrow(connection: duckdb.DuckDBPyConnection, root: Path, log: Log, since: str) -> None:
    """Let the views show what changed: rows of documents that were read since, and of the runs since."""
    then = log_as_of(root, log, since)
    sides = []
    for one in (then, log):
        with ledger.reading(root, one) as reading:
            sides.append(arrow(reading, LIVE))
    connection.register("live_then", sides[0])
    connection.register("live_now", sides[1])
    connection.execute("CREATE TEMP TABLE newer AS FROM live_now EXCEPT FROM live_then")
    connection.execute("CREATE TEMP TABLE gone AS SELECT DISTINCT doc_id FROM (FROM live_then EXCEPT FROM live_now)")
    later = log.commits[then.seq :]
    runs = ", ".join(quoted(commit.run_id) for commit in later) or "''"
    is_purged = any(commit.run_id.startswith("purge-") for commit in later)
    for table in HANDED:
        if mode(table, since, is_purged) != "whole":
            whole = _whole(root, log, table)
            narrowed = f"SELECT * FROM ({whole}) WHERE run_id IN ({runs})"
            if HANDED[table].applied == "documents":
                narrowed = f"SELECT * FROM ({whole}) SEMI JOIN newer USING (run_id, doc_id)"
            connection.execute(f"CREATE OR REPLACE VIEW {view(table)} AS {narrowed}")


def mode(table: str, since: str | None, is_purged: bool) -> str:
    """How the rows of a table are applied. A purge may take quarantined rows of documents that stay."""
    if since is None or (table == "quarantine" and is_purged):
        return "whole"
    return HANDED[table].applied


def write_table(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: str, handed: Handed, blank: Blank | None = None
) -> tuple[tuple[Path, ...], int]:
    """Write `folder/<table>/part-*.parquet`, in order, one file at least; its files and rows.

    With `blank`, columns that may hold words have no dictionary, which would bring words together that no two rows do,
    and no statistics, which repeat them in plain bytes.
    """
    plain = columns_of(handed) if blank else ()
    kept = [field.name for field in handed.fields if field.name not in plain]
    said: bool | list[str] = kept if plain else True
    target = folder / table
    target.mkdir(parents=True)
    files: list[Path] = []
    rows = 0
    for part in _parts(rows_of(connection, table, handed), schema_of(table, handed)):
        path = target / f"part-{len(files):05}.parquet"
        part = blank(part, rows) if blank else part
        pq.write_table(
            part, path, row_group_size=ROWS_PER_GROUP, compression="zstd", use_dictionary=said, write_statistics=said
        )
        files.append(path)
        rows += part.num_rows
    return tuple(files), rows


def rows_of(connection: duckdb.DuckDBPyConnection, table: str, handed: Handed) -> pa.RecordBatchReader:
    """The rows of a table as they are written, in order."""
    source = table if table == "gone" else view(table)
    columns = ", ".join(name(field.name) for field in handed.fields)
    order = ", ".join(map(name, handed.order))
    return connection.sql(f"SELECT {columns} FROM {source} ORDER BY {order}").to_arrow_reader(BATCH)


def schema_of(table: str, handed: Handed) -> pa.Schema:
    """The Arrow schema of a table as it is handed over."""
    fields = [
        pa.field(field.name, TYPES[field.type], field.nullable, metadata={"description": field.says})
        for field in handed.fields
    ]
    return pa.schema(fields, metadata={"table": table, "contract_version": contract.VERSION})


def _parts(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    """Batches together until they fill a file; one empty table where there are none."""
    held: list[pa.RecordBatch] = []
    rows = size = 0
    seen = False
    for batch in batches:
        held.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if rows >= ROWS_PER_FILE or size >= BYTES:
            yield pa.Table.from_batches(held).cast(schema)
            held, rows, size, seen = [], 0, 0, True
    if held or not seen:
        yield pa.Table.from_batches(held).cast(schema) if held else schema.empty_table()


def tables_for(since: str | None) -> Mapping[str, Handed]:
    """The tables of a full handoff, or of one of changes."""
    return HANDED if since is None else {**HANDED, "gone": GONE}

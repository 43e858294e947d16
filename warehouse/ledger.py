"""Which documents are in the warehouse, as what input and read by which rules; and which of them a run supersedes.

`_ledger` lists every document that a run has dealt with, those without facts and those in quarantine too. A row is
live until a later run deals with the same article. `_superseded` of that later run names it then, by run and doc_id,
and every view leaves such rows out. So a reader sees one version of an article, the one committed last.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.errors import WarehouseError, counted
from warehouse.log import Log
from warehouse.parquet import LEDGER, SUPERSEDED
from warehouse.relation import relation, without_superseded
from warehouse.scan import arrow, first_line, name, scan

CANDIDATES = ("doc_id", "input_hash", "pack_version")


@dataclass(frozen=True, slots=True)
class Superseded:
    """What a commit makes obsolete: rows by run and document, and runs of whose documents none is left."""

    rows: pa.Table
    runs: frozenset[str]


def fresh(root: Path, log: Log, candidates: pa.Table) -> pa.Table:
    """The rows of `candidates` (doc_id, input_hash, pack_version, perhaps more) that no live document matches."""
    missing = [column for column in CANDIDATES if column not in candidates.column_names]
    if missing:
        raise WarehouseError(f"candidates lack {', '.join(missing)}.\n  fix: this is a bug of ours; report it.")
    with reading(root, log) as connection:
        connection.register("candidates", candidates.append_column("_at", pa.array(range(candidates.num_rows))))
        matched = " AND ".join(f"live.{column} = candidates.{column}" for column in CANDIDATES)
        return candidates.take(
            arrow(connection, f"SELECT _at FROM candidates ANTI JOIN live ON {matched} ORDER BY 1")["_at"]
        )


def live(root: Path, log: Log) -> pa.Table:
    """run_id, article_id, doc_id, input_hash and pack_version of every document that counts."""
    with reading(root, log) as connection:
        return arrow(connection, "FROM live ORDER BY doc_id")


def supersede(root: Path, log: Log, ledger: Sequence[Path], withdrawn: Sequence[str]) -> Superseded:
    """What goes when the articles of the ledger files, and those withdrawn, no longer count as they stood."""
    with reading(root, log) as connection:
        _create(connection, "new", [str(path) for path in ledger], LEDGER)
        connection.register("withdrawn", pa.table({"article_id": pa.array(withdrawn, pa.string())}))
        connection.execute(
            "CREATE TABLE gone AS SELECT run_id, doc_id FROM live"
            " SEMI JOIN (SELECT article_id FROM new UNION SELECT article_id FROM withdrawn) AS touched"
            " USING (article_id)"
        )
        rows = arrow(connection, "SELECT run_id AS superseded_run, doc_id FROM gone")
        emptied = connection.execute(
            "SELECT DISTINCT run_id FROM gone WHERE run_id NOT IN"
            " (SELECT run_id FROM live ANTI JOIN gone USING (run_id, doc_id))"
        ).fetchall()
    return Superseded(rows.cast(SUPERSEDED), frozenset(run_id for (run_id,) in emptied))


def refuse_double(ledger: Sequence[Path], documents: Sequence[Path]) -> None:
    """Stop when a run holds two versions of an article, or a document that its ledger does not name."""
    with connected() as connection:
        _create(connection, "ledger", [str(path) for path in ledger], LEDGER)
        _create(connection, "documents", [str(path) for path in documents], pa.schema([("doc_id", pa.string())]))
        twice = connection.execute(
            "SELECT article_id FROM ledger GROUP BY ALL HAVING count(*) > 1 ORDER BY 1"
        ).fetchall()
        lost = connection.execute("SELECT doc_id FROM documents ANTI JOIN ledger USING (doc_id) ORDER BY 1").fetchall()
    if twice:
        raise WarehouseError(
            f"this run holds {counted(len(twice), 'article')} more than once, {twice[0][0]} first.\n"
            "  nothing was published.\n  fix: keep one version of an article per run, the newest."
        )
    if lost:
        raise WarehouseError(
            f"the ledger of this run lacks {counted(len(lost), 'document')} of it, {lost[0][0]} first.\n"
            "  nothing was published.\n  fix: this is a bug of ours; report it."
        )


@contextmanager
def connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory; what DuckDB cannot read is said as a WarehouseError."""
    try:
        with duckdb.connect() as connection:
            yield connection
    except duckdb.Error as error:
        raise WarehouseError(
            f"the warehouse cannot be read: {first_line(error)}\n  nothing was published.\n"
            "  fix: `copydesk verify` names what is damaged; with --repair it is read again from its sources."
        ) from error


@contextmanager
def reading(root: Path, log: Log) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with `superseded` (run_id, doc_id) and `live`, the ledger rows that still count."""
    with connected() as connection:
        gone = f"SELECT superseded_run AS run_id, doc_id FROM ({relation(root, log, '_superseded')})"
        connection.execute(f"CREATE TEMP VIEW superseded AS {gone}")
        query = without_superseded(relation(root, log, "_ledger"), "_ledger", "superseded")
        connection.execute(f"CREATE TEMP VIEW live AS {query}")
        yield connection


def _create(connection: duckdb.DuckDBPyConnection, view: str, files: Sequence[str], schema: pa.Schema) -> None:
    """A view over Parquet files with the columns of `schema`; an empty one when there are no files."""
    if not files:
        connection.register(view, schema.empty_table())
        return
    columns = ", ".join(name(column) for column in schema.names)
    connection.execute(f"CREATE TEMP VIEW {view} AS SELECT {columns} FROM {scan(files)}")

"""warehouse.duckdb: a view for every table and every question in warehouse/views, over the files that count.

It holds no rows of ours but `meta.superseded`, so it can be thrown away and is rebuilt from the commit log. It is made
beside the old one and swapped in whole: a reader that has the old one open keeps it. Paths are absolute, so it opens
from any folder; a warehouse that was moved gets a new catalog at the next start.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from schemas import contract
from schemas.fields import FIELDS
from schemas.tables import KIND_TABLES, TABLES, Table
from warehouse.durable import make_durable
from warehouse.errors import WarehouseError, explained
from warehouse.log import NO_LOG, File, Log
from warehouse.relation import columns_of, relation, without_superseded
from warehouse.scan import first_line, name, quoted

NAME = "warehouse.duckdb"
STORAGE = "v1.5.0"
FORMAT = 2
VIEWS = Path(__file__).parent / "views"
MACROS = Path(__file__).with_name("macros.sql")


def rebuild(root: Path, log: Log) -> None:
    """Make the catalog of a log and put it in place of the old one. The caller holds the warehouse's lock.

    Raises:
        WarehouseError: it cannot be built or written; the old one stays.
    """
    path = root / NAME
    aside = path.with_name(f"{NAME}.{os.getpid()}.tmp")
    with explained(path):
        aside.unlink(missing_ok=True)
        try:
            _build(aside, root, log)
            make_durable(aside)
            # A write-ahead log that somebody left beside the old file would keep DuckDB from opening the new one.
            path.with_name(f"{NAME}.wal").unlink(missing_ok=True)
            aside.replace(path)
        except duckdb.Error as error:
            raise WarehouseError(
                f"{path}: the catalog cannot be built: {first_line(error)}\n"
                "  fix: see that the disk has space and the folder can be written, then run again."
            ) from error
        finally:
            aside.unlink(missing_ok=True)
            aside.with_name(f"{aside.name}.wal").unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a catalog was made of: the last commit, the folder, and the hash of what shaped it."""

    seq: int
    root: str
    code: str


def origin(root: Path) -> Origin | None:
    """What the catalog in a folder says of itself; None where there is none or it cannot be read."""
    try:
        with duckdb.connect(root / NAME, read_only=True) as connection:
            found = connection.execute("SELECT seq, root, code FROM meta.catalog").fetchall()
    except duckdb.Error:
        return None
    return Origin(*found[0]) if len(found) == 1 else None


def wanted(root: Path, log: Log) -> Origin:
    """What the catalog of a log says of itself."""
    return Origin(log.seq, str(root), code())


@cache
def code() -> str:
    """Hash of all that shapes a catalog but the commits: contract, views, macros and this format."""
    parts = [str(FORMAT), contract.fingerprint(), *(path.name + path.read_text("utf-8") for path in _sources())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _sources() -> list[Path]:
    return [MACROS, *_views()]


def _views() -> list[Path]:
    return sorted(VIEWS.glob("*.sql"))


def as_of(root: Path, log: Log) -> duckdb.DuckDBPyConnection:
    """A database in memory with the views of an earlier log, whose files may be gone: see warehouse/heal.py.

    Raises:
        WarehouseError: the views cannot be built, as when files that they need are gone.
    """
    connection = duckdb.connect()
    try:
        _point(connection, root, log)
        _add_views(connection)
    except duckdb.Error as error:
        connection.close()
        raise WarehouseError(
            f"{root}: the views of commit {log.seq} cannot be built: {first_line(error)}\n"
            "  fix: `copydesk verify` names damaged files."
        ) from error
    return connection


def _build(path: Path, root: Path, log: Log) -> None:
    """Write the whole catalog to `path`: what no commit changes as it was made before, then what this log says."""
    lasting = _lasting()
    try:
        with lasting.cursor() as connection:
            connection.execute(f"ATTACH {quoted(str(path))} AS made (STORAGE_VERSION '{STORAGE}')")
            connection.execute("COPY FROM DATABASE lasting TO made")
            connection.execute("USE made")
            connection.execute("BEGIN")
            _point(connection, root, log)
            connection.execute("COMMIT")
            connection.execute("USE memory")
            connection.execute("DETACH made")
    except BaseException:
        lasting.close()  # and lets go of the file with it
        _lasting.cache_clear()
        raise


@cache
def _lasting() -> duckdb.DuckDBPyConnection:
    """A database `lasting` in memory: a catalog without files. Its views and comments are made once in each process."""
    connection = duckdb.connect()
    connection.execute("ATTACH ':memory:' AS lasting")
    connection.execute("USE lasting")
    _point(connection, Path(), NO_LOG)
    _add_views(connection)
    connection.execute("USE memory")
    return connection


def _point(connection: duckdb.DuckDBPyConnection, root: Path, log: Log) -> None:
    """Let the database that the connection uses name the files of a log: what each table's view is made of."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS meta")
    connection.execute("CREATE OR REPLACE TABLE meta.catalog (seq BIGINT, root VARCHAR, code VARCHAR)")
    connection.execute("INSERT INTO meta.catalog VALUES (?, ?, ?)", [log.seq, str(root), code()])
    connection.execute(
        "CREATE OR REPLACE TABLE meta.superseded AS SELECT superseded_run AS run_id, doc_id"
        f" FROM ({relation(root, log, '_superseded')})"
    )
    for view, kept in (("reviews", "_reviews"), ("rule_list", "_rules")):
        connection.execute(f"CREATE OR REPLACE VIEW meta.{view} AS {relation(root, log, kept)}")
    for table in TABLES.values():
        connection.execute(f"CREATE OR REPLACE VIEW meta.{table.name}_rows AS {_rows(connection, table, root, log)}")


def _rows(connection: duckdb.DuckDBPyConnection, table: Table, root: Path, log: Log) -> str:
    """A query for the rows of a table: its columns and `run_id`, without the rows of superseded documents."""
    query = relation(root, log, table.name)
    if "doc_id" in table.columns and _hides(connection, log.files(table.name)):
        return without_superseded(query, table.name, "meta.superseded")
    return query


def _add_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what readers ask in the database that the connection uses: a view for each table and each question."""
    for table in TABLES.values():
        connection.execute(f"CREATE VIEW {name(table.name)} AS FROM meta.{table.name}_rows")
        _comment(connection, table.name, f"One row: {table.grain}.", columns_of(table.name), {})
    facts = [f"SELECT '{kind}' AS rule_kind, rule_id, doc_id FROM {table}" for kind, table in KIND_TABLES.items()]
    connection.execute(f"CREATE VIEW meta.facts AS {' UNION ALL '.join(facts)}")
    connection.execute(MACROS.read_text("utf-8"))
    for source in _views():
        _question_view(connection, source)


def _hides(connection: duckdb.DuckDBPyConnection, files: Sequence[File]) -> bool:
    """True when the files may hold a superseded document."""
    hidden = connection.execute("SELECT DISTINCT run_id FROM meta.superseded").fetchall()
    runs = {file.run_id for file in files}
    return any(run_id in runs for (run_id,) in hidden) or bool(hidden and None in runs)


def _question_view(connection: duckdb.DuckDBPyConnection, source: Path) -> None:
    """A view from its file. Its head comments it: a first line for the view, then `column: what it means`."""
    text = source.read_text("utf-8")
    head = [line.removeprefix("--").strip() for line in text.splitlines() if line.startswith("--")]
    says = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
    connection.execute(f"CREATE VIEW {name(source.stem)} AS {text.rstrip().removesuffix(';')}")
    described = connection.execute(f"DESCRIBE {name(source.stem)}").fetchall()
    _comment(connection, source.stem, head[0], [column for column, *_ in described], says)


def _comment(
    connection: duckdb.DuckDBPyConnection,
    view: str,
    grain: str,
    columns: Sequence[str],
    says: dict[str, str],
) -> None:
    """Say in the catalog what a view and its columns mean; columns of our tables bring their own words."""
    statements = [f"COMMENT ON VIEW {name(view)} IS {quoted(grain)}"]
    for column in columns:
        meaning = says.get(column) or (FIELDS[column].says if column in FIELDS else None)
        if meaning:
            statements.append(f"COMMENT ON COLUMN {name(view)}.{name(column)} IS {quoted(meaning)}")
    connection.execute("; ".join(statements))

"""SQL for the rows of a table over the files that count: each with the run that wrote it, those of a run as they stand.

The `run_id` of a row is the name of its file's folder; in compacted files, which hold the rows of many runs, a column.
Files of an older contract read as null what they lack.
"""

from pathlib import Path

from schemas import contract
from schemas.fields import FIELDS
from warehouse.log import File, Log, absolute
from warehouse.parquet import schema_of
from warehouse.scan import name, scan

SQL_TYPES = {
    "string": "VARCHAR",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "bool": "BOOLEAN",
    "date32": "DATE",
    "timestamp[us, tz=UTC]": "TIMESTAMPTZ",
    "list<string>": "VARCHAR[]",
    "list<span>": 'STRUCT("start" BIGINT, "end" BIGINT)[]',
    "list<via>": 'STRUCT("start" BIGINT, "end" BIGINT, actor_id VARCHAR)[]',
}


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table's rows, `run_id` last."""
    return (*(column for column in schema_of(table).names if column != "run_id"), "run_id")


def relation(root: Path, log: Log, table: str) -> str:
    """A query for all rows of a table's files, superseded documents included; for no rows where there are no files."""
    files = log.files(table)
    of_runs = [file for file in files if file.run_id is not None]
    compacted = [file for file in files if file.run_id is None]
    parts = [_rows(root, log, table, group) for group in (of_runs, compacted) if group]
    return " UNION ALL ".join(parts) or _no_rows(table)


def without_superseded(query: str, table: str, superseded: str) -> str:
    """A query for the rows of another that no later run replaced; `superseded` names a table of run_id and doc_id."""
    return (
        f"SELECT {_listed(table)} FROM ({query}) AS every WHERE NOT EXISTS (FROM {superseded} AS gone"
        " WHERE gone.run_id = every.run_id AND gone.doc_id = every.doc_id)"
    )


def _rows(root: Path, log: Log, table: str, files: list[File]) -> str:
    """A query for the rows of files of one layout."""
    paths = absolute(root, files)
    if {log.schemas[file.path] for file in files} == {contract.fingerprint()}:
        return f"SELECT {_listed(table)} FROM {scan(paths)}"
    older = scan(paths, "union_by_name = true")
    return f"SELECT {_listed(table)} FROM ({_no_rows(table)} UNION ALL BY NAME SELECT * FROM {older})"


def _no_rows(table: str) -> str:
    typed = (f"CAST(NULL AS {_sql_type(column)}) AS {name(column)}" for column in columns_of(table))
    return f"SELECT {', '.join(typed)} WHERE false"


def _listed(table: str) -> str:
    return ", ".join(map(name, columns_of(table)))


def _sql_type(column: str) -> str:
    """The type of a public column; those that the warehouse keeps for itself are strings."""
    return SQL_TYPES[FIELDS[column].type] if column in FIELDS else "VARCHAR"

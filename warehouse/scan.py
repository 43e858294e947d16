"""SQL text for reading files, and results as Arrow."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa


def quoted(text: str) -> str:
    """A string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """An identifier of SQL: `end` is a column here and a keyword there."""
    return '"' + text.replace('"', '""') + '"'


def scan(paths: Iterable[str], *options: str) -> str:
    """The table function that reads Parquet files, with the `run_id` of their folders where it stands there."""
    listed = ", ".join(quoted(path) for path in paths)
    given = ", ".join((f"[{listed}]", "hive_partitioning = true", "hive_types_autocast = false", *options))
    return f"read_parquet({given})"


def arrow(connection: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    """The rows of a query as an Arrow table."""
    return connection.sql(query).to_arrow_table()


def first_line(error: Exception) -> str:
    """What DuckDB says is wrong, without its picture of the statement."""
    return str(error).strip().split("\n", 1)[0]

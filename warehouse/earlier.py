"""Rows of documents as the warehouse holds them now, read through its catalog."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas.arrow import arrow_schema
from warehouse.catalog import NAME
from warehouse.changes import COMPARED
from warehouse.errors import WarehouseError, counted
from warehouse.scan import arrow, first_line, name


def rows_of(root: Path, doc_ids: Sequence[str], tables: Sequence[str] = COMPARED) -> Mapping[str, pa.Table]:
    """The rows of some documents, by table, without `run_id`."""
    if not doc_ids:
        return {table: arrow_schema(table).empty_table() for table in tables}
    try:
        with duckdb.connect(root / NAME, read_only=True) as connection:
            connection.register("wanted", pa.table({"doc_id": pa.array(doc_ids, pa.string())}))
            return {table: _rows(connection, table) for table in tables}
    except duckdb.Error as error:
        raise WarehouseError(
            f"{root}: what is held of {counted(len(doc_ids), 'document')} cannot be read: {first_line(error)}\n"
            "  fix: `copydesk verify` names damaged files."
        ) from error


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> pa.Table:
    schema = arrow_schema(table)
    columns = ", ".join(name(column) for column in schema.names)
    return arrow(connection, f"SELECT {columns} FROM {table} SEMI JOIN wanted USING (doc_id)").cast(schema)

"""Parquet files of the warehouse. The same rows give the same bytes, in whatever order they come."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import contract
from schemas.arrow import arrow_schema
from schemas.tables import TABLES
from warehouse.durable import put
from warehouse.errors import WarehouseError

ROWS_PER_GROUP = 122_880
PACKS = "_packs"
"""The folder of what documents were read by: flows/steps/incremental.py."""
LEDGER = pa.schema(
    [pa.field(name, pa.string(), False) for name in ("article_id", "doc_id", "input_hash", "pack_version")]
)
SUPERSEDED = pa.schema([pa.field(name, pa.string(), False) for name in ("superseded_run", "doc_id")])
CHECKED = pa.schema([*LEDGER.remove(0), pa.field("read_by", pa.string(), False)])
INPUTS = pa.schema([pa.field(name, pa.string(), False) for name in ("doc_id", "given")])
WITHDRAWN = pa.schema([pa.field(name, pa.string(), False) for name in ("article_id", "doc_id", "op")])
REVIEWS = pa.schema(
    [pa.field(name, pa.string(), False) for name in ("rule_kind", "doc_id", "rule_id", "pack_version", "verdict")]
    + [pa.field(name, pa.int64(), False) for name in ("start", "end")]
)
RULES = pa.schema(
    [
        pa.field(name, pa.string(), False)
        for name in ("rule_kind", "rule_id", "pack", "rule_status", "says", "pack_version")
    ]
)
INTERNAL = {
    "_ledger": LEDGER, "_superseded": SUPERSEDED, "_checked": CHECKED, "_inputs": INPUTS, "_withdrawn": WITHDRAWN,
    "_reviews": REVIEWS, "_rules": RULES,
}  # fmt: skip


def schema_of(table: str) -> pa.Schema:
    """The Arrow schema of a public table or of one that the warehouse keeps for itself."""
    if table in INTERNAL:
        return INTERNAL[table]
    if table in TABLES:
        return arrow_schema(table)
    raise WarehouseError(f"there is no table {table}.\n  known: {', '.join((*TABLES, *INTERNAL))}")


def schema_with_run(table: str) -> pa.Schema:
    """The Arrow schema of a compacted file: the run of each row is a column, last where the table has none itself."""
    schema = schema_of(table)
    return schema if "run_id" in schema.names else schema.append(pa.field("run_id", pa.string(), False))


def write_part(
    folder: Path, table: str, rows: pa.Table, pack_version: str, part: str = "0", schema: pa.Schema | None = None
) -> Path:
    """Write `folder/<table>/part-<part>.parquet`, whole or not at all, and make it durable.

    A part written twice is replaced. `schema` is the table's own unless it is given.
    """
    ordered = in_order(in_columns(rows, table, schema or schema_of(table)), table)
    notes = {"table": table, "pack_version": pack_version, "contract_version": contract.VERSION}
    path = folder / table / f"part-{part}.parquet"
    with put(path) as aside:
        _write(ordered.replace_schema_metadata(notes), aside)
    return path


def stage_part(folder: Path, table: str, rows: pa.Table, part: str) -> Path:
    """Write `folder/<table>/part-<part>.parquet` of a run that is not committed yet, whole or not at all.

    It is written fast, neither in order nor durable: warehouse/merge.py makes of such parts the files that last.
    """
    plain = in_columns(rows, table, schema_of(table))
    path = folder / table / f"part-{part}.parquet"
    with put(path, is_durable=False) as aside:
        pq.write_table(plain, aside, compression="lz4", use_dictionary=False, write_statistics=False)
    return path


def in_columns(rows: pa.Table, table: str, schema: pa.Schema) -> pa.Table:
    """Rows in the columns of a schema and their types.

    Raises:
        WarehouseError: a column is missing or unknown.
    """
    if set(rows.column_names) != set(schema.names):
        odd = sorted(set(rows.column_names) ^ set(schema.names))
        raise WarehouseError(
            f"{table}: these columns are missing or unknown: {', '.join(odd)}.\n"
            "  fix: give every column that schemas/tables.py names for it, and no other."
        )
    return rows.select(schema.names).cast(schema)


def in_order(rows: pa.Table, table: str) -> pa.Table:
    """Rows by the columns of `order_of`. Nulls come last."""
    return rows.sort_by([(name, "ascending") for name in order_of(table, rows.schema)])


def order_of(table: str, schema: pa.Schema) -> Sequence[str]:
    """The table's key; every plain column where it has none."""
    key = TABLES[table].key if table in TABLES else ()
    return key or [field.name for field in schema if not pa.types.is_nested(field.type)]


def _write(rows: pa.Table, path: Path) -> None:
    """Zstandard, the order declared where it is the key's, a Bloom filter over doc_id."""
    name = (rows.schema.metadata or {})[b"table"].decode()
    key = TABLES[name].key if name in TABLES else ()
    bloom = None
    if "doc_id" in rows.column_names:
        distinct = pc.count_distinct(rows["doc_id"]).as_py()
        bloom = {"doc_id": {"ndv": max(1, distinct), "fpp": 0.01}}
    pq.write_table(
        rows, path, row_group_size=ROWS_PER_GROUP, compression="zstd", bloom_filter_options=bloom,
        sorting_columns=pq.SortingColumn.from_ordering(rows.schema, [(column, "ascending") for column in key]) or None,
    )  # fmt: skip

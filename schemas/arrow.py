"""Arrow schemas, derived from schemas/tables.py."""

from functools import cache

import pyarrow as pa

from schemas.tables import TABLES

SPAN = pa.struct([pa.field("start", pa.int64()), pa.field("end", pa.int64())])
VIA = pa.struct([pa.field("start", pa.int64()), pa.field("end", pa.int64()), pa.field("actor_id", pa.string())])
TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
    "timestamp[us, tz=UTC]": pa.timestamp("us", tz="UTC"),
    "list<string>": pa.list_(pa.string()),
    "list<span>": pa.list_(SPAN),
    "list<via>": pa.list_(VIA),
}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table of schemas/tables.py; each field has its `description` as metadata."""
    return pa.schema(
        [
            pa.field(field.name, TYPES[field.type], field.nullable, metadata={"description": field.says})
            for field in TABLES[table].fields
        ]
    )

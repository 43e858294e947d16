"""A handoff as Iceberg tables beside it, a snapshot for each: an extra, for those who read with Spark, Trino or such.

DIR/iceberg/catalog.db         a catalog in SQLite, which names the tables `copydesk.<table>`
DIR/iceberg/copydesk/<table>/  data and metadata; Iceberg writes absolute paths, so the folder stays where it is
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq

from warehouse.errors import WarehouseError
from warehouse.handoff.read import checked

FOLDER = "iceberg"
NAMESPACE = "copydesk"
VERSION = "copydesk.version"


def export(folder: Path) -> Mapping[str, int]:
    """Let the Iceberg tables beside a full handoff hold its rows; rows by table, of those that did not yet.

    Raises:
        WarehouseError: pyiceberg is not installed, or the handoff holds changes only.
    """
    try:
        from pyiceberg.catalog.sql import SqlCatalog
    except ImportError as error:
        raise WarehouseError(
            f"Iceberg tables need pyiceberg: {error}.\n  fix: pip install 'copydesk[iceberg]'"
        ) from error
    manifest = checked(folder)
    if manifest["since"] is not None:
        raise WarehouseError(f"{folder}: Iceberg tables are made of a full handoff.\n  fix: leave out --since.")
    root = folder.parent / FOLDER
    root.mkdir(exist_ok=True)
    catalog = SqlCatalog(NAMESPACE, uri=f"sqlite:///{root}/catalog.db", warehouse=root.as_uri())
    catalog.create_namespace_if_not_exists(NAMESPACE)
    version, tables = str(manifest["version"]), manifest["tables"]
    written: dict[str, int] = {}
    for table in tables if isinstance(tables, Mapping) else ():
        rows = pq.read_table(folder / table)
        made = catalog.create_table_if_not_exists(f"{NAMESPACE}.{table}", schema=rows.schema)
        if made.properties.get(VERSION) != version:
            with made.update_schema() as update:
                update.union_by_name(rows.schema)
            made.overwrite(rows)
            with made.transaction() as change:
                change.set_properties({VERSION: version})
            written[table] = rows.num_rows
    return written

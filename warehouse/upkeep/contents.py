"""Do the rows keep what the contract promises, alone and together?

Of a unit of files: every check of every column and row, the words at `documents.text[start:end]`, the document of every
row, no row made to be refused. Over the whole warehouse: keys are unique, foreign keys have their row, every document
stands in the ledger and is the only version of its article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pyarrow.parquet as pq

from schemas.canary import DOC_ID
from schemas.keys import FOREIGN_KEYS, NO_ROW, ForeignKey
from schemas.split import split
from schemas.tables import TABLES
from warehouse.errors import counted
from warehouse.ledger import reading
from warehouse.log import File, Log
from warehouse.relation import relation, without_superseded
from warehouse.scan import name, quoted

MEMORY = "500MB"
"""What keys of millions of rows take in memory; the rest goes to a folder for temporary files."""
SHOWN = 3
"""Rows that a fault names."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and in which file; `is_damage` when the file is not as it was committed."""

    path: str
    what: str
    is_damage: bool = False


def faults_of_unit(root: Path, files: Sequence[File]) -> Iterator[Fault]:
    """What is wrong with the rows of the whole files of one unit. Without its documents no words are compared."""
    texts = [
        pl.read_parquet(root / file.path, columns=["doc_id", "text"]) for file in files if file.table == "documents"
    ]
    documents = pl.concat(texts) if texts else None
    for file in files:
        if file.table in TABLES:
            yield from _faults_of_rows(root, file, documents)


def _faults_of_rows(root: Path, file: File, documents: pl.DataFrame | None) -> Iterator[Fault]:
    """What is wrong with the rows of a file, a row group at a time."""
    read = pq.ParquetFile(root / file.path)
    columns = list(TABLES[file.table].columns)
    if not set(columns) <= set(read.schema_arrow.names):
        return
    for group in range(read.num_row_groups):
        rows = pl.DataFrame(read.read_row_group(group, columns=columns))
        if "doc_id" in columns and (rows["doc_id"] == DOC_ID).any():
            yield Fault(file.path, "holds a row that was made to be refused (the canary)")
        wrong = split(rows, file.table, documents if file.table != "documents" else None).quarantined
        for reason, count in wrong["faults"].explode().value_counts(sort=True).iter_rows():
            yield Fault(file.path, f"{counted(count, 'row')}: {reason}")


def faults_across(root: Path, log: Log) -> Iterator[Fault]:
    """What is wrong between the rows that count. All files must be as they were committed."""
    with TemporaryDirectory(prefix="copydesk-") as spill, reading(root, log) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = {quoted(spill)}")
        for table in TABLES:
            query = relation(root, log, table)
            if "doc_id" in TABLES[table].columns:
                query = without_superseded(query, table, "superseded")
            connection.execute(f"CREATE TEMP VIEW {name(table)} AS {query}")
        for where, thing, what, query in _questions():
            rows = connection.execute(query).fetchall()
            if rows:
                shown = ", ".join(str(row[0]) for row in rows[:SHOWN])
                yield Fault(where, f"{counted(len(rows), thing)} {what}: {shown}")


def _questions() -> Iterator[tuple[str, str, str, str]]:
    """(table, what a row that is found is called, what is wrong with it, query)."""
    for table in TABLES.values():
        if table.key:
            key = ", ".join(map(name, table.key))
            first = name(table.key[0])
            yield (
                table.name,
                "key",
                "there twice",
                f"SELECT {first} FROM {name(table.name)} GROUP BY {key} HAVING count(*) > 1",
            )
    for foreign in FOREIGN_KEYS:
        yield foreign.table, "row", f"whose {foreign.column} names no row of {foreign.target}", _dangling(foreign)
    yield (
        "documents",
        "document",
        "that the ledger does not know",
        "SELECT doc_id FROM documents ANTI JOIN live USING (run_id, doc_id)",
    )
    yield "documents", "article", "with two versions", "SELECT article_id FROM documents GROUP BY 1 HAVING count(*) > 1"


def _dangling(foreign: ForeignKey) -> str:
    """Rows without the row that they name. A target in quarantine excuses them: it is kept there."""
    column, target = name(foreign.column), name(foreign.target)
    none = ", ".join(map(quoted, NO_ROW))
    return (
        f"SELECT doc_id FROM {name(foreign.table)} AS own WHERE {column} IS NOT NULL AND {column} NOT IN ({none})"
        f" AND NOT EXISTS (FROM {target} AS other WHERE other.doc_id = own.doc_id"
        f" AND other.{name(foreign.target_column)} = own.{column})"
        f" AND NOT EXISTS (FROM quarantine AS refused WHERE refused.doc_id = own.doc_id"
        f" AND refused.table_name = {quoted(foreign.target)})"
    )

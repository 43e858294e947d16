"""Words taken out for good: every file that holds rows of some documents is written again without them.

A file keeps its name, so that every run and `--as-of` sees it without those rows. The new file is written beside it as
`purged-part-....parquet`, a commit lists its hash, then it takes the place; a start after a crash does that last step.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.tables import TABLES
from warehouse.durable import make_durable
from warehouse.errors import explained
from warehouse.log import describe, publish_next
from warehouse.parquet import schema_of, schema_with_run, write_part
from warehouse.rewritten import ASIDE
from warehouse.staging import staging
from warehouse.store import Store
from warehouse.words import Runs

HOLD_WORDS = ("_inputs", *(name for name, table in TABLES.items() if "doc_id" in table.columns))


@dataclass(frozen=True, slots=True)
class _Gone:
    """What is to go: documents, and whatever was quarantined with words of theirs."""

    doc_ids: frozenset[str]
    words: Runs

    def rows_of(self, path: Path, table: str) -> pa.ChunkedArray:
        """Which rows of a file are to go."""
        columns = pq.read_table(path, columns=["doc_id", *self._with_words(table)], partitioning=None)
        goes = pc.fill_null(pc.is_in(columns["doc_id"], pa.array(sorted(self.doc_ids), pa.string())), False)
        for name in self._with_words(table):
            holds = [self.words.found_in(text) is not None for text in columns[name].to_pylist()]
            goes = pc.or_(goes, pa.chunked_array([holds], pa.bool_()))
        return goes

    def _with_words(self, table: str) -> tuple[str, ...]:
        return ("candidate",) if table == "quarantine" else ()


def purge(store: Store, run_id: str, doc_ids: Collection[str], words: Runs) -> int:
    """Write every file anew that holds rows of the documents, or quarantined rows with their words. How many files.

    Raises:
        WarehouseError: a file cannot be read or written; run it again: what is done stays done.
    """
    with staging(store.root, run_id) as folder, store.writing(run_id, f"run_id={run_id}"):
        log = store.log()
        gone = _Gone(frozenset(doc_ids), words)
        made = {path: aside for path in _files(store.root) if (aside := _without(store.root / path, gone, folder))}
        added = [describe(path.split("/")[0], aside, path) for path, aside in made.items() if path in log.live]
        if added:
            publish_next(store.root, log, run_id, added)
        for path, aside in made.items():
            aside.replace(store.root / path)
            make_durable(aside.parent)
    return len(made)


def _files(root: Path) -> Iterator[str]:
    """Every file that can hold words of a document, those that no longer count too."""
    for table in HOLD_WORDS:
        for path in sorted((root / table).glob("*=*/part-*.parquet")):
            yield path.relative_to(root).as_posix()


def _without(path: Path, gone: _Gone, folder: Path) -> Path | None:
    """The file written anew beside itself, without the rows; None where it holds none of them."""
    table = path.parents[1].name
    with explained(path, "read"):
        goes = gone.rows_of(path, table)
        if not pc.any(goes).as_py():
            return None
        rows = pq.read_table(path, partitioning=None).filter(pc.invert(goes))
    schema = schema_of(table) if path.parent.name.startswith("run_id=") else schema_with_run(table)
    for field in schema:
        if field.name not in rows.column_names:
            rows = rows.append_column(field, pa.nulls(rows.num_rows, field.type))
    pack = (pq.read_schema(path).metadata or {}).get(b"pack_version", b"").decode()
    aside = path.with_name(f"{ASIDE}{path.name}")
    return write_part(folder, table, rows, pack, "anew", schema).replace(aside)

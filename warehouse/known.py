"""Which of the documents that come in are in the warehouse already, and what stands there of the others' articles."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse import ledger
from warehouse.log import Log
from warehouse.relation import relation
from warehouse.scan import arrow

IS_HELD = """
known.doc_id IS NOT DISTINCT FROM given.doc_id AND known.input_hash = given.input_hash AND (
    known.pack_version = given.pack_version OR EXISTS (FROM _checked AS seen WHERE seen.doc_id = known.doc_id
    AND seen.input_hash = known.input_hash AND seen.read_by = known.pack_version
    AND seen.pack_version = given.pack_version))"""

WITHDRAWN = "SELECT article_id FROM _withdrawn GROUP BY ALL HAVING max_by(op, run_id) <> 'restored'"
"""Articles that are to stay out; `run_id` begins with the time of the run."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the warehouse holds of an article: which version, from which input, read by which rules."""

    doc_id: str
    input_hash: str
    pack_version: str

    def cause(self, doc_id: str, input_hash: str, pack_version: str) -> str:
        """Why another reading may give other rows: `text` (metadata too), `rules` (all that is ours) or `both`.

        An input hash may have the hash of its corrections behind it: where only that is another, `correction`.
        """
        if (self.doc_id, self.input_hash) == (doc_id, input_hash):
            return "rules"
        if self.pack_version != pack_version:
            return "both"
        same = (self.doc_id, self.input_hash.partition("-")[0]) == (doc_id, input_hash.partition("-")[0])
        return "correction" if same else "text"


class Known:
    """The documents of a warehouse, looked up a batch at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def missing(self, given: pa.Table) -> Iterator[tuple[int, Before | None]]:
        """The row numbers of `given` (article_id, doc_id, input_hash, pack_version) that are not held as they are.

        Each comes with what is held of its article. Withdrawn articles are passed over.
        """
        self.connection.register("given", given.append_column("nth", pa.array(range(given.num_rows), pa.int64())))
        rows = arrow(
            self.connection,
            "SELECT nth, known.doc_id, known.input_hash, known.pack_version"
            " FROM given LEFT JOIN known USING (article_id)"
            f" WHERE NOT coalesce({IS_HELD}, false) AND article_id NOT IN (SELECT article_id FROM withdrawn)"
            " ORDER BY nth",
        )
        for nth, *held in zip(*(column.to_pylist() for column in rows.columns), strict=True):
            yield nth, Before(*held) if held[0] is not None else None

    def withdrawn(self, articles: list[str]) -> int:
        """How many of some articles are withdrawn."""
        count = "SELECT count(*) FROM withdrawn WHERE list_contains($1, article_id)"
        found = self.connection.execute(count, [articles]).fetchone()
        return int(found[0]) if found else 0

    def packs(self) -> list[str]:
        """The rules that documents were read by, as their hashes."""
        query = "SELECT DISTINCT pack_version FROM known ORDER BY 1"
        return [str(version) for (version,) in self.connection.execute(query).fetchall()]


@contextmanager
def known(root: Path, log: Log) -> Iterator[Known]:
    """The documents that count now; later commits are not seen."""
    with ledger.reading(root, log) as connection:
        connection.execute("CREATE TEMP TABLE known AS SELECT article_id, doc_id, input_hash, pack_version FROM live")
        for table in ("_checked", "_withdrawn"):
            connection.execute(f"CREATE TEMP TABLE {table} AS {relation(root, log, table)}")
        connection.execute(f"CREATE TEMP VIEW withdrawn AS {WITHDRAWN}")
        yield Known(connection)


def candidates(rows: Mapping[str, list[str]], pack_version: str) -> pa.Table:
    """Ids and input hashes as `Known.missing` takes them."""
    return pa.table({**rows, "pack_version": [pack_version] * len(rows["doc_id"])})

"""Take damaged files out, so that what they held is read again; what cannot be stays named in quarantine.

    damaged                     taken out                   read again
    numbers, dates, ... inputs  the file                    documents of its unit
    documents                   all files of its unit       documents of its unit
    _ledger                     the file, made anew from documents; documents of its unit
    _superseded                 the file, made anew from the ledgers
    runs, changes, _checked, _reviews, _rules  the file; its rows are told and gone

A document that is to be read again has the input hash `damaged` in the ledger, which no input has: whoever reads its
source next replaces it. Until then it has a row in quarantine that names the table it lost.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from schemas.tables import TABLES
from warehouse.errors import WarehouseError
from warehouse.ledger import connected, reading
from warehouse.log import File, Log, publish_next
from warehouse.parquet import schema_with_run, write_part
from warehouse.relation import relation
from warehouse.scan import arrow, name, quoted
from warehouse.staging import place, staging
from warehouse.store import OF_DOCUMENTS, Store
from warehouse.upkeep.compact import units_of

DAMAGED = "damaged"
REASON = "its rows were in a damaged file"
ROWS_OF_READ = tuple(name for name, table in TABLES.items() if "doc_id" in table.columns and table.key)
"""Tables of which a document that was not read has no row, but of documents."""
READ_AGAIN = (*ROWS_OF_READ, "quarantine", "_inputs", "_ledger")
NOT_MADE_ANEW = ("runs", "changes", "_checked", "_reviews", "_rules")
IRREPLACEABLE = "_withdrawn"
LOST = """
CREATE TEMP TABLE lost (article_id VARCHAR, doc_id VARCHAR, input_hash VARCHAR, pack_version VARCHAR, run_id VARCHAR,
    table_name VARCHAR, is_read_again BOOLEAN)"""
LEDGER = f"""
SELECT article_id, doc_id, if(is_read_again, '{DAMAGED}', input_hash) AS input_hash, pack_version, run_id FROM lost"""
REFUSED = f"""
SELECT doc_id, table_name, to_json({{article_id: article_id, doc_id: doc_id}})::VARCHAR AS candidate,
    ['{REASON}'] AS reasons, NULL::VARCHAR AS rule_id, pack_version, run_id, NULL::VARCHAR AS replayed_in
FROM lost ANTI JOIN superseded USING (run_id, doc_id) WHERE is_read_again"""
SUPERSEDED = """
SELECT ledger.run_id AS superseded_run, ledger.doc_id, $repair AS run_id FROM ledger JOIN seqs USING (run_id)
WHERE EXISTS (
    FROM (SELECT article_id, run_id FROM ledger UNION ALL FROM withdrawn) AS later JOIN seqs AS turn USING (run_id)
    WHERE later.article_id = ledger.article_id AND turn.seq > seqs.seq)"""


@dataclass(frozen=True, slots=True)
class Lost:
    """What was taken out: files; documents to be read again; those of the files whose rows are gone for good."""

    files: tuple[str, ...]
    documents: int
    gone: tuple[str, ...]


def discard(store: Store, paths: Sequence[str]) -> Lost:
    """Take damaged files out in one commit.

    Raises:
        WarehouseError: a list of withdrawn articles is among them: only a backup brings it back.
    """
    log = store.log()
    damaged = [log.live[path] for path in paths if path in log.live]
    if withdrawn := [file.path for file in damaged if file.table == IRREPLACEABLE]:
        raise WarehouseError(
            f"{withdrawn[0]}: only this file says which articles were withdrawn; nothing was repaired.\n"
            "  fix: bring it back from a backup; its commit lists the sha256."
        )
    mark = hashlib.sha256("\n".join([str(log.seq), *sorted(paths)]).encode()).hexdigest()[:16]
    run_id, unit, pack_version = f"repair-{mark}", f"compacted={mark}", log.commits[-1].pack_version
    removed, documents = {file.path for file in damaged}, 0
    with staging(store.root, run_id) as folder, connected() as connection:
        removed |= _collect(connection, store, log, damaged)
        for table, rows in _made_anew(connection, damaged, run_id):
            write_part(folder, table, rows, pack_version, schema=schema_with_run(table))
            documents += rows.num_rows if table == "quarantine" else 0
        with store.writing(run_id, unit):
            publish_next(store.root, log, run_id, place(store.root, folder, unit), sorted(removed))
    gone = tuple(file.path for file in damaged if file.table in NOT_MADE_ANEW)
    return Lost(tuple(file.path for file in damaged), documents, gone)


def _collect(connection: duckdb.DuckDBPyConnection, store: Store, log: Log, damaged: Sequence[File]) -> set[str]:
    """Fill `lost` with the documents of units that are damaged; gives further files that must go."""
    whole = log.only(file for file in log.live.values() if file not in damaged)
    superseded = relation(store.root, whole, "_superseded")
    connection.execute(f"CREATE TEMP VIEW superseded AS SELECT superseded_run AS run_id, doc_id FROM ({superseded})")
    connection.execute(f"CREATE TEMP VIEW ledger AS {relation(store.root, whole, '_ledger')}")
    withdrawn = f"FROM ({relation(store.root, whole, IRREPLACEABLE)}) WHERE op <> 'restored'"
    connection.execute(f"CREATE TEMP VIEW withdrawn AS SELECT article_id, run_id {withdrawn}")
    seqs = {commit.run_id: commit.seq for commit in log.commits}
    connection.register("seqs", pa.table({"run_id": [*seqs], "seq": [*seqs.values()]}))
    connection.execute(LOST)
    more: set[str] = set()
    for unit in units_of(log):
        tables = {file.table for file in unit.files if file in damaged}
        if tables & {*READ_AGAIN}:
            more |= {file.path for file in unit.files if file.table == "_ledger"}
            _add_lost(connection, store, log.only(file for file in unit.files if file not in damaged), tables)
        if "documents" in tables:
            more |= {file.path for file in unit.files if file.table in OF_DOCUMENTS}
    return more


def _add_lost(connection: duckdb.DuckDBPyConnection, store: Store, whole: Log, tables: set[str]) -> None:
    """Add the documents of a unit to `lost`: from its ledger, or where that is damaged from its documents."""
    listed = "article_id, doc_id, input_hash, pack_version, run_id"
    if "_ledger" in tables:
        listed = listed.replace("input_hash", "'' AS input_hash")
    source = relation(store.root, whole, "documents" if "_ledger" in tables else "_ledger")
    is_read = "true"
    if tables <= {*ROWS_OF_READ} - {"documents"}:
        documents = relation(store.root, whole, "documents")
        is_read = f"doc_id IN (SELECT doc_id FROM ({documents}) WHERE status IN ('done', 'partial'))"
    named = quoted(min(tables & {*TABLES}, default="documents"))
    connection.execute(f"INSERT INTO lost SELECT {listed}, {named}, {is_read} FROM ({source})")


def _made_anew(
    connection: duckdb.DuckDBPyConnection, damaged: Sequence[File], run_id: str
) -> Iterator[tuple[str, pa.Table]]:
    """What stands in place of the files that go: tables with rows only."""
    queries = {"_ledger": LEDGER, "quarantine": REFUSED}
    if any(file.table == "_superseded" for file in damaged):
        queries["_superseded"] = SUPERSEDED.replace("$repair", quoted(run_id))
    for table, query in queries.items():
        listed = ", ".join(map(name, schema_with_run(table).names))
        rows = arrow(connection, f"SELECT {listed} FROM ({query})")
        if rows.num_rows:
            yield table, rows


def held_inputs(store: Store) -> pa.Table:
    """`given` and `text` of the documents still to be read again that the warehouse itself holds whole."""
    log = store.log()
    with reading(store.root, log) as connection:
        tables = {table: relation(store.root, log, table) for table in ("documents", "_inputs", "quarantine")}
        lost = f"SELECT run_id, doc_id FROM ({tables['quarantine']}) WHERE list_contains(reasons, '{REASON}')"
        return arrow(
            connection,
            f"SELECT given, text FROM ({tables['documents']}) JOIN ({tables['_inputs']}) USING (run_id, doc_id)"
            f" SEMI JOIN ({lost}) USING (run_id, doc_id) ANTI JOIN superseded USING (run_id, doc_id) ORDER BY doc_id",
        )

"""Few files for many runs: what small runs wrote, one unit of files each, becomes one unit of all of them.

    <table>/compacted=<hash of the files it replaces>/part-0.parquet     rows with a column `run_id`

A compaction is a commit like any other: it adds the new files and takes out those that they replace, so readers see
the same rows before and after. Rows that later runs replaced are not taken along. The files taken out stay as long as
any others: an open reader and `--as-of` find them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from schemas.tables import TABLES
from warehouse import ledger
from warehouse.log import File, Log, publish_next
from warehouse.merge import BYTES
from warehouse.parquet import INTERNAL, order_of, schema_with_run, write_part
from warehouse.relation import columns_of, relation, without_superseded
from warehouse.scan import name, quoted
from warehouse.staging import place, staging
from warehouse.store import Store

MEMORY = "1GB"
BATCH = 10_000
DUE = 32
"""Small units that make a compaction worth its while."""
SMALL_ROWS, SMALL_BYTES = 50_000, 16_000_000
"""A unit below both is small."""
MOST_ROWS, MOST_BYTES = 400_000, 64_000_000
"""A new unit holds no more, so that any of its tables fits in memory many times over."""
DEAD_SHARE = 0.3
"""A unit is written anew when so many of its documents are replaced."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The files, of any table, that one run or one compaction wrote."""

    name: str
    files: tuple[File, ...]

    @property
    def rows(self) -> int:
        """Rows of all its tables."""
        return sum(file.rows for file in self.files)

    @property
    def bytes(self) -> int:
        """Bytes on disk."""
        return sum(file.bytes for file in self.files)

    @property
    def is_small(self) -> bool:
        """Whether it is worth joining with others."""
        return self.rows < SMALL_ROWS and self.bytes < SMALL_BYTES


@dataclass(frozen=True, slots=True)
class Compacted:
    """What compaction made of the units that count: how many files there were and are."""

    commits: int
    files_before: int
    files_after: int


def units_of(log: Log) -> list[Unit]:
    """The units of a log, in the order of their commits."""
    order = {unit: at for at, unit in enumerate(dict.fromkeys(file.unit for file in log.live.values()))}
    files = sorted(log.live.values(), key=lambda file: order[file.unit])
    return [Unit(unit, tuple(group)) for unit, group in groupby(files, key=lambda file: file.unit)]


def compact_when_due(store: Store) -> Compacted | None:
    """Compact once so many small units are there; None before."""
    if sum(unit.is_small for unit in units_of(store.log())) < DUE:
        return None
    return compact(store)


def compact(store: Store) -> Compacted:
    """Join small units and write units anew of which much is replaced. A unit that changes meanwhile is left alone.

    Raises:
        WarehouseError: a file cannot be read or written; what was compacted before it stays.
    """
    before = log = store.log()
    dead = dead_shares(store, log)
    chosen = [unit for unit in units_of(log) if unit.is_small or dead.get(unit.name, 0.0) > DEAD_SHARE]
    commits = sum(_join(store, group) for group in groups(chosen, dead))
    return Compacted(commits, len(before.live), len(store.log().live))


def groups(units: Iterable[Unit], dead: dict[str, float]) -> list[list[Unit]]:
    """Units in order, as many together as make one new unit. One alone is only written anew if rows of it are dead."""
    found: list[list[Unit]] = [[]]
    for unit in units:
        rows, size = sum(one.rows for one in found[-1]), sum(one.bytes for one in found[-1])
        if rows + unit.rows > MOST_ROWS or size + unit.bytes > MOST_BYTES:
            found.append([])
        found[-1].append(unit)
    return [group for group in found if len(group) > 1 or any(unit.name in dead for unit in group)]


def dead_shares(store: Store, log: Log) -> dict[str, float]:
    """The share of the documents of each unit that later runs replaced, where there are some."""
    shares: dict[str, float] = {}
    with ledger.reading(store.root, log) as connection:
        for unit in units_of(log):
            known = relation(store.root, log.only(unit.files), "_ledger")
            share = (
                f"SELECT count(superseded.doc_id) / count(*) FROM ({known}) LEFT JOIN superseded USING (run_id, doc_id)"
            )
            if (found := connection.execute(share).fetchone()) and found[0]:
                shares[unit.name] = float(found[0])
    return shares


def _join(store: Store, units: Sequence[Unit]) -> bool:
    """Write units as one and commit it; False when one of them was taken out meanwhile."""
    log = store.log()
    files = [file for unit in units for file in unit.files]
    paths = tuple(sorted(file.path for file in files))
    mark = hashlib.sha256("\n".join(paths).encode()).hexdigest()[:16]
    run_id, pack_version = f"compact-{mark}", log.commits[-1].pack_version
    with staging(store.root, run_id) as folder:
        for number, (table, rows) in enumerate(_rows_of(store, log, files, folder)):
            write_part(folder, table, rows, pack_version, f"{number:04}", schema_with_run(table))
        with store.writing(run_id, f"compacted={mark}"):
            log = store.log()
            if not all(path in log.live for path in paths):
                return False
            publish_next(store.root, log, run_id, place(store.root, folder, f"compacted={mark}"), paths)
    return True


def _rows_of(store: Store, log: Log, files: Sequence[File], spill: Path) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each table in some files that still count, in order, `BYTES` in memory at a time."""
    theirs = log.only(files)
    others = log.only(file for file in log.live.values() if file.path not in theirs.live)
    with ledger.reading(store.root, log) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = {quoted(str(spill / 'sorting'))}")
        for table in (*TABLES, *INTERNAL):
            query = relation(store.root, theirs, table)
            if table == "_superseded":
                elsewhere = relation(store.root, others, "_ledger")
                query = f"SELECT every.* FROM ({query}) AS every SEMI JOIN ({elsewhere}) AS kept"
                query += " ON kept.run_id = every.superseded_run AND kept.doc_id = every.doc_id"
            elif "doc_id" in columns_of(table):
                query = without_superseded(query, table, "superseded")
            schema = schema_with_run(table)
            listed, ordered = (", ".join(map(name, names)) for names in (schema.names, order_of(table, schema)))
            found = connection.sql(f"SELECT {listed} FROM ({query}) ORDER BY {ordered}").to_arrow_reader(BATCH)
            for rows in _at_once(found):
                yield table, rows


def _at_once(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Batches together until they are `BYTES` in memory."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(one.nbytes for one in held) > BYTES:
            yield pa.Table.from_batches(held)
            held = []
    if sum(batch.num_rows for batch in held):
        yield pa.Table.from_batches(held)

"""A run to be killed: rows by the thousand without any reading, what must stand after it, and a reader beside it."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb
import polars as pl

from schemas.canary import good_row
from schemas.models import dtypes
from warehouse.log import Log, read_log
from warehouse.merge import merge_all
from warehouse.parquet import stage_part
from warehouse.staging import parts
from warehouse.store import Store
from warehouse.upkeep.compact import compact_when_due

PACK = "a" * 16
DOCUMENTS = 2_000
STEP = 700
ARTICLES = 6_000
SHARDS = 4
PAUSE = 0.05
"""Seconds between two looks of the reader."""
TABLES = ("documents", "numbers", "_ledger")


def write_run(root: Path, number: int, told: Connection) -> None:
    """One run from start to commit, and compaction when it is due. Says when it begins and when it is committed."""
    told.send("begun")
    store = Store(root)
    with store.run(name_of(number), PACK) as run:
        stage(run.folder, number)
        store.commit(run)
    told.send("committed")
    compact_when_due(store)
    told.send("done")


def name_of(number: int) -> str:
    """The id of a run."""
    return f"run-{number:05}"


def articles_of(number: int) -> list[int]:
    """The articles that a run deals with: a third of them new, the others new versions."""
    return [(number * STEP + at) % ARTICLES for at in range(DOCUMENTS)]


def stage(folder: Path, number: int) -> None:
    """Write the parts of a run, as its shards would."""
    articles = articles_of(number)
    size = DOCUMENTS // SHARDS
    for shard in range(SHARDS):
        ids = articles[shard * size : (shard + 1) * size]
        keys = pl.DataFrame(
            {"article_id": [f"{at:016x}" for at in ids], "doc_id": [f"{number:06x}{at:010x}" for at in ids]}
        )
        for table in ("documents", "numbers"):
            rows = (
                pl.DataFrame([good_row(table)], schema=dtypes(table))
                .drop(keys.columns, strict=False)
                .join(keys, how="cross")
            )
            stage_part(folder, table, rows.select(dtypes(table).names()).to_arrow(), f"{shard:05}")
        ledger = keys.with_columns(input_hash=pl.lit("i"), pack_version=pl.lit(PACK))
        stage_part(folder, "_ledger", ledger.to_arrow(), f"{shard:05}")


def hashes_of(folder: Path, number: int) -> Mapping[str, str]:
    """What the files of a run hash to, written where nobody disturbs."""
    stage(folder, number)
    merge_all(folder, TABLES, PACK)
    return {table: sha256(parts(folder, table)[0].read_bytes()).hexdigest() for table in TABLES}


def expected(log: Log) -> Counter[str]:
    """How many documents of each run count after the commits of a log."""
    owner: dict[int, str] = {}
    for commit in log.commits:
        if commit.run_id.startswith("run-"):
            owner |= dict.fromkeys(articles_of(int(commit.run_id.removeprefix("run-"))), commit.run_id)
    return Counter(owner.values())


@dataclass(slots=True)
class Reads:
    """What a reader met: seconds of each look, looks that saw part of a run, errors."""

    seconds: list[float] = field(default_factory=list)
    halves: int = 0
    errors: list[str] = field(default_factory=list)


def look(root: Path) -> bool:
    """Open the catalog as any reader does: whether it shows the whole of every run, as after some commit."""
    with duckdb.connect(root / "warehouse.duckdb", read_only=True) as connection:
        (seq,) = connection.execute("SELECT seq FROM meta.catalog").fetchone() or (0,)
        seen = [
            Counter(dict(connection.execute(f"SELECT run_id, count(*) FROM {table} GROUP BY 1").fetchall()))
            for table in ("documents", "numbers")
        ]
    return seen == [expected(read_log(root).at(seq))] * 2


def read_on(root: Path, told: Connection) -> None:
    """Look again and again until told to stop; then tell what was met."""
    met = Reads()
    while not told.poll(PAUSE):
        began = time.perf_counter()
        try:
            met.halves += not look(root)
        except Exception as error:  # noqa: BLE001  whatever a reader meets is counted
            met.errors.append(f"{type(error).__name__}: {error}")
        met.seconds.append(time.perf_counter() - began)
    told.send(met)

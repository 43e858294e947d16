"""One shard from documents to staged Parquet: read, validated, split, written. Runs in a worker process."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import polars as pl
import pyarrow as pa

from extractors.article.document import Document
from extractors.columns import Columns, columns
from extractors.engine.ruleset import Ruleset, ruleset_of
from extractors.memory import put_off_collection
from extractors.reading import Reading, read_all
from flows.sources import Given
from flows.sources.unreadable import Unreadable
from flows.steps.counts import Counts
from flows.steps.incremental import changes, checked, divided, inputs
from flows.steps.plan import Shard, input_hash
from schemas.arrow import arrow_schema
from schemas.canary import prove_once
from schemas.models import dtypes
from schemas.split import Refused, quarantine, refused, split
from schemas.tables import TABLES
from warehouse.parquet import LEDGER, stage_part


def read_shard(
    shard: Shard, folder: Path, run_id: str, rules: Path | None, root: Path | None = None, is_replay: bool = False
) -> Counts:
    """Read a shard into `folder/<table>/part-<index>.parquet`. Doing it twice writes the same files again.

    `root` is the warehouse that holds earlier versions of its articles, where there is one. What goes to quarantine in
    a replay is marked with its run.

    Raises:
        TableError: validation does not work in this process.
    """
    prove_once()
    ruleset = ruleset_of(rules)
    put_off_collection()
    documents, same = divided(shard, root, rules)
    part = f"{shard.index:05}"
    kept = read_documents(documents, run_id, ruleset) if documents else {}
    if kept and is_replay:
        kept["quarantine"] = kept["quarantine"].with_columns(replayed_in=pl.lit(run_id))
    tables = {name: frame.to_arrow().cast(arrow_schema(name)) for name, frame in kept.items()}
    if tables:
        tables["changes"] = changes(shard, tables, run_id, root, ruleset.version)
    tables |= {"_ledger": ledger(documents, ruleset.version), "_inputs": inputs(documents)}
    tables["_checked"] = checked(same, shard, ruleset.version)
    for name, rows in tables.items():
        if rows.num_rows:
            stage_part(folder, name, rows, part)
    return Counts(
        statuses=Counter(kept["documents"]["status"].to_list() if kept else ()),
        rows=Counter({name: frame.height for name, frame in kept.items()}),
        reasons=Counter(reason for reasons in (kept["quarantine"]["reasons"] if kept else ()) for reason in reasons),
        checked=len(same),
    )


def read_documents(documents: Sequence[Given], run_id: str, ruleset: Ruleset) -> dict[str, pl.DataFrame]:
    """The rows that some documents give, by table; what breaks the contract is in `quarantine`."""
    readings = read_all((item for item in documents if isinstance(item, Document)), ruleset)
    unread = [item for item in documents if isinstance(item, Unreadable)]
    unfinished: list[Refused] = []
    tables = columns(noted(readings, unfinished), ruleset.version)
    append_unread(tables["documents"], unread, ruleset.version)
    kept, rejected = validated(tables, run_id, ruleset.version)
    unfinished += [Refused(item.doc_id, "documents", [item.reason.rstrip(":")], asdict(item)) for item in unread]
    kept["quarantine"] = pl.concat([*rejected, refused(unfinished, run_id, ruleset.version)])
    return kept


def validated(
    tables: dict[str, Columns], run_id: str, version: str
) -> tuple[dict[str, pl.DataFrame], list[pl.DataFrame]]:
    """The rows of each table that keep the contract, and the others as quarantine rows."""
    # Arrow takes lists of spans at once, where polars makes a series of each.
    made = {name: pa.Table.from_pydict(cells, schema=arrow_schema(name)) for name, cells in tables.items()}
    frames = {name: pl.DataFrame(table) for name, table in made.items()}
    documents = split(frames.pop("documents"), "documents")
    kept = {"documents": documents.kept}
    rejected = [quarantine(documents.quarantined, "documents", run_id, version)]
    for name, frame in frames.items():
        parts = split(frame, name, documents.kept)
        kept[name] = parts.kept
        rejected.append(quarantine(parts.quarantined, name, run_id, version))
    kept["documents"] = pl.concat([documents.kept, stand_ins(documents.quarantined)])
    return kept, rejected


def stand_ins(refused_documents: pl.DataFrame) -> pl.DataFrame:
    """For documents that break the contract a row each that names them: their text, no facts, and the reasons."""
    kept = ("article_id", "doc_id", "uri", "text", "text_sha256", "pack_version")
    schema = dtypes("documents")
    said = {
        "status": pl.lit("quarantined"),
        "status_reason": pl.col("faults").list.join("; "),
        "published_basis": pl.lit("none"),
    }
    cells = [
        pl.col(name) if name in kept else said.get(name, pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    ]
    return split(refused_documents.select(cells), "documents").kept


def noted(readings: Iterable[Reading], unfinished: list[Refused]) -> Iterator[Reading]:
    """The readings as they pass, the candidates that a kind could not complete added to `unfinished`."""
    for reading in readings:
        unfinished += [
            Refused(reading.article.doc_id, row.table, row.reasons, row.candidate, row.rule_id)
            for row in reading.rejected
        ]
        yield reading


def append_unread(documents: Columns, unread: list[Unreadable], version: str) -> None:
    """Add to the documents' columns a row for each document that could not be read: no text, and the reason."""
    for item in unread:
        cells: dict[str, object] = dict.fromkeys(TABLES["documents"].columns)
        cells |= {
            "article_id": item.article_id, "doc_id": item.doc_id, "uri": item.id, "status": "unreadable",
            "status_reason": item.message, "text": "", "text_sha256": hashlib.sha256(b"").hexdigest(),
            "published_basis": "none", "pack_version": version,
        }  # fmt: skip
        for name, values in documents.items():
            values.append(cells[name])


def ledger(documents: Sequence[Given], version: str) -> pa.Table:
    """The ledger rows of a shard: what was read, from which input, by which rules."""
    return pa.table(
        {
            "article_id": [item.article_id for item in documents],
            "doc_id": [item.doc_id for item in documents],
            "input_hash": [input_hash(item) for item in documents],
            "pack_version": [version] * len(documents),
        },
        schema=LEDGER,
    )

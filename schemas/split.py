"""Rows that keep the contract apart from rows that break it, with the reasons."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandera.polars as pa
import polars as pl
from pandera.config import ValidationDepth, get_config_context

from schemas.checks import WORDS
from schemas.contract import TableError
from schemas.models import broken, dtypes, model, whole
from schemas.tables import FACT_TABLES

FAULTS = pl.Schema({"index": pl.UInt32, "reason": pl.String})
NO_DOCUMENT = "doc_id is not in documents"
NOT_VERBATIM = "{text} is not documents.text[{start}:{end}]"


class Split(NamedTuple):
    """Every row of a table in exactly one of two frames; `quarantined` has a further column `faults`, the reasons."""

    kept: pl.DataFrame
    quarantined: pl.DataFrame


class Refused(NamedTuple):
    """A row or document that is kept out of its table, with the reasons."""

    doc_id: str | None
    table: str
    reasons: Sequence[str]
    candidate: Mapping[str, object]
    rule_id: str | None = None


def split(frame: pl.DataFrame, table: str, documents: pl.DataFrame | None = None) -> Split:
    """Kept and quarantined rows of `frame`, in its order.

    `frame` has the columns of `table` with the types of `models.dtypes`. With `documents` (columns doc_id and text) a
    row of an unknown document is quarantined, and one whose words do not stand where it says.

    Raises:
        TableError: a column is missing, has a wrong type or stands in a wrong place, or validation is switched off.
    """
    refuse_disabled()
    found = [contract_faults(frame, table)]
    if documents is not None and table in FACT_TABLES:
        found += [orphans(frame, documents), verbatim(frame, documents, table)]
    reasons = pl.concat(found).group_by("index").agg(faults=pl.col("reason").unique().sort())
    marked = frame.with_row_index("index").join(reasons, on="index", how="left", maintain_order="left").drop("index")
    kept = marked.filter(pl.col("faults").is_null()).drop("faults")
    return Split(kept, marked.filter(pl.col("faults").is_not_null()))


def contract_faults(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """One row per broken check and row: `index` counts the rows of `frame` from 0, `reason` says what is wrong.

    Raises:
        TableError: the columns of the frame are not those of the table.
    """
    if frame.schema != dtypes(table):
        return _each_fault(frame, table, model(table))
    try:
        whole(table).validate(frame)
    except (pa.errors.SchemaError, pa.errors.SchemaErrors):
        return _each_fault(frame, table, broken(table, frame))
    return pl.DataFrame(schema=FAULTS)


def _each_fault(frame: pl.DataFrame, table: str, schema: pa.DataFrameSchema) -> pl.DataFrame:
    """The faults of a frame that breaks the schema of its table, or the part of it that is given."""
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases: pl.DataFrame = error.failure_cases
    else:
        return pl.DataFrame(schema=FAULTS)
    structural = cases.filter(pl.col("index").is_null())
    if structural.height:
        raise TableError(_structural(table, frame, structural))
    is_null = pl.col("check") == "not_nullable"
    reason = pl.when(is_null).then(pl.col("column") + " is null").otherwise(pl.col("check"))
    return cases.select(pl.col("index").cast(pl.UInt32), reason=reason)


def _structural(table: str, frame: pl.DataFrame, cases: pl.DataFrame) -> str:
    """The message for a table that is wrong as a whole: each fault with the column it is about."""
    wanted = dtypes(table)
    faults = [f"column {name} is missing" for name in wanted if name not in frame.columns]
    faults += [f"column {name} is unknown" for name in frame.columns if name not in wanted]
    faults += [
        f"column {name} is {frame.schema[name]}, not {wanted[name]}"
        for name in wanted
        if name in frame.columns and frame.schema[name] != wanted[name]
    ]
    faults = faults or sorted({f"{row['check']}: {row['failure_case']}" for row in cases.iter_rows(named=True)})
    return f"{table}: {'; '.join(faults)}.\n  nothing was published.\n  fix: build the table from schemas/tables.py."


def orphans(frame: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The faults, as `contract_faults` has them, of rows whose document is not among `documents` (column doc_id).

    A null doc_id is for its column to judge.
    """
    known = documents["doc_id"].implode()
    return (
        frame.with_row_index("index").filter(~pl.col("doc_id").is_in(known)).select("index", reason=pl.lit(NO_DOCUMENT))
    )


def verbatim(frame: pl.DataFrame, documents: pl.DataFrame, table: str) -> pl.DataFrame:
    """The faults of rows whose words are not those that stand at their offsets (code points) in `documents`.

    Slices are taken by Python: it finds a code point at once, where polars counts from the start of the text.
    """
    texts = dict(zip(documents["doc_id"].to_list(), documents["text"].to_list(), strict=True))
    faults = [pl.DataFrame(schema=FAULTS)]
    for words in WORDS.get(table, ()):
        rows = frame.with_row_index("index").select("index", "doc_id", words.start, words.end, words.text).drop_nulls()
        bad = [
            index
            for index, doc_id, start, end, text in zip(*rows.to_dict(as_series=False).values(), strict=True)
            if doc_id in texts and (start < 0 or len(text) != end - start or texts[doc_id][start:end] != text)
        ]
        reason = NOT_VERBATIM.format(text=words.text, start=words.start, end=words.end)
        faults.append(pl.DataFrame({"index": bad}, schema={"index": pl.UInt32}).with_columns(reason=pl.lit(reason)))
    return pl.concat(faults)


def quarantine(quarantined: pl.DataFrame, table: str, run_id: str, pack_version: str) -> pl.DataFrame:
    """Rows of the quarantine table from those of `Split.quarantined`: each as JSON, with its reasons."""
    rows = [
        Refused(row.get("doc_id"), table, row.pop("faults"), row, row.get("rule_id"))
        for row in quarantined.iter_rows(named=True)
    ]
    return refused(rows, run_id, pack_version)


def refused(rows: Sequence[Refused], run_id: str, pack_version: str) -> pl.DataFrame:
    """Rows of the quarantine table, in the order given. A candidate is written as JSON, its keys in order."""
    cells = [
        {
            "doc_id": row.doc_id, "table_name": row.table, "reasons": list(row.reasons), "rule_id": row.rule_id,
            "candidate": json.dumps(row.candidate, ensure_ascii=False, sort_keys=True, default=str),
            "pack_version": pack_version, "run_id": run_id, "replayed_in": None,
        }
        for row in rows
    ]  # fmt: skip
    return pl.DataFrame(cells, schema=dtypes("quarantine"))


def refuse_disabled() -> None:
    """Stop when pandera is told to look away: every row would count as kept.

    Raises:
        TableError: its environment variables or settings switch validation off.
    """
    config = get_config_context()
    if config.validation_enabled and config.validation_depth is not ValidationDepth.SCHEMA_ONLY:
        return
    raise TableError(
        "PANDERA_VALIDATION_ENABLED or PANDERA_VALIDATION_DEPTH switches validation off.\n"
        "  nothing was published.\n  fix: unset both variables."
    )

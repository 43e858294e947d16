"""What a row says as one hash, wherever it stands; and its key as JSON.

What only says where a row stands is left out or counted from its sentence: offsets, the numbers t1, t2 ... of dates,
which stand for the value of their date. So a paragraph put in front of a sentence changes no hash.
"""

import hashlib
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schemas.tables import TABLES

OF_VERSION = ("doc_id", "pack_version", "sentence_start", "sentence_end", "tid", "quote_id", "text_sha256")
"""Columns that differ between two readings of one row, or repeat another."""
BEGIN = "sentence_start"
NULL, BETWEEN = "\\N", "\x1f"
Tables = Mapping[str, pa.Table]


def row_hashes(tables: Tables, table: str) -> pa.Array:
    """The hash of each row of a table, 16 hex digits; `tables` has the dates that its rows name."""
    rows = tables[table].combine_chunks()
    said = _joined(list(_cells(rows, table, tables)), BETWEEN)
    digests = (hashlib.md5(one, usedforsecurity=False) for one in said.cast(pa.binary()).to_pylist())
    return pa.array([digest.hexdigest()[:16] for digest in digests], pa.string())


def keys(rows: pa.Table, table: str) -> pa.Array:
    """The key of each row of a table as JSON; keys hold ids and numbers, which JSON takes as they are."""
    parts: list[pa.Array | str] = []
    for column in TABLES[table].key:
        values = _whole(rows[column])
        mark = '"' if pa.types.is_string(values.type) else ""
        parts += [f'{"," if parts else "{"}"{column}":{mark}', values.cast(pa.string()), mark]
    return _joined([*parts, "}"], "")


def _cells(rows: pa.Table, table: str, tables: Tables) -> Iterator[pa.Array]:
    """What is compared of each row, column by column, as text."""
    begins = _whole(rows[BEGIN]) if BEGIN in rows.column_names else None
    for field in TABLES[table].fields:
        if field.name in OF_VERSION:
            continue
        values = _whole(rows[field.name])
        if field.name.endswith("_tid"):
            yield _value_of_date(rows["doc_id"], values, tables)
        elif field.type in ("list<span>", "list<via>"):
            yield _spans(values, begins)
        elif field.type == "list<string>":
            yield pc.binary_join(values, ", ")
        elif begins and (field.name in ("start", "end") or field.name.endswith(("_start", "_end"))):
            yield pc.subtract(values, begins).cast(pa.string())
        else:
            yield values.cast(pa.string())


def _value_of_date(doc_ids: pa.ChunkedArray, tids: pa.Array, tables: Tables) -> pa.Array:
    """The value of the date that each row names by its number; the number itself where there is no such date."""
    if "dates" not in tables or tids.null_count == len(tids):
        return tids
    dates = tables["dates"]
    known = _joined([_whole(dates["doc_id"]), _whole(dates["tid"])], " ")
    places = pc.index_in(_joined([_whole(doc_ids), tids], " "), value_set=known)
    return pc.coalesce(pc.take(_whole(dates["timex_value"]), places), tids)


def _spans(lists: pa.ListArray, begins: pa.Array) -> pa.Array:
    """Lists of spans as text, their ends counted from the sentence."""
    spans, parents = lists.flatten(), pc.list_parent_indices(lists)
    begin = begins.take(parents)
    ends = [pc.subtract(spans.field(name), begin).cast(pa.string()) for name in ("start", "end")]
    more = [spans.field(at) for at in range(2, spans.type.num_fields)]
    offsets = np.concatenate([[0], np.cumsum(pc.fill_null(pc.list_value_length(lists), 0))])
    of_rows = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), _joined([*ends, *more], ":"))
    return pc.if_else(lists.is_valid(), pc.binary_join(of_rows, ", "), pa.scalar(None, pa.string()))


def _joined(parts: list[pa.Array | str], between: str) -> pa.Array:
    """Texts joined row by row, nulls as a mark of their own."""
    return pc.binary_join_element_wise(*parts, between, null_handling="replace", null_replacement=NULL)


def _whole(values: pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values

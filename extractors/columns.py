"""Rows of readings into the columns of each table, as schemas/tables.py orders them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from extractors.reading import Reading
from schemas.tables import MENTION_TABLES, TABLES

Columns = dict[str, list[object]]


def columns(readings: Iterable[Reading], pack_version: str) -> dict[str, Columns]:
    """The columns of every extraction table, rows in document order and then in text order."""
    tables: dict[str, Columns] = {
        name: {column: [] for column in TABLES[name].columns} for name in ("documents", "actors", *MENTION_TABLES)
    }
    for reading in readings:
        for name, rows in {**reading.rows, "documents": [reading]}.items():
            for row in rows:
                for column, values in tables[name].items():
                    values.append(cell(reading, row, column, pack_version))
    return tables


def cell(reading: Reading, row: object, column: str, pack_version: str) -> object:
    """One cell: the row's own attribute, else what the document gives."""
    if isinstance(row, Reading):
        return document_cells(row)[column] if column != "pack_version" else pack_version
    if hasattr(row, column):
        return _plain(column, getattr(row, column))
    article = reading.article
    if column == "doc_id":
        return article.doc_id
    if column == "pack_version":
        return pack_version
    start, end = row.start, row.end  # type: ignore[attr-defined]
    if column == "text":
        return article.text[start:end]
    if column == "section":
        return article.section(start)
    return article.sentence(start)[column == "sentence_end"]


def _plain(column: str, value: object) -> object:
    """Tuples of spans as the structs that Arrow wants."""
    if column == "contents" and isinstance(value, tuple):
        return [{"start": start, "end": end} for start, end in value]
    if column == "via" and isinstance(value, tuple):
        return [{"start": start, "end": end, "actor_id": actor} for start, end, actor in value]
    return list(value) if isinstance(value, tuple) else value


def document_cells(reading: Reading) -> Mapping[str, object]:
    """The cells of the documents row of a reading."""
    article = reading.article
    document = article.document
    printed = article.credits
    headline = article.text[slice(*article.headline)] if article.headline else None
    cells: dict[str, object] = dict.fromkeys(TABLES["documents"].columns)
    return cells | {
        "article_id": document.article_id,
        "doc_id": article.doc_id,
        "uri": document.uri or document.id,
        "status": reading.status,
        "status_reason": reading.reason,
        "language": reading.language,
        "title": document.title or headline,
        "text": document.text,
        "text_sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "publisher": document.publisher or printed.publisher,
        "by": document.by or printed.by,
        "located": printed.located,
        "copyright_holder": printed.copyright_holder,
        "published_date": article.published,
        "published_basis": reading.published_basis,
        "published_at": instant(document.published),
        "updated_at": instant(document.updated),
        "first_created": instant(document.created),
    }


def instant(given: str | None) -> datetime | None:
    """A time with its zone, in UTC; None for a bare day or a time without a zone."""
    try:
        time = datetime.fromisoformat(given) if given else None
    except ValueError:
        return None
    return time.astimezone(UTC) if time and time.tzinfo else None


def items(reading: Reading, table: str) -> Sequence[dict[str, object]]:
    """The rows of one table of one reading as records, for JSON."""
    return [
        {
            column: cell(reading, row, column, "")
            for column in TABLES[table].columns
            if column not in ("doc_id", "pack_version")
        }
        for row in reading.rows.get(table, ())
    ]

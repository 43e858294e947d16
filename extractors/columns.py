"""Rows of readings into the columns of each table, as schemas/tables.py orders them."""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from extractors.engine.row import Row
from extractors.reading import Reading
from schemas.tables import MENTION_TABLES, TABLES

Columns = dict[str, list[object]]
EXTRACTED = ("actors", *MENTION_TABLES)


def columns(readings: Iterable[Reading], pack_version: str) -> dict[str, Columns]:
    """The columns of every extraction table, rows in document order and then in text order."""
    tables: dict[str, Columns] = {name: empty(name) for name in ("documents", *EXTRACTED)}
    for reading in readings:
        for name in EXTRACTED:
            fill(tables[name], reading.rows.get(name, ()), reading, pack_version)
        for name, value in document_cells(reading, pack_version).items():
            tables["documents"][name].append(value)
    return tables


def items(reading: Reading, table: str) -> Sequence[dict[str, object]]:
    """The rows of one table of one reading as records, without what all of them share: document and pack version."""
    cells = {name: values for name, values in empty(table).items() if name not in ("doc_id", "pack_version")}
    fill(cells, reading.rows.get(table, ()), reading, "")
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def empty(table: str) -> Columns:
    """The columns of a table, without rows."""
    return {name: [] for name in TABLES[table].columns}


def fill(cells: Columns, rows: Sequence[object], reading: Reading, pack_version: str) -> None:
    """Append rows to the columns: what their document and their span give, else their own attribute."""
    article = reading.article
    given: dict[str, Sequence[object]] = {
        "doc_id": [article.doc_id] * len(rows),
        "pack_version": [pack_version] * len(rows),
    }
    if spans := [row for row in rows if isinstance(row, Row)]:
        sentences = [article.sentence(row.start) for row in spans]
        given |= {
            "text": [article.text[row.start : row.end] for row in spans],
            "sentence_start": [start for start, _ in sentences],
            "sentence_end": [end for _, end in sentences],
            "section": [article.section(row.start) for row in spans],
        }
    for name, values in cells.items():
        if name in given:
            values += given[name]
        else:
            plain = PLAIN.get(name)
            values += [getattr(row, name) if plain is None else plain(getattr(row, name)) for row in rows]


def _spans(contents: Iterable[tuple[int, int]]) -> list[object]:
    return [{"start": start, "end": end} for start, end in contents]


def _via(links: Iterable[tuple[int, int, str | None]]) -> list[object]:
    return [{"start": start, "end": end, "actor_id": actor} for start, end, actor in links]


PLAIN: dict[str, Callable[[Iterable[object]], list[object]]] = {
    "contents": _spans,  # type: ignore[dict-item]
    "via": _via,  # type: ignore[dict-item]
    "aliases": list,
    "other_sector_codes": list,
}
"""The columns of lists, as the structs that Arrow wants."""


def document_cells(reading: Reading, pack_version: str) -> dict[str, object]:
    """The cells of the documents row of a reading."""
    article = reading.article
    document, printed = article.document, article.credits
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
        "published_at": reading.stamps.published_at,
        "updated_at": reading.stamps.updated_at,
        "first_created": reading.stamps.first_created,
        "timezone": reading.stamps.timezone,
        "pack_version": pack_version,
    }

"""Rows of readings into the columns of each table, as schemas/tables.py orders them."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter

from extractors.article.layout import Article
from extractors.engine.row import Fact, Row
from extractors.reading import Reading
from schemas.tables import FACT_TABLES, MENTION_TABLES, TABLES

Values = Sequence[object]
Columns = dict[str, list[object]]
OF_RUN = ("doc_id", "pack_version")
"""Columns that are the same in all rows of a document."""


def columns(readings: Iterable[Reading], pack_version: str) -> dict[str, Columns]:
    """By table, `documents` and those of `FACT_TABLES`, its columns by name: lists of one length, a cell per row.

    Rows are in the order of the readings, then of the text. Spans are dicts of start and end, lists are lists.
    """
    tables: dict[str, Columns] = {name: empty(name) for name in ("documents", *FACT_TABLES)}
    for reading in readings:
        for name in FACT_TABLES:
            if rows := reading.rows.get(name):
                _append(tables[name], _cells_of(reading, name), len(rows), reading.article.doc_id, pack_version)
        for name, value in document_cells(reading, pack_version).items():
            tables["documents"][name].append(value)
    return tables


def items(reading: Reading, table: str) -> Sequence[dict[str, object]]:
    """The rows of one table of one reading as records, without what all of them share: document and pack version."""
    cells = {name: _plain(name, values) for name, values in _cells_of(reading, table).items()}
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def empty(table: str) -> Columns:
    """The columns of a table, without rows."""
    return {name: [] for name in TABLES[table].columns}


def _cells_of(reading: Reading, table: str) -> dict[str, Values]:
    """The columns of one table of one reading, lists as the tuples of its rows, without what all rows share."""
    rows = reading.rows.get(table, ())
    given = places(reading.article, rows) if table in MENTION_TABLES else {}
    return {
        name: given[name] if name in given else list(map(attribute, rows))
        for name, attribute in _attributes(table).items()
    }


@cache
def _attributes(table: str) -> dict[str, Callable[[object], object]]:
    """What reads each column of a table off a row."""
    return {name: attrgetter(name) for name in TABLES[table].columns if name not in OF_RUN}


def places(article: Article, rows: Sequence[Fact]) -> dict[str, Values]:
    """What spans say together with their article: the columns text, sentence_start, sentence_end and section."""
    spans = [(row.start, row.end) for row in rows if isinstance(row, Row)]
    sentences = [article.sentence(start) for start, _ in spans]
    return {
        "text": [article.text[start:end] for start, end in spans],
        "sentence_start": [start for start, _ in sentences],
        "sentence_end": [end for _, end in sentences],
        "section": [article.section(start) for start, _ in spans] if article.headline else ["body"] * len(spans),
    }


def _append(table: Columns, cells: Mapping[str, Values], count: int, doc_id: str, pack_version: str) -> None:
    """Add the rows of a document to the columns of a table."""
    table["doc_id"] += [doc_id] * count
    table["pack_version"] += [pack_version] * count
    for name, values in cells.items():
        table[name] += _plain(name, values)


def _plain(name: str, values: Values) -> Values:
    """The values of a column as Arrow wants them."""
    plain = PLAIN.get(name)
    return [plain(value) for value in values] if plain else values  # type: ignore[arg-type]


def _spans(contents: Iterable[tuple[int, int]]) -> list[object]:
    return [{"start": start, "end": end} for start, end in contents]


def _or_null(values: Iterable[object] | None) -> list[object] | None:
    return None if values is None else list(values)


def _via(links: Iterable[tuple[int, int, str | None]]) -> list[object]:
    return [{"start": start, "end": end, "actor_id": actor} for start, end, actor in links]


PLAIN: dict[str, Callable[[Iterable[object]], list[object]]] = {
    "contents": _spans,  # type: ignore[dict-item]
    "repeats": _spans,  # type: ignore[dict-item]
    "via": _via,  # type: ignore[dict-item]
    "aliases": list,
    "other_sector_codes": list,
    "correction_ids": _or_null,  # type: ignore[dict-item]
}
"""The columns of lists, as the structs that Arrow wants."""


def document_cells(reading: Reading, pack_version: str) -> dict[str, object]:
    """The row of table `documents` of a reading, its cells by column; those that only a source can tell are null."""
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
        "usage_terms": document.usage_terms,
        "published_date": article.published,
        "published_basis": reading.published_basis,
        "published_at": reading.stamps.published_at,
        "updated_at": reading.stamps.updated_at,
        "first_created": reading.stamps.first_created,
        "timezone": reading.stamps.timezone,
        "pack_version": pack_version,
    }

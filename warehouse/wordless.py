"""Handing over without the words of articles: what is left out, what is blanked, and the search that proves it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import duckdb
import pyarrow as pa

from schemas.fields import Field
from schemas.handed import Handed, view
from warehouse.errors import WarehouseError
from warehouse.scan import name
from warehouse.words import IN_A_ROW, Runs, runs_of, words_of

SHORTEST = 2 * IN_A_ROW - 1
"""Characters of eight words of a letter each."""
Blank = Callable[[pa.Table], pa.Table]


def repeated(connection: duckdb.DuckDBPyConnection, tables: dict[str, Handed]) -> Runs:
    """The runs of eight words that both an article and a column to be handed over hold: titles, addresses, names."""
    long: set[str] = set()
    for table, handed in tables.items():
        for field in worded(handed):
            for (value,) in connection.execute(_long(table, field)).fetchall():
                if len(words := words_of(value)) >= IN_A_ROW:
                    long.update(runs_of(words))
    return Runs(shared(long, texts(connection)))


def texts(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The text of every article, and what was refused of them."""
    for query in ("SELECT text FROM documents", "SELECT candidate FROM quarantine WHERE table_name = 'documents'"):
        reader = connection.sql(query).to_arrow_reader(1_000)
        for batch in reader:
            yield from batch.column(0).to_pylist()


def shared(runs: Iterable[str], articles: Iterable[str]) -> set[str]:
    """Those of some runs that stand in an article."""
    known = Runs(runs)
    return {run for text in articles for run in known.all_in(text)} if known.known else set()


def refuse_words(runs: Iterable[str], articles: Iterable[str]) -> None:
    """Stop when one of the runs in a handoff stands in an article."""
    if found := shared(runs, articles):
        raise WarehouseError(
            f"eight words in a row of an article are in the handoff: {min(found)!r}.\n  nothing was handed over."
        )


def worded(handed: Handed) -> Sequence[Field]:
    """The columns that may hold words of an article."""
    return [
        field for field in handed.fields
        if field.type in ("string", "list<string>") and not field.one_of
        and field.name not in ("key", "run_id", "rule_id", "doc_id", "article_id", "pack_version", "row_hash")
    ]  # fmt: skip


def blanking(handed: Handed, runs: Runs) -> Blank:
    """What takes the cells with such runs out of rows: null, of an address the hash of the article."""

    def blank(rows: pa.Table) -> pa.Table:
        for field in worded(handed):
            at = rows.column_names.index(field.name)
            values = rows.column(at).to_pylist()
            if any(_holds(value, runs) for value in values):
                instead = [
                    (None if field.nullable else f"urn:copydesk:{article}") if _holds(value, runs) else value
                    for value, article in zip(values, _articles(rows), strict=True)
                ]
                rows = rows.set_column(at, rows.schema.field(at), pa.array(instead, rows.schema.field(at).type))
        return rows

    return blank if runs.known else lambda rows: rows


def _articles(rows: pa.Table) -> list[str]:
    return rows["article_id"].to_pylist() if "article_id" in rows.column_names else [""] * rows.num_rows


def _holds(value: str | list[str] | None, runs: Runs) -> bool:
    parts = value if isinstance(value, list) else [value]
    return any(part is not None and len(part) >= SHORTEST and runs.found_in(part) is not None for part in parts)


def _long(table: str, field: Field) -> str:
    column = name(field.name) if field.type == "string" else f"unnest({name(field.name)})"
    return f"SELECT DISTINCT value FROM (SELECT {column} AS value FROM {view(table)}) WHERE length(value) >= {SHORTEST}"

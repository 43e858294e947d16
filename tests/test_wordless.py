"""Eight words in a row of an article are in no cell, and do not come together out of neighbouring ones."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.fields import FIELDS
from schemas.handed import Handed, without_text
from warehouse.errors import WarehouseError
from warehouse.handoff.rows import write_table
from warehouse.handoff.windows import Lexicon, together
from warehouse.handoff.wordless import blanking, read_back, refuse_words, withheld
from warehouse.words import Runs, runs_of, words_of

ARTICLE = "The harbour of Northport was shut on Monday by order of Mayor Ada Lund and her council."
ACTORS = without_text(Handed("an actor", tuple(FIELDS[name] for name in ("name", "aliases", "role")), ("name",), ""))
Row = tuple[str | None, list[str], str | None]


def asked(articles: list[str], rows: list[Row]) -> duckdb.DuckDBPyConnection:
    """A database with articles, and rows to be handed over."""
    connection = duckdb.connect()
    connection.register("documents", pa.table({"text": pa.array(articles, pa.string())}))
    connection.execute("CREATE VIEW quarantine AS SELECT '' AS candidate, 'documents' AS table_name WHERE false")
    kinds = (pa.string(), pa.list_(pa.string()), pa.string())
    columns = zip(zip(*rows, strict=True), kinds, strict=True) if rows else (([], kind) for kind in kinds)
    arrays = [pa.array(column, kind) for column, kind in columns]
    connection.register("rows", pa.table(arrays, names=["name", "aliases", "role"]))
    return connection


def handed(articles: list[str], rows: list[Row], size: int = 2) -> pa.Table:
    """The rows as they are handed over, read in batches of `size`."""
    connection = asked(articles, rows)

    def batches() -> Iterator[pa.RecordBatch]:
        yield from connection.sql("FROM rows").to_arrow_reader(size)

    hidden = withheld(connection, {"actors": ACTORS}, {"actors": batches})
    return blanking(ACTORS, hidden["actors"])(connection.sql("FROM rows").to_arrow_table(), 0)


def strung(rows: pa.Table) -> list[str]:
    """The cells as a reader may string them together: downwards, and across."""
    columns = [[_plain(cell) for cell in rows[name].to_pylist()] for name in rows.column_names]
    return [*map(" ".join, columns), " ".join(chain.from_iterable(zip(*columns, strict=True)))]


def _plain(cell: str | list[str] | None) -> str:
    return " ".join(cell) if isinstance(cell, list) else cell or ""


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([("The harbour of Northport was shut on Monday", [], "mayor")], [None, [], "mayor"]),
        ([("Northport was shut on Monday by order", [], "of Mayor")], [None, [], "of Mayor"]),
        ([("shut", ["on Monday by", "order of Mayor"], "Ada Lund")], ["shut", None, "Ada Lund"]),
        ([("The harbour of Northport", [], None)], ["The harbour of Northport", [], None]),
    ],
)
def test_the_cell_that_holds_most_of_the_words_is_blanked(rows: list[Row], left: list[object]) -> None:
    assert list(handed([ARTICLE], rows).to_pylist()[0].values()) == left


def test_neighbours_downwards_are_found_through_empty_cells_and_across_batches() -> None:
    rows: list[Row] = [
        ("harbour of Northport was", [], "a"),
        (None, [], "b"),
        (None, [], "c"),
        ("shut on Monday by", [], "d"),
    ]
    assert handed([ARTICLE], rows)["name"].to_pylist() == [None, None, None, "shut on Monday by"]


WORDS = st.lists(st.sampled_from(["ada", "lund", "said", "no"]), max_size=6).map(" ".join)
ROWS = st.lists(st.tuples(WORDS | st.none(), st.lists(WORDS, max_size=2), WORDS | st.none()), max_size=8)


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=6).map(" ".join), ROWS, st.integers(1, 4))
def test_no_reader_can_string_eight_words_of_an_article_together(article: str, rows: list[Row], size: int) -> None:
    found = Runs(runs_of(words)) if len(words := words_of(article)) >= 8 else Runs(())
    assert [found.found_in(text) for text in strung(handed([article], rows, size))] == [None] * 4


def test_eight_words_do_not_span_two_texts() -> None:
    lexicon = Lexicon()
    words = ARTICLE.split()
    assert together([ARTICLE], lexicon).size == len(words) - 7
    assert together([" ".join(words[:9]), "", " ".join(words[10:])], lexicon).size == 2
    assert together([" ".join(words[:7]), " ".join(words[7:14])], lexicon).size == 0


def test_what_is_written_is_searched_as_it_is_read_and_as_it_stands(tmp_path: Path) -> None:
    connection = asked([ARTICLE], [("Northport was shut on Monday by order", [], "of Mayor"), ("x", [], None)])
    connection.execute("CREATE VIEW handed_actors AS FROM rows")
    files, _ = write_table(connection, tmp_path, "actors", ACTORS, lambda rows, _: rows)
    (column, *_) = (pq.read_metadata(files[0]).row_group(0).column(at) for at in range(3))
    assert not column.is_stats_set and not column.has_dictionary_page
    with pytest.raises(WarehouseError, match=r"actors: eight words in a row(.|\n)*fix:"):
        refuse_words(connection, tmp_path, {"actors": ACTORS}, {"actors": lambda: read_back(files)})
    files[0].unlink()
    refuse_words(connection, tmp_path, {}, {})
    (tmp_path / "dictionary.md").write_text(f"As in: {ARTICLE}")
    with pytest.raises(WarehouseError, match=r"dictionary\.md: eight words"):
        refuse_words(connection, tmp_path, {}, {})

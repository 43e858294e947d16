"""What became of each row when its article was read again: the rows of table `changes`.

Two rows are the same when they stand at the same place of the same sentence of one article, whatever stands before that
sentence; actors when they have one id. What only says where a row stands (offsets, numbers t1, t2 ... of dates) is
counted from its sentence or looked up, so that a paragraph put in front changes nothing (warehouse/row_hashes.py).
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import arrow_schema
from schemas.tables import FACT_TABLES, MENTION_TABLES
from warehouse.row_hashes import Tables, keys, row_hashes
from warehouse.scan import arrow, quoted

COMPARED = ("documents", *FACT_TABLES)
SENTENCES = pa.schema([("doc_id", pa.string()), ("sentence_start", pa.int64()), ("sentence", pa.string())])
KEYED = pa.schema([(column, pa.string()) for column in ("table_name", "article_id", "place", "key", "row_hash")])
CAUSES = pa.schema([("article_id", pa.string()), ("cause", pa.string())])
Causes = Mapping[str, str]


def keyed(tables: Tables) -> pa.Table:
    """Of each row its table, article, place (the same in every version of the article), key as JSON, and hash."""
    if "documents" not in tables or not tables["documents"].num_rows:
        return KEYED.empty_table()
    with _connected(tables) as connection:
        connection.register("heard", _sentences(tables))
        connection.execute(
            "CREATE TEMP TABLE sentences AS SELECT *,"
            " row_number() OVER (PARTITION BY doc_id, sentence ORDER BY sentence_start) AS nth FROM heard"
        )
        queries = [_documents(), _actors(), *map(_mentions, MENTION_TABLES)]
        return arrow(connection, " UNION ALL ".join(queries)).rename_columns(KEYED.names).cast(KEYED)


def added(tables: Tables, run_id: str) -> pa.Table:
    """The rows of table `changes` of articles that are all new: what `pairs` finds beside nothing."""
    made = []
    for table in COMPARED:
        if table in tables and (count := tables[table].num_rows):
            said = {"run_id": run_id, "table_name": table, "op": "add", "cause": "new"}
            cells = {column: pa.repeat(pa.scalar(value), count) for column, value in said.items()}
            cells |= {"key": keys(tables[table], table), "row_hash": row_hashes(tables, table)}
            made.append(pa.table(cells, schema=arrow_schema("changes")))
    return pa.concat_tables(made)


@contextmanager
def _connected(tables: Tables) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the tables that are compared, each row with its key and hash."""
    with duckdb.connect() as connection:
        for table in COMPARED:
            rows = tables.get(table, arrow_schema(table).empty_table())
            said = rows.append_column("row_key", keys(rows, table)).append_column("row_hash", row_hashes(tables, table))
            connection.register(table, said)
        yield connection


def compared(found: pa.Table, run_id: str) -> pa.Table:
    """The rows of table `changes` that a run makes of what `pairs` found."""
    cells = {column: found[column] for column in ("table_name", "op", "cause", "row_hash")}
    cells |= {"run_id": pa.repeat(run_id, found.num_rows), "key": pc.coalesce(found["new_key"], found["old_key"])}
    return pa.table(cells).select(arrow_schema("changes").names).cast(arrow_schema("changes"))


def pairs(before: pa.Table, after: pa.Table, causes: Causes, standing: Collection[str] = ()) -> pa.Table:
    """What differs between two results of `keyed`: article_id, table_name, op, cause, old_key, new_key, row_hash.

    `causes` says why, by article. Where that is `both`, text and rules, rows of sentences in `standing` owe it to the
    rules.
    """
    of_article = pa.table([[*causes], pa.array(causes.values(), pa.string())], schema=CAUSES)
    kept = pa.table({"place": pa.array(standing, pa.string())})
    with duckdb.connect() as connection:
        for view, rows in (("before", before), ("after", after), ("causes", of_article), ("standing", kept)):
            connection.register(view, rows)
        query = (
            "SELECT article_id, table_name,"
            " CASE WHEN b.key IS NULL THEN 'add' WHEN a.key IS NULL THEN 'gone' ELSE 'change' END AS op,"
            " CASE WHEN cause <> 'both' THEN cause"
            " WHEN concat(article_id, split_part(place, ' ', 1)) IN (FROM standing) THEN 'rules'"
            " ELSE 'text' END AS cause,"
            " b.key AS old_key, a.key AS new_key, coalesce(a.row_hash, b.row_hash) AS row_hash"
            " FROM after AS a FULL JOIN before AS b USING (table_name, article_id, place)"
            " JOIN causes USING (article_id)"
            " WHERE a.row_hash IS DISTINCT FROM b.row_hash"
        )
        return arrow(connection, query)


def standing(before: Tables, after: Tables, articles: Sequence[str]) -> list[str]:
    """Sentences with rows whose words stand in both texts of an article: its id and the sentence's hash, joined."""
    if not articles:
        return []
    texts = [_texts(before), _texts(after)]
    found: set[str] = set()
    for side, tables in enumerate((before, after)):
        of_doc = {doc_id: (article, text) for article, (doc_id, text) in texts[side].items()}
        for doc_id, start, end in _spans(tables):
            article, text = of_doc[doc_id]
            if article in articles and article in texts[1 - side] and text[start:end] in texts[1 - side][article][1]:
                found.add(article + _hash(text[start:end]))
    return sorted(found)


def _texts(tables: Tables) -> dict[str, tuple[str, str]]:
    """doc_id and text of each article."""
    articles, docs, texts = (tables["documents"][column].to_pylist() for column in ("article_id", "doc_id", "text"))
    return dict(zip(articles, zip(docs, texts, strict=True), strict=True))


def _spans(tables: Tables) -> list[tuple[str, int, int]]:
    """Document, start and end of every sentence that a row stands in."""
    columns = ("doc_id", "sentence_start", "sentence_end")
    spans: set[tuple[str, int, int]] = set()
    for table in MENTION_TABLES:
        if table in tables:
            spans.update(zip(*(tables[table][column].to_pylist() for column in columns), strict=True))
    return sorted(spans)


def _sentences(tables: Tables) -> pa.Table:
    """Every sentence that a row stands in, as the hash of its words."""
    texts = dict(_texts(tables).values())
    heard = _spans(tables)
    hashes = [_hash(texts[doc_id][start:end]) for doc_id, start, end in heard]
    return pa.table([[doc for doc, _, _ in heard], [start for _, start, _ in heard], hashes], schema=SENTENCES)


def _hash(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _documents() -> str:
    return _query("documents", "t.article_id, ''", "documents AS t")


def _actors() -> str:
    return _query("actors", "d.article_id, t.actor_id", "actors AS t JOIN documents AS d USING (doc_id)")


def _mentions(table: str) -> str:
    """The rows of a table of spans. A further row that begins at the same place is told by its number."""
    again = 'row_number() OVER (PARTITION BY t.doc_id, t.start ORDER BY t."end")'
    place = f"concat_ws(' ', s.sentence, s.nth, t.start - t.sentence_start, {again})"
    joins = "JOIN documents AS d USING (doc_id) JOIN sentences AS s USING (doc_id, sentence_start)"
    return _query(table, f"d.article_id, {place}", f"{table} AS t {joins}")


def _query(table: str, article_and_place: str, source: str) -> str:
    """Table, article, place, key and hash of every row."""
    return f"SELECT {quoted(table)} AS table_name, {article_and_place} AS place, t.row_key, t.row_hash FROM {source}"

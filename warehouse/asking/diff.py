"""What lies between the warehouse after one run and after another: rows added, changed and gone, with their words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.tables import TABLES
from warehouse import ledger
from warehouse.changes import COMPARED, keyed, pairs, standing
from warehouse.known import Before
from warehouse.log import Log
from warehouse.past import log_as_of
from warehouse.relation import relation
from warehouse.row_hashes import OF_VERSION, Tables
from warehouse.scan import arrow, name

ARTICLES_AT_ONCE = 2_000
WORDS = {"documents": "title", "actors": "name"}
"""The column that shows what a row is about, where it is not `text`."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document as a run left it, and the run that wrote its rows."""

    run_id: str
    read: Before


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that differs: `was` and `now` hold the columns that do, all that are set where there is one side."""

    table: str
    op: str
    cause: str
    article: str
    words: str
    was: Mapping[str, object]
    now: Mapping[str, object]


def between(root: Path, log: Log, old_run: str, new_run: str) -> Iterator[Difference]:
    """Every row that differs, some thousand articles at a time.

    Raises:
        WarehouseError: a run was never committed, or its files are deleted.
    """
    logs = [log_as_of(root, log, run) for run in (old_run, new_run)]
    old, new = (_held(root, then) for then in logs)
    articles = sorted(article for article in old.keys() | new.keys() if old.get(article) != new.get(article))
    for first in range(0, len(articles), ARTICLES_AT_ONCE):
        chosen = articles[first : first + ARTICLES_AT_ONCE]
        sides = [_rows(root, then, [held[one] for one in chosen if one in held])
                 for then, held in zip(logs, (old, new), strict=True)]  # fmt: skip
        causes = {article: _cause(old.get(article), new.get(article)) for article in chosen}
        yield from _differences(sides[0], sides[1], causes)


def _held(root: Path, log: Log) -> dict[str, Held]:
    """The documents that count after a log, by article."""
    with ledger.reading(root, log) as connection:
        rows = arrow(connection, "SELECT article_id, run_id, doc_id, input_hash, pack_version FROM live").to_pydict()
    columns = zip(*rows.values(), strict=True)
    return {article: Held(run_id, Before(*read)) for article, run_id, *read in columns}


def _cause(old: Held | None, new: Held | None) -> str:
    if old is None:
        return "new"
    return old.read.cause(new.read.doc_id, new.read.input_hash, new.read.pack_version) if new else "withdrawn"


def _rows(root: Path, log: Log, wanted: Sequence[Held]) -> Tables:
    """The rows of some documents as a log holds them."""
    ids = {"run_id": [one.run_id for one in wanted], "doc_id": [one.read.doc_id for one in wanted]}
    found: dict[str, pa.Table] = {}
    with ledger.connected() as connection:
        connection.register("wanted", pa.table({column: pa.array(of, pa.string()) for column, of in ids.items()}))
        for table in COMPARED:
            schema = arrow_schema(table)
            listed = ", ".join(map(name, schema.names))
            query = f"SELECT {listed} FROM ({relation(root, log, table)}) SEMI JOIN wanted USING (run_id, doc_id)"
            found[table] = arrow(connection, query).cast(schema)
    return found


def _differences(before: Tables, after: Tables, causes: Mapping[str, str]) -> Iterator[Difference]:
    both = [article for article, why in causes.items() if why == "both"]
    found = pairs(keyed(before), keyed(after), causes, standing(before, after, both))
    if not found.num_rows:
        return
    rows = {side: {table: _by_key(tables[table], table) for table in COMPARED}
            for side, tables in (("old", before), ("new", after))}  # fmt: skip
    uris = {row["article_id"]: row["uri"] for tables in (before, after) for row in tables["documents"].to_pylist()}
    for pair in found.sort_by([("table_name", "ascending"), ("op", "ascending"), ("new_key", "ascending")]).to_pylist():
        table = pair["table_name"]
        was, now = (rows[side][table].get(pair[f"{side}_key"] or "", {}) for side in ("old", "new"))
        words = str((now or was).get(WORDS.get(table, "text")) or "")
        yield Difference(
            table, pair["op"], pair["cause"], uris[pair["article_id"]], words, _told(was, now), _told(now, was)
        )


def _by_key(rows: pa.Table, table: str) -> dict[str, dict[str, object]]:
    """The rows of a table by their key as JSON, as `keyed` writes it."""
    key = TABLES[table].key
    return {json.dumps({column: row[column] for column in key}, separators=(",", ":")): row for row in rows.to_pylist()}


def _told(row: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    """What a row says that the other does not; places in the text are left out."""
    return {
        column: value
        for column, value in row.items()
        if column not in (*OF_VERSION, "start", "end", "contents", "via")
        and not column.endswith(("_start", "_end", "_tid"))
        and value != other.get(column)
    }

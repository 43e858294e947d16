"""Articles that are to go: out of every view, kept out of later runs, and on request purged from every file."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.tables import TABLES
from warehouse import ledger
from warehouse.changes import compared, keyed, pairs
from warehouse.earlier import rows_of
from warehouse.errors import WarehouseError, counted
from warehouse.parquet import WITHDRAWN
from warehouse.relation import relation
from warehouse.store import Run, Store
from warehouse.upkeep.purge import purge
from warehouse.words import Runs, Searched, search


@dataclass(frozen=True, slots=True)
class Article:
    """An article that the warehouse has or had: all its versions, and the one that counts, if any does."""

    article_id: str
    versions: frozenset[str]
    live: str | None


def article_of(store: Store, name: str, hashed: str) -> Article:
    """The article behind a uri, an id or path as given, an article_id or a doc_id; `hashed` is the hash of the name.

    Raises:
        WarehouseError: the warehouse never held it.
    """
    log = store.log()
    with ledger.reading(store.root, log) as connection:
        known = f"SELECT article_id, doc_id FROM ({relation(store.root, log, '_ledger')})"
        known += f" UNION SELECT article_id, doc_id FROM ({relation(store.root, log, '_withdrawn')})"
        is_meant = "article_id IN ($1, $2) OR doc_id = $1"
        found = connection.execute(
            f"WITH known AS ({known}) SELECT article_id, list(doc_id) FROM known WHERE article_id IN"
            f" (SELECT article_id FROM known WHERE {is_meant}) GROUP BY ALL",
            [name, hashed],
        ).fetchone()
        if found is None:
            raise WarehouseError(
                f"{name}: no article of the warehouse has this uri, id, article_id or doc_id.\n"
                f"  fix: copydesk sql 'SELECT uri, doc_id, title FROM documents' --warehouse {store.root} shows them."
            )
        live = connection.execute("SELECT doc_id FROM live WHERE article_id = $1", [found[0]]).fetchone()
    return Article(found[0], frozenset(found[1]) | _versions_on_disk(store.root, found[0]), live[0] if live else None)


def withdraw(run: Run, store: Store, article: Article, op: str) -> int:
    """Stage the withdrawal of an article, with a row of `changes` for every row that goes. How many go."""
    rows = rows_of(store.root, [article.live] if article.live else [])
    found = pairs(keyed(rows), keyed({}), {article.article_id: "withdrawn"})
    if found.num_rows:
        run.write("changes", compared(found, run.run_id))
    note(run, article, op)
    run.withdraw([article.article_id])
    return sum(rows[table].num_rows for table in rows if table != "documents")


def note(run: Run, article: Article, op: str) -> None:
    """Stage what is to be remembered of an article: withdrawn, purged or restored."""
    doc_id = article.live or min(article.versions)
    run.write(
        "_withdrawn", pa.Table.from_pylist([{"article_id": article.article_id, "doc_id": doc_id, "op": op}], WITHDRAWN)
    )


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge rewrote, and the search that proves it; `others` are articles that print the same words."""

    files: int
    searched: Searched
    others: tuple[str, ...]


def purge_words(store: Store, run_id: str, article: Article) -> Purged:
    """Take every version of an article out of every file, then look for its words in all that is left.

    Raises:
        WarehouseError: its words are still there.
    """
    runs = Runs.of(_texts(store.root, article.versions))
    files = purge(store, run_id, article.versions, runs)
    searched = search(sorted(path for path in store.root.rglob("*") if path.is_file()), runs)
    others = _others(store, runs) if searched.hits else ()
    own = [path for path, _ in searched.hits if not others or path.relative_to(store.root).parts[0] not in TABLES]
    if own:
        raise WarehouseError(
            f"{own[0]}: words of the article are still there, in {counted(len(own), 'file')}.\n"
            "  fix: run the same command again; a copy that another program holds open is beyond it."
        )
    return Purged(files, searched, others)


def _texts(root: Path, doc_ids: Iterable[str]) -> list[str]:
    """The texts of documents in any file, those that no longer count too."""
    wanted = [("doc_id", "in", sorted(doc_ids))]
    texts: set[str] = set()
    for path in sorted((root / "documents").glob("*=*/part-*.parquet")):
        texts |= set(pq.read_table(path, columns=["text"], filters=wanted, partitioning=None)["text"].to_pylist())
    return sorted(texts)


def _versions_on_disk(root: Path, article_id: str) -> frozenset[str]:
    """Every version of an article that a file still names."""
    wanted = [("article_id", "=", article_id)]
    found: set[str] = set()
    for path in sorted((root / "documents").glob("*=*/part-*.parquet")):
        found |= set(pq.read_table(path, columns=["doc_id"], filters=wanted, partitioning=None)["doc_id"].to_pylist())
    return frozenset(found)


def _others(store: Store, runs: Runs) -> tuple[str, ...]:
    """The articles that count and print the same words."""
    with ledger.reading(store.root, store.log()) as connection:
        rows = connection.execute(
            f"SELECT uri, text FROM ({relation(store.root, store.log(), 'documents')})"
        ).fetchall()
    return tuple(sorted({str(uri) for uri, text in rows if runs.found_in(str(text))}))

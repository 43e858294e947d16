"""`copydesk withdraw`: an article goes, and stays away although its source still holds it."""

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from extractors.article.document import short_hash
from flows.output.errors import UserError
from flows.steps.hold import alone, existing, run_id_of
from flows.steps.judge import REFUSED
from schemas.arrow import arrow_schema
from schemas.tables import RUN_TABLES
from warehouse.errors import counted
from warehouse.store import Run, Store
from warehouse.upkeep.withdraw import article_of, note, purge_words, withdraw


def withdraw_one(name: str, warehouse: Path, is_purged: bool, is_restored: bool) -> int:
    """Withdraw an article, or let one that was withdrawn come back, and say what came of it."""
    if is_purged and is_restored:
        raise UserError("--purge and --restore contradict each other.\n  fix: choose one.")
    store = existing(warehouse)
    with alone(store.root):
        article = article_of(store, name, short_hash(name))
        started = datetime.now(UTC)
        run_id = run_id_of(started)
        with store.run(run_id, store.log().commits[-1].pack_version) as run:
            if is_restored:
                note(run, article, "restored")
            else:
                gone = withdraw(run, store, article, "purged" if is_purged else "withdrawn")
            run.write("runs", _row(run, started))
            store.commit(run)
        if is_restored:
            print(f"{name}: comes back with the next run over its source.")
            return 0
        print(f"{name}: withdrawn; {counted(gone, 'row')} gone from every view. Later runs leave it out.")
        if is_purged:
            _purge(store, run_id, name)
        else:
            print("Its words are still in the files of earlier runs; --purge takes them out.")
    return 0


def _purge(store: Store, run_id: str, name: str) -> None:
    shutil.rmtree(store.root / REFUSED, ignore_errors=True)
    done = purge_words(store, f"purge-{run_id}", article_of(store, name, short_hash(name)))
    print(f"Written again without its words: {counted(done.files, 'file')}.")
    size = done.searched.bytes / 1e6
    proof = f"Searched {counted(done.searched.files, 'file')}, {size:,.1f} MB, as written and decoded:"
    if not done.others:
        print(f"{proof} no eight words in a row of it are left.")
        return
    print(f"{proof} its words are left where others print the same.")
    for uri in done.others[:5]:
        print(f"  see: {uri}", file=sys.stderr)


def _row(run: Run, started: datetime) -> pa.Table:
    """The row of a run that reads nothing."""
    cells: dict[str, object] = dict.fromkeys(RUN_TABLES, 0)
    cells |= {"run_id": run.run_id, "started_at": started, "pack_version": run.pack_version}
    cells |= {"seconds": (datetime.now(UTC) - started).total_seconds(), "documents_per_second": 0.0}
    return pa.Table.from_pylist([cells], schema=arrow_schema("runs"))

"""A handoff: what the warehouse holds, whole or what changed since a run, as a folder that others can read for years.

    DIR/<version>/<table>/part-*.parquet  datapackage.json contract.yml dictionary.md dictionary.html lineage.jsonl
                  SHA256SUMS manifest.json          written beside, and put in place whole; never changed after that
    DIR/latest -> <version>

A version is named by the last run it holds. The same rows give the same bytes: nothing in it comes from a clock.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from schemas.handed import without_text
from warehouse.durable import make_durable
from warehouse.errors import WarehouseError, explained
from warehouse.handoff.papers import MANIFEST, write_manifest, write_papers, write_sums
from warehouse.handoff.rows import Written, mode, opened, rows_of, tables_for, write_table
from warehouse.handoff.wordless import Blank, blanking, read_back, refuse_words, withheld
from warehouse.log import Log

LATEST = "latest"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A handoff that is in place; `tables` is empty of one that was there before."""

    folder: Path
    is_new: bool
    tables: Mapping[str, Written]


def hand_over(root: Path, log: Log, target: Path, since: str | None = None, with_text: bool = True) -> HandedOver:
    """Write a handoff into `target`, unless it is there already, and let `latest` name it.

    All that is committed, or with `since` (a run id) what came after it;
    without text the columns that repeat articles are left out.

    Raises:
        WarehouseError: nothing to hand over, `since` is unknown or too old, or words of an article would be in it.
    """
    runs = [commit.run_id for commit in log.commits if not commit.run_id.startswith("compact-")]
    if not runs:
        raise WarehouseError(f"{root}: nothing to hand over yet.\n  fix: copydesk run")
    version = "".join([runs[-1], f"-since-{since}" if since else "", "" if with_text else "-no-text"])
    folder = target / version
    if (folder / MANIFEST).is_file():
        _point(target, version)
        return HandedOver(folder, False, {})
    aside = target / f".{version}.tmp"
    with explained(target):
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        try:
            written = _write(aside, root, log, version, since, with_text)
            for path in aside.rglob("*"):
                make_durable(path)
                if path.is_file():
                    path.chmod(0o444)
            aside.replace(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        make_durable(target)
        _point(target, version)
    return HandedOver(folder, True, written)


def _write(
    folder: Path, root: Path, log: Log, version: str, since: str | None, with_text: bool
) -> Mapping[str, Written]:
    """Tables, papers, checksums, and the manifest last; without text only after the search has found none."""
    names = [commit.run_id for commit in log.commits]
    start = names.index(since) + 1 if since in names else 0
    is_purged = any(run.startswith("purge-") for run in names[start:])
    with opened(root, log, since) as connection:
        tables = dict(tables_for(since))
        blanks: dict[str, Blank] = {}
        if not with_text:
            tables = {table: without_text(handed) for table, handed in tables.items()}
            rows = {table: partial(rows_of, connection, table, handed) for table, handed in tables.items()}
            hidden = withheld(connection, tables, rows)
            blanks = {table: blanking(handed, hidden[table]) for table, handed in tables.items()}
        written: dict[str, Written] = {}
        for table, handed in tables.items():
            files, count = write_table(connection, folder, table, handed, blanks.get(table))
            written[table] = Written(files, count, "gone" if table == "gone" else mode(table, since, is_purged))
        write_papers(folder, version, tables, written, connection)
        listed = write_sums(folder)
        if not with_text:
            back = {table: partial(read_back, one.files) for table, one in written.items()}
            refuse_words(connection, folder, tables, back)
    last = next(run for run in reversed(names) if not run.startswith("compact-"))
    said = {"version": version, "run_id": last, "since": since, "with_text": with_text, "runs": names[start:]}
    write_manifest(folder, said, written, listed)
    return written


def _point(target: Path, version: str) -> None:
    """Let `latest` name a version, in one step."""
    aside = target / f".{LATEST}.tmp"
    aside.unlink(missing_ok=True)
    aside.symlink_to(version)
    aside.replace(target / LATEST)

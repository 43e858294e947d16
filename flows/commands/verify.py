"""`copydesk verify`: what in the warehouse is not as it was committed; with --repair it is read again."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flows.output.as_json import as_json
from flows.steps import job as jobs
from warehouse.asking import sql
from warehouse.errors import counted
from warehouse.store import Store
from warehouse.upkeep.repair import REASON, discard, held_inputs
from warehouse.upkeep.verify import Findings, verify

SHOWN = 5
LEFT = f"""
SELECT DISTINCT coalesce(uri, article_id, doc_id) AS document FROM quarantine LEFT JOIN documents USING (doc_id)
WHERE list_contains(reasons, '{REASON}') ORDER BY 1"""


def verify_now(warehouse: Path, sources: Sequence[Path], is_repairing: bool, rules: Path | None) -> int:
    """Print what is wrong, file by file. Gives 0 when nothing is, or all of it was mended; else 2."""
    found = verify(warehouse)
    _show(found)
    if not found.damaged:
        return 2 if found.faults else 0
    if not is_repairing:
        print("  fix: bring the files back from a backup, or read them again: copydesk verify --repair SOURCES")
        return 2
    _repair(warehouse, found, sources, rules)
    left = sql.ask(warehouse, LEFT).column("document").to_pylist()
    if left:
        more = ", ..." if len(left) > SHOWN else ""
        print(f"{counted(len(left), 'document')} could not be read again: {', '.join(left[:SHOWN])}{more}")
        print(f"  see: copydesk sql \"FROM quarantine WHERE list_contains(reasons, '{REASON}')\"")
        print("  fix: copydesk run SOURCES that hold them")
    again = verify(warehouse)
    _show(again)
    return 2 if left or again.faults else 0


def _repair(warehouse: Path, found: Findings, sources: Sequence[Path], rules: Path | None) -> None:
    """Take the damaged files out and read their documents again: from the warehouse itself, then from the sources."""
    store = Store(warehouse)
    lost = discard(store, found.damaged)
    print(f"{counted(len(lost.files), 'file')} taken out, {counted(lost.documents, 'document')} to read again")
    for path in lost.gone:
        print(f"{path}: its rows are made by a run and cannot be made again; they are gone")
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "held.jsonl"
        with lines.open("w", encoding="utf-8") as out:
            for row in held_inputs(store).to_pylist():
                out.write(as_json({**json.loads(row["given"]), "text": row["text"]}) + "\n")
        for paths in ([lines] if lines.stat().st_size else [], list(sources)):
            if paths:
                _run(paths, warehouse, rules)


def _run(paths: Sequence[Path], warehouse: Path, rules: Path | None) -> None:
    with jobs.job(paths, warehouse, 0, rules) as job:
        counts = jobs.stage(job)
        if not counts.is_empty:
            jobs.publish(job, counts)


def _show(found: Findings) -> None:
    """A line per fault and note, then what was looked at."""
    for fault in found.faults:
        print(f"{fault.path}: {fault.what}")
    for note in found.notes:
        print(f"note: {note}")
    wrong = counted(len(found.faults), "fault") if found.faults else "all as committed"
    print(f"{counted(found.files, 'file')}, {counted(found.rows, 'row')}, {found.bytes / 1e6:,.1f} MB: {wrong}")

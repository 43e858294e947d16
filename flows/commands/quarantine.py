"""`copydesk quarantine`: what was refused and why; and the documents behind it read once more after a fix."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from extractors.article.document import Document
from extractors.engine.ruleset import ruleset_of
from flows.output.as_json import as_json
from flows.output.errors import UserError
from flows.steps import job as jobs
from flows.steps.corrections import Corrections, corrections_of
from flows.steps.counts import Counts
from flows.steps.hold import alone, existing, run_id_of
from flows.steps.incremental import keep_parts
from flows.steps.plan import shards
from warehouse import ledger
from warehouse.asking.quarantine import groups
from warehouse.errors import counted
from warehouse.known import Before
from warehouse.relation import relation
from warehouse.scan import arrow
from warehouse.store import Store

QUARANTINED = """
SELECT DISTINCT quarantine.doc_id, live.input_hash, given, documents.text
FROM ({quarantine}) AS quarantine JOIN live USING (run_id, doc_id)
JOIN ({documents}) AS documents USING (run_id, doc_id) JOIN ({inputs}) AS inputs USING (run_id, doc_id)
ORDER BY quarantine.doc_id"""


def show(warehouse: Path, form: str) -> int:
    """Print the causes, each with an example in its sentence."""
    found = groups(warehouse)
    if form == "json":
        for group in found:
            sys.stdout.write(as_json({name: getattr(group, name) for name in group.__slots__}) + "\n")
        return 0
    console = Console(highlight=False)
    for group in found:
        rule = f", rule {group.rule_id}" if group.rule_id else ""
        where = f"{group.table}{rule}; {counted(group.documents, 'document')}"
        console.print(f"[bold]{group.times:,} × {escape('; '.join(group.reasons))}[/] ({where})")
        before, words, after = (escape(" ".join(part.split())) for part in (group.before, group.words, group.after))
        console.print(f"  {escape(group.uri or '–')}: {before} [yellow]{words}[/] {after}", soft_wrap=True)
    if found:
        console.print("After a fix of rules or contract: copydesk quarantine replay")
    else:
        console.print("Nothing is in quarantine. Articles that gave no rows: copydesk query not_read")
    return 0


def replay(warehouse: Path, workers: int, rules: Path | None) -> int:
    """Read every document again of which something is in quarantine, from the warehouse, and say what became of it."""
    if workers < 0:
        raise UserError(f"--workers {workers}: must not be negative.\n  fix: leave it out.")
    store = existing(warehouse)
    ruleset = ruleset_of(rules)
    with alone(store.root):
        corrections = corrections_of(store.root)
        documents = list(_documents(store, corrections))
        if not documents:
            left = "what is in quarantine could not be read. Mend it at its source and run again."
            print(f"Nothing to replay: {left if groups(warehouse) else 'nothing is in quarantine.'}")
            return 0
        started = datetime.now(UTC)
        with store.run(run_id_of(started), ruleset.version) as run:
            job = jobs.Job((), store, run, started, workers or 1, rules, corrections)
            keep_parts(store.root, ruleset)
            before = {document.article_id: was for document, was in documents}
            counts = jobs.read(shards((document for document, _ in documents), before), job, is_replay=True)
            jobs.publish(job, counts)
    _tell(counts, len(documents), run.run_id)
    return 0


def _documents(store: Store, corrections: Corrections) -> Iterator[tuple[Document, Before]]:
    """The documents behind quarantined rows, as they were given, and how they were read."""
    log = store.log()
    tables = {table.strip("_"): relation(store.root, log, table) for table in ("quarantine", "documents", "_inputs")}
    with ledger.reading(store.root, log) as connection:
        rows: Sequence[dict[str, str]] = arrow(connection, QUARANTINED.format(**tables)).to_pylist()
    for row in rows:
        document = Document(text=row["text"], **json.loads(row["given"]))
        yield (
            corrections.given(document),
            Before(row["doc_id"], row["input_hash"], ""),
        )  # read in any case: the contract may have changed


def _tell(counts: Counts, asked: int, run_id: str) -> None:
    left = counts.rows["quarantine"]
    print(f"{counted(asked, 'document')} read again, {counted(left, 'row')} of them in quarantine now; run {run_id}.")
    for reason, times in counts.reasons.most_common(10):
        print(f"  {times} × {reason}")
    print("What became of their rows: copydesk diff")

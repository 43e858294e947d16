"""Which corrections changed rows of a warehouse, and which hit nothing."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from extractors.article.document import Correction
from extractors.corrections import MISSED
from extractors.corrections.sheet import REMOVED
from flows.steps.corrections import COLUMNS, Corrections, corrections_of
from flows.steps.hold import existing
from schemas.tables import FACT_TABLES
from warehouse.asking.sql import ask

DONE = " UNION ALL ".join(
    [f"SELECT unnest(correction_ids) AS id FROM {table} WHERE correction_ids IS NOT NULL" for table in FACT_TABLES]
    + [f"SELECT substring(reason, {len(REMOVED) + 2}, 16) FROM (SELECT unnest(reasons) AS reason FROM quarantine)"
       f" WHERE starts_with(reason, '{REMOVED}')"]
)  # fmt: skip
MISSES = f"""
SELECT candidate, reason
FROM (SELECT candidate, unnest(reasons) AS reason FROM quarantine)
WHERE starts_with(reason, '{MISSED}')"""


def rows_of(root: Path) -> dict[str, int]:
    """How many rows each correction changed or removed, by its id."""
    rows = ask(root, f"SELECT id, count(*) AS count FROM ({DONE}) GROUP BY ALL").to_pylist()
    return {row["id"]: row["count"] for row in rows}


def documents_named(root: Path, names: Sequence[str]) -> set[str]:
    """Those of some names that are the uri, article_id or doc_id of a document."""
    query = "SELECT unnest([article_id, doc_id, uri]) AS name FROM documents"
    held = ask(root, f"SELECT name FROM ({query}) WHERE list_contains($names, name)", given={"names": list(names)})
    return set(held["name"].to_pylist())


def missed(root: Path) -> dict[str, str]:
    """Why corrections hit nothing in the documents that they name, by their ids."""
    rows = ask(root, MISSES).to_pylist()
    return {Correction(**json.loads(row["candidate"])).id: str(row["reason"]) for row in rows}


def misses(corrections: Corrections, warehouse: Path) -> list[str]:
    """What is to be said of each line that changed no row of the warehouse: where it is, why, how to mend it."""
    if not corrections.lines:
        return []
    done = rows_of(warehouse)
    known = documents_named(warehouse, sorted({one.document for one in corrections.lines.values() if one.document}))
    reasons = missed(warehouse)
    said = []
    for number, one in corrections.lines.items():
        if one.id in done:
            continue
        if one.document and one.document not in known:
            why = f"there is no document {one.document}.\n  fix: its uri, id, article_id or doc_id; run it first"
        else:
            why = reasons.get(one.id, f"no document names an actor {one.text!r}").removeprefix(f"{MISSED}: ")
            why += "\n  fix: see `copydesk extract` or the tables for spans and names; or remove the line"
        said.append(f"{corrections.path}:{number}: hits nothing: {why}")
    return said


def show(warehouse: Path) -> int:
    """Print the corrections of a warehouse with the rows that each changed; 1 when one hits nothing."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    corrections = corrections_of(existing(warehouse).root)
    if not corrections.lines:
        print(f"No corrections: {corrections.path} does not exist or has no lines. To begin it, give it two:")
        print(f"  {','.join(COLUMNS)}\n  https://example.org/boats,numbers,,,£3 million,value,4000000,misprint")
        return 0
    done = rows_of(warehouse)
    table = Table("line", "id", "rows", "document", "row", "fix", "value", box=None, pad_edge=False)
    for number, one in corrections.lines.items():
        cells = (str(number), one.id, str(done.get(one.id, 0)), one.document or "(all)", one.where, one.fix, one.value)
        table.add_row(*map(escape, cells))
    Console().print(table)
    return tell(corrections, warehouse)


def tell(corrections: Corrections, warehouse: Path) -> int:
    """Name the corrections that hit nothing on standard error. The exit code: 1 when there is one."""
    said = misses(corrections, warehouse)
    for one in said:
        print(f"copydesk: {one}", file=sys.stderr)
    return 1 if said else 0

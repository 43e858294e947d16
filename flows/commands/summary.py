"""What a run gave, for a person: documents, rows, what went to quarantine and why, and three questions answered."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.commands.ask import answer_table
from flows.output.errors import UserError
from flows.output.hints import with_warehouse
from flows.sources import FORMATS
from schemas.tables import FACT_TABLES
from warehouse.asking.questions import question
from warehouse.asking.sql import ask
from warehouse.errors import counted

QUESTIONS = ("who_said_what", "shared_amounts", "what_happened_when")
OF_RUN = "SELECT * FROM runs WHERE run_id = '{run_id}'"
LAST_RUN = "SELECT run_id FROM runs ORDER BY started_at DESC LIMIT 1"
STATUSES = "SELECT status, count(*) AS count FROM documents WHERE run_id = '{run_id}' GROUP BY ALL ORDER BY 1"
REASONS = """
SELECT table_name, reason, count(*) AS times
FROM (SELECT table_name, unnest(reasons) AS reason FROM quarantine WHERE run_id = '{run_id}')
GROUP BY ALL ORDER BY times DESC, reason LIMIT 10"""
WHOLE = "SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM runs) AS runs"


def show(warehouse: Path, run_id: str | None, left_out: Sequence[Path] = ()) -> None:
    """Print the summary of a run; of one that found nothing new, what the warehouse holds."""
    console = Console(highlight=False)
    if left_out:
        names = ", ".join(path.name for path in left_out[:5])
        count = counted(len(left_out), "file")
        console.print(f"Left out {count}, neither {' nor '.join(FORMATS)}: {escape(names)}", soft_wrap=True)
    if run_id is None:
        held = ask(warehouse, WHOLE).to_pylist()[0]
        documents, runs = counted(held["documents"], "document"), counted(held["runs"], "run")
        console.print(f"Nothing new. The warehouse holds {documents} of {runs}.")
        console.print(f"See the last run again with: {with_warehouse('copydesk report', warehouse)}", soft_wrap=True)
        return
    _run(console, warehouse, run_id)
    answers = {name: ask(warehouse, question(name).sql, given=question(name).values({})) for name in QUESTIONS}
    for name, rows in answers.items():
        if rows.num_rows:
            console.print(f"\n[bold]{escape(question(name).says)}[/]", soft_wrap=True)
            console.print(f"[dim]{with_warehouse(f'copydesk query {name}', warehouse)}[/]", soft_wrap=True)
            console.print(answer_table(rows))
    timeline = "copydesk sql 'SELECT * FROM timeline LIMIT 5'"
    more = (
        (timeline, "copydesk query", "copydesk report")
        if any(map(len, answers.values()))
        else ("copydesk query not_read",)
    )
    console.print(f"\nMore: {' · '.join(with_warehouse(one, warehouse) for one in more)}", soft_wrap=True)


def show_last(warehouse: Path) -> int:
    """Print the summary of the last run that was committed.

    Raises:
        UserError: there is no run yet.
    """
    rows = ask(warehouse, LAST_RUN).to_pylist()
    if not rows:
        raise UserError(f"{warehouse}: no run yet.\n  fix: copydesk run")
    show(warehouse, str(rows[0]["run_id"]))
    return 0


def _run(console: Console, warehouse: Path, run_id: str) -> None:
    """The counts of a run, and the reasons behind its quarantine."""
    run = ask(warehouse, OF_RUN.format(run_id=run_id)).to_pylist()[0]
    by_status = ask(warehouse, STATUSES.format(run_id=run_id)).to_pylist()
    statuses = ", ".join(f"{row['count']} {row['status']}" for row in by_status)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column()
    table.add_row("documents", f"{run['documents']:,}", statuses)
    for name in (*FACT_TABLES, "quarantine"):
        table.add_row(name, f"{run[name]:,}", "" if name != "quarantine" or run[name] else "nothing was rejected")
    console.print(table)
    for row in ask(warehouse, REASONS.format(run_id=run_id)).to_pylist():
        console.print(f"  {row['times']} × {escape(str(row['reason']))} ({row['table_name']})")
    console.print(f"{run['seconds']:.1f} s, run {run_id}")
    console.print(f"warehouse {(warehouse / 'warehouse.duckdb').absolute()}", soft_wrap=True)

"""The commands about what changes in a warehouse. Each imports what it needs when it runs."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from flows.cli_options import Lines, Rules, Warehouse
from flows.output.hints import DATA

quarantine_app = App(
    name="quarantine", help="Rows and documents that were refused: list the reasons, or read them again after a fix."
)


@quarantine_app.command(name="list")
def list_groups(
    *,
    warehouse: Warehouse = DATA,
    format: Lines = "text",
) -> int:
    """Show what is in quarantine by its cause, each with an example in its sentence."""
    from flows.commands.quarantine import show

    return show(warehouse, format)


@quarantine_app.command
def replay(
    *,
    warehouse: Warehouse = DATA,
    workers: Annotated[int, Parameter(help="Worker processes.")] = 1,
    rules: Rules = None,
) -> int:
    """Read the documents behind quarantined rows again, from the warehouse: after a fix of rules or contract."""
    from flows.commands.quarantine import replay as replay_now

    return replay_now(warehouse, workers, rules)


def diff(
    *runs: str,
    warehouse: Warehouse = DATA,
    limit: Annotated[int, Parameter(help="Rows to show of each table, operation and cause.")] = 10,
    format: Lines = "text",
) -> int:
    """Show which rows were added, changed or taken away between two runs, and why.

    Parameters
    ----------
    runs
        Two run ids, the older first; the last two runs when none is named.
    """
    from flows.commands.difference import show

    return show(runs, warehouse, limit, format)


def withdraw(
    doc: str,
    /,
    *,
    warehouse: Warehouse = DATA,
    purge: Annotated[bool, Parameter(negative="", help="Take its words out of every file, and prove it.")] = False,
    restore: Annotated[bool, Parameter(negative="", help="Let a withdrawn article come back.")] = False,
) -> int:
    """Take an article out of the warehouse, and keep it out although its source still holds it.

    Parameters
    ----------
    doc
        Its uri, id or path as given, article_id or doc_id.
    """
    from flows.commands.withdrawal import withdraw_one

    return withdraw_one(doc, warehouse, purge, restore)


def handoff(
    target: Path,
    /,
    *,
    warehouse: Warehouse = DATA,
    since: Annotated[str | None, Parameter(help="A run: only what changed since it.")] = None,
    text: Annotated[bool, Parameter(help="Leave the words of articles out with --no-text.")] = True,
    iceberg: Annotated[bool, Parameter(negative="", help="Iceberg tables beside it; needs pyiceberg.")] = False,
) -> int:
    """Write plain Parquet with data package, contract, dictionary, lineage and checksums into a folder of its own.

    Parameters
    ----------
    target
        Where versions are kept; `latest` in it names the newest.
    """
    from flows.commands.handoff import write

    return write(target, warehouse, since, text, iceberg)

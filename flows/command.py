"""`copydesk run`: the flow once, then the summary a person wants to read."""

import os
from pathlib import Path

from flows import settings
from flows.output.errors import UserError
from flows.server import server
from flows.sources import some_files_of
from flows.steps.corrections import corrections_of
from warehouse.errors import counted


def run_once(paths: tuple[Path, ...], warehouse: Path, workers: int, rules: Path | None) -> int:
    """Run the flow in this process and print what came of it."""
    if workers < 0:
        raise UserError(
            f"--workers {workers}: must not be negative.\n  fix: leave it out, or name a number of processes."
        )
    files = some_files_of(paths)
    settings.prepare()
    os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")  # the server goes before its logs would arrive
    with server() as ready:
        from extractors.engine.ruleset import ruleset_of
        from warehouse.store import Store

        ruleset_of(rules)
        Store(warehouse)
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        from flows.commands.corrected import tell
        from flows.commands.summary import show
        from flows.run import run

        ready()
        # A heartbeat holds every flow run for a second at its end, and a run in the foreground needs none.
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            result = run([str(path) for path in paths], str(warehouse), workers, str(rules) if rules else None)
    show(warehouse, str(result["run_id"]) or None, files.left_out)
    if result["checked"]:
        print(f"Compared with the changed rules and left as they are: {counted(int(result['checked']), 'document')}.")
    # What a correction misses is the user's to mend; all else is published.
    return tell(corrections_of(warehouse), warehouse)

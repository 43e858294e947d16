"""Prefect, set before it is imported: no telemetry, quiet logs, a state folder that exists."""

import os
import tempfile
from pathlib import Path

SERVED = "COPYDESK_SERVED"
"""Set in the runs of `copydesk serve`: each says in one line what it did."""

QUIET = {
    # DO_NOT_TRACK alone leaves the server's own heartbeat on (seen with Prefect 3.8 and 3.9), so both are set.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    # As in "Service 'EventsWorker' failed", where the server was too busy for events: its page lacks them, no run does.
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_CLI_PROMPT": "false",
}


def prepare() -> None:
    """Set what the user has not set. PREFECT_HOME falls back to a temporary folder where no state can be written."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if "PREFECT_HOME" not in os.environ:
        os.environ["PREFECT_HOME"] = str(state_folder() / "prefect")
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)


def state_folder() -> Path:
    """The folder for state that is no result: $XDG_STATE_HOME/copydesk, else ~/.local/state/copydesk."""
    base = os.environ.get("XDG_STATE_HOME") or Path("~/.local/state").expanduser()
    folder = Path(base) / "copydesk"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="copydesk-"))

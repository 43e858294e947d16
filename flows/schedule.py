"""`copydesk serve`: the flow on a schedule, with a Prefect server of its own when none is named."""

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from flows import settings
from flows.output.errors import UserError
from flows.server import server
from flows.sources import files_of

EVERY = re.compile(r"(?P<count>[1-9]\d{0,5})\s?(?P<unit>[smhd])")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def serve_runs(
    paths: tuple[Path, ...], every: str | None, cron: str | None, warehouse: Path, workers: int, rules: Path | None
) -> int:
    """Serve the flow until it is stopped. A run that is due while one is going waits its turn; none runs twice."""
    if (every is None) == (cron is None):
        raise UserError("serve wants one of --every and --cron.\n  fix: copydesk serve --every 15m PATH")
    files_of(paths)
    parameters = {
        "paths": [str(path) for path in paths],
        "warehouse": str(warehouse.resolve()),
        "workers": workers,
        "rules": str(rules.resolve()) if rules else None,
    }
    plan = {"seconds": interval_of(every).total_seconds() if every else None, "cron": cron, "parameters": parameters}
    settings.prepare()
    if cron is not None:
        check_cron(cron)
    os.environ[settings.SERVED] = "1"
    # Prefect keeps files of runs in a folder of a fixed name there, which may be another user's.
    with server() as ready, tempfile.TemporaryDirectory(prefix="copydesk-") as own:
        ready()
        # A process of its own: Ctrl-C reaches this one, which then stops the runs and after them the server.
        command = [sys.executable, "-W", "ignore::RuntimeWarning", "-m", "flows.serving", json.dumps(plan)]
        serving = subprocess.Popen(command, env={**os.environ, "TMPDIR": own}, start_new_session=True)
        when = f"every {every}" if every else f"at {cron!r} UTC"
        print(f"copydesk: serving {', '.join(map(str, paths))} into {warehouse}, {when}.")
        print("copydesk: stop it with Ctrl-C; runs show with `copydesk report`.", flush=True)
        try:
            return serving.wait()
        except KeyboardInterrupt:
            print("copydesk: stopping.", flush=True)
            return 0
        finally:
            serving.terminate()
            serving.wait()


def check_cron(line: str) -> None:
    """Refuse what is no cron line.

    Raises:
        UserError: it is none.
    """
    from prefect.schedules import Cron

    try:
        Cron(line, timezone="UTC")
    except ValueError as error:
        raise UserError(f"--cron {line!r}: {error}.\n  fix: five fields, as in '15 2 * * *'.") from None


def interval_of(every: str) -> timedelta:
    """The interval of `90s`, `15m`, `6h` or `1d`.

    Raises:
        UserError: it is none of these.
    """
    match = EVERY.fullmatch(every.strip())
    if match is None:
        raise UserError(f"--every {every!r} is no interval.\n  fix: write it as 90s, 15m, 6h or 1d.")
    return timedelta(seconds=int(match["count"]) * SECONDS[match["unit"]])

"""The commands of the documentation, run for real one after another in one process and under one Prefect server.

`python docs_runner.py` reads a JSON list of shell lines from standard input and prints for each a JSON line with its
exit code, what it printed and what it told. Pipes and other programs run in bash, `copydesk` in here.
"""

import io
import json
import os
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

import duckdb

from extractors.engine import ruleset
from flows import settings
from flows.cli import main
from flows.server import server

RUN_ID = re.compile(r"\d{8}-\d{6}-\d{6}")
WAREHOUSE = Path("warehouse/data/warehouse.duckdb")


def last_run(_: object) -> str:
    """The run that a page stands for by an id of its own."""
    with duckdb.connect(WAREHOUSE, read_only=True) as desk:
        return str(desk.execute("SELECT max(run_id) FROM runs").fetchall()[0][0])


def run(line: str) -> tuple[int, str, str]:
    """Run one line as a reader types it."""
    words = shlex.split(line, comments=True)
    inside = words[:1] == ["copydesk"]
    if not inside or "|" in words:
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr
    words, target = (words[:-2], Path(words[-1])) if ">" in words else (words, None)
    out, told = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    sys.argv = [RUN_ID.sub(last_run, word) for word in words]
    code = 0
    with redirect_stdout(out), redirect_stderr(told):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out.flush()
    shown = out.buffer.getvalue()  # type: ignore[attr-defined]
    if target:
        target.write_bytes(shown)
    return code, shown.decode("utf-8", "replace"), told.getvalue()


if __name__ == "__main__":
    ruleset.load = cache(ruleset.load)  # every command of ours loads the same rules
    lines = json.load(sys.stdin)
    os.environ["COLUMNS"] = "100"
    settings.prepare()
    sink = sys.stdout
    with server() as ready:
        ready()
        for line in lines:
            code, shown, told = run(line)
            print(json.dumps([line, code, shown, told]), file=sink, flush=True)

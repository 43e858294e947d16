"""The deployment of prefect.yaml, as docs/operate.md sets it up: a server, a work pool, a worker, a run."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.server import server

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "operate.md").read_text("utf-8")


PREFECT = """
import sys
from prefect.cli import app
for line in sys.argv[1:]:
    sys.argv = ["prefect", *line.split()]
    try:
        app()
    except SystemExit as end:
        if end.code:
            raise
"""
"""Prefect's own command line, one line after another: to start it takes longer than most of what it does."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefect_home: Callable[[Path], Path]) -> Path:
    """A copy of the project's folder, with a Prefect home of its own."""
    for name in ("flows", "seeds", "prefect.yaml", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.setenv("PREFECT_HOME", str(prefect_home(tmp_path / "home")))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # where Prefect's worker wants a folder that another user may have
    return tmp_path


def test_the_nightly_deployment_runs_as_the_guide_says(folder: Path) -> None:
    told = ["work-pool create local --type process", "--no-prompt deploy --all"]
    assert all(f"\nprefect {line}\n" in GUIDE for line in (*told, "worker start --pool local"))
    lines = [*told, "deployment run copydesk/nightly", "worker start --pool local --run-once"]
    with server() as ready:
        ready()
        done = subprocess.run(
            [sys.executable, "-c", PREFECT, *lines], cwd=folder, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    with duckdb.connect(str(folder / "warehouse" / "data" / "warehouse.duckdb"), read_only=True) as desk:
        assert desk.execute("SELECT count(*) FROM documents").fetchall() == [(21,)]

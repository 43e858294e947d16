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


@pytest.fixture
def prefect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefect_home: Callable[[Path], Path]
) -> Callable[..., str]:
    """What runs `prefect` in a copy of the project's folder, against a server of its own."""
    for name in ("flows", "seeds", "prefect.yaml", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.setenv("PREFECT_HOME", str(prefect_home(tmp_path / "home")))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)

    def prefect(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *arguments], cwd=tmp_path, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return prefect


def test_the_nightly_deployment_runs_as_the_guide_says(prefect: Callable[..., str], tmp_path: Path) -> None:
    told = ["work-pool create local --type process", "--no-prompt deploy --all"]
    assert all(f"\nprefect {line}\n" in GUIDE for line in (*told, "worker start --pool local"))
    with server() as ready:
        ready()
        for line in told:
            prefect(*line.split())
        prefect("deployment", "run", "copydesk/nightly")
        prefect("worker", "start", "--pool", "local", "--run-once")
    with duckdb.connect(str(tmp_path / "warehouse" / "data" / "warehouse.duckdb"), read_only=True) as desk:
        assert desk.execute("SELECT count(*) FROM documents").fetchall() == [(21,)]

"""Two `copydesk run` at once on one warehouse: both commit, each says that it waits; readers go on all the while."""

import json
import os
import subprocess
from contextlib import ExitStack, suppress
from pathlib import Path

from test_cli import ARTICLE, COPYDESK

from warehouse.asking.sql import ask
from warehouse.lock import exclusive
from warehouse.log import read_log
from warehouse.store import Store
from warehouse.upkeep.verify import verify

SHARED = {"id": "shared", "text": ARTICLE}


def started(folder: Path, name: str) -> subprocess.Popen[str]:
    """A run over an article of its own and one that the other run reads too."""
    own = {"id": name, "text": ARTICLE.replace("12 boats", f"12 boats of {name}")}
    (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, [own, SHARED])))
    command = [COPYDESK, "run", f"{name}.jsonl", "--warehouse", "data", "--workers", "1"]
    environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state")}
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def test_two_runs_at_once_both_commit_and_say_that_they_wait(tmp_path: Path) -> None:
    root = tmp_path / "data"
    Store(root)
    with ExitStack() as first:
        with exclusive(root / "_run.lock"):
            runs = [first.enter_context(started(tmp_path, name)) for name in ("one", "two")]
            for run in runs:
                assert run.stderr and "another run is writing to" in run.stderr.readline()
        looks = 0
        while any(run.poll() is None for run in runs):
            seen = ask(root, "SELECT (SELECT count(*) FROM documents), (SELECT sum(documents) FROM runs)").to_pylist()
            assert tuple(seen[0].values()) in ((0, None), (2, 2), (3, 3))
            looks += 1
            with suppress(subprocess.TimeoutExpired):
                next((run for run in runs if run.poll() is None), runs[0]).wait(0.1)
        assert [run.wait() for run in runs] == [0, 0] and looks
    assert len(read_log(root).commits) == 2
    assert ask(root, "SELECT uri FROM documents ORDER BY 1")["uri"].to_pylist() == ["one", "shared", "two"]
    assert verify(root).faults == []


def test_a_reader_waits_for_no_writer(told: Store) -> None:
    with exclusive(told.root / "_run.lock"), exclusive(told.root / "_lock"):
        assert ask(told.root, "SELECT count(*) AS n FROM documents").to_pylist() == [{"n": 2}]

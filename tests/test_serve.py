"""Runs with a Prefect server of their own: one by hand, and those of a schedule."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import ARTICLE, COPYDESK, copydesk
from test_run import rows


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory, prefect_home: Callable[[Path], Path]) -> Path:
    """A state folder with the home of Prefect, shared by the runs of this module."""
    folder = tmp_path_factory.mktemp("state")
    prefect_home(folder / "copydesk" / "prefect")
    return folder


def test_a_run_over_nothing_but_a_bad_file_keeps_it_in_quarantine_and_ends_well(tmp_path: Path, state: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.txt").write_bytes(b"caf\xe9 opens")
    nowhere = {"http_proxy": "http://127.0.0.1:9", "no_proxy": "example.org"}  # no way to a server of our own
    command = ("run", "in", "--warehouse", "data", "--workers", "1")
    done = copydesk(*command, cwd=tmp_path, XDG_STATE_HOME=str(state), **nowhere)
    assert (done.returncode, done.stderr) == (0, b"")
    assert rows(tmp_path, "SELECT reasons FROM quarantine") == [(["not UTF-8"],)]
    assert rows(tmp_path, "SELECT status, status_reason FROM documents") == [("unreadable", "not UTF-8 at byte 3")]


def test_what_prefect_logs_of_itself_is_not_among_our_words(tmp_path: Path) -> None:
    logs = "import flows.run, logging\nfor name in ('prefect', 'prefect._internal'): logging.getLogger(name).error('x')"
    environment = {**os.environ, "PREFECT_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", logs], env=environment, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_a_run_that_is_told_to_end_takes_its_server_along(tmp_path: Path, state: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    command = [COPYDESK, "run", "a.txt", "--warehouse", "data", "--workers", "1"]
    environment = {**os.environ, "XDG_STATE_HOME": str(state)}
    running = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
    with running, (tmp_path / "a.txt").open("wb"):  # which waits until the run reads it
        running.terminate()
        _, said = running.communicate()
    assert (running.returncode, said) == (130, b"copydesk: stopped; nothing half was published.\n")
    assert not [task for task in Path("/proc").glob("[0-9]*/cwd") if leads_to(task) == tmp_path]


def leads_to(link: Path) -> Path | None:
    """Where a process works; None when it is gone or somebody else's."""
    try:
        return link.readlink()
    except OSError:
        return None


def test_serve_fires_finds_nothing_new_and_stops_when_told(tmp_path: Path, state: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    command = [COPYDESK, "serve", "a.txt", "--every", "3s", "--warehouse", "data"]
    (tmp_path / "runner_storage").touch()  # what Prefect wants for itself, and another user may have
    environment = {**os.environ, "XDG_STATE_HOME": str(state), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        runs = (line.rstrip() for line in iter(serving.stdout.readline, "") if " UTC: " in line)
        try:
            assert next(runs).endswith(" UTC: 1 document (1 done)")
            assert next(runs).endswith(" UTC: nothing new")
        finally:
            serving.send_signal(signal.SIGINT)
        assert serving.wait() == 0
    assert rows(tmp_path, "SELECT count(*) FROM runs") == [(1,)]

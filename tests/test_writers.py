"""Several writers and readers at once: both commit, nobody waits in silence, a reader never fails."""

import multiprocessing
import os
import subprocess
import sys
from multiprocessing.synchronize import Semaphore
from pathlib import Path

import pytest
from publishing import PACK, ask, publish, stage, values

from warehouse import store
from warehouse.errors import WarehouseError
from warehouse.store import Store


def write_runs(root: Path, writer: int, turns: Semaphore) -> None:
    """Commit five runs; each begins with a turn, so that reads are made all the while."""
    warehouse = Store(root)
    for run in range(5):
        turns.acquire()
        publish(warehouse, f"w{writer}-{run}", [(run, 100 * writer + run), (1000 * writer + run, 5000 * writer + run)])


def test_two_processes_write_at_once_and_a_reader_never_fails_or_sees_half_a_run(warehouse: Store) -> None:
    context = multiprocessing.get_context("forkserver")
    turns = context.Semaphore(2)
    writers = [context.Process(target=write_runs, args=(warehouse.root, writer, turns)) for writer in (1, 2)]
    for writer in writers:
        writer.start()
    reads = 0
    while any(writer.is_alive() for writer in writers):
        halves = (
            "SELECT count(*) FROM documents FULL JOIN numbers USING (doc_id, run_id) WHERE uri IS NULL OR value IS NULL"
        )
        assert ask(warehouse, halves) == [(0,)]
        assert ask(warehouse, "SELECT count(*) = count(DISTINCT article_id) FROM documents") == [(True,)]
        reads += 1
        turns.release()
    assert [writer.exitcode for writer in writers] == [0, 0] and reads >= 8  # ten runs, two of them before any read
    assert len(warehouse.log().run_ids) == 10
    assert ask(warehouse, "SELECT count(*) FROM documents") == [(15,)]


def test_a_commit_says_how_long_another_writer_held_it_up(warehouse: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    holds = "import sys; from warehouse.lock import exclusive; from pathlib import Path\n"
    holds += "with exclusive(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    with warehouse.run("r1", PACK) as run:
        stage(run, [(1, 11)])
        command = [sys.executable, "-c", holds, str(warehouse.root / "_lock")]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout and other.stdout.readline() == b"held\n"
            # Where the commit would pause before it tries again, the other one ends.
            monkeypatch.setattr("warehouse.lock.time.sleep", lambda pause: other.communicate())
            assert warehouse.commit(run).waited > 0.0
    assert other.returncode == 0


def test_another_writer_that_takes_the_number_first_is_built_upon(
    warehouse: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    real, tries = store.publish, []

    def beaten(root: Path, commit: store.Commit) -> bool:
        tries.append(commit.seq)
        return real(root, commit) if len(tries) > 1 else False

    monkeypatch.setattr(store, "publish", beaten)
    publish(warehouse, "r2", [(1, 21)])
    assert tries == [2, 2]
    assert values(warehouse) == [(12.0, "r1"), (21.0, "r2")]


@pytest.mark.parametrize("run_id", ["", "A b", "../x", "x" * 81])
def test_a_run_id_that_is_no_folder_name_is_refused(warehouse: Store, run_id: str) -> None:
    with pytest.raises(WarehouseError, match="run id"), warehouse.run(run_id, PACK):
        pass


def test_a_run_id_serves_once(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    with pytest.raises(WarehouseError, match="committed already"):
        publish(warehouse, "r1", [(2, 12)])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda path: path.write_text("{"), "damaged"),
        (lambda path: path.write_text("[]"), "damaged"),
        (lambda path: path.write_text('{"format": 2}'), "upgrade Copydesk"),
        (lambda path: path.rename(path.with_name("00000007.json")), "00000001.json is missing"),
    ],
)
def test_a_commit_file_that_cannot_be_trusted_says_so(warehouse: Store, change, says: str) -> None:
    publish(warehouse, "r1", [(1, 11)])
    change(warehouse.root / "_commits/00000001.json")
    with pytest.raises(WarehouseError, match=says):
        Store(warehouse.root)


def test_a_file_where_the_warehouse_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file/inside"):
        with pytest.raises(WarehouseError, match="a file stands where a folder should be"):
            Store(place)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WarehouseError, match="this user may not"):
        Store(tmp_path / "warehouse")

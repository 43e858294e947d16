"""A disk that is full, or may not be written, at each step: a clear error, and the warehouse as it was."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from publishing import publish, values

from extractors.engine.ruleset import Ruleset
from extractors.parts import read_parts
from flows.steps.incremental import keep_parts
from warehouse import catalog, ledger, merge, parquet, store
from warehouse.errors import WarehouseError
from warehouse.store import Store
from warehouse.upkeep.verify import verify

WRITES = """
import resource, sys
from pathlib import Path
from tests.publishing import publish
from warehouse.errors import WarehouseError
from warehouse.store import Store
root, step, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
from warehouse import catalog, parquet, store
modules = {"catalog": catalog, "store": store, "parquet": parquet, "ledger": store.ledger}
module, name = step.split(".")
real = getattr(modules[module], name)
def limited(*given, **named):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return real(*given, **named)
try:
    warehouse = Store(root)
    setattr(modules[module], name, limited)
    publish(warehouse, "r2", [(1, 21), *((at, at) for at in range(100, 400))])
except WarehouseError as error:
    sys.exit(str(error))
"""
STEPS = ("parquet._write", "ledger.supersede", "store.publish", "catalog.rebuild")


def write(root: Path, step: str, limit: int) -> str:
    """Publish a second run in a process that may write no file larger than `limit` bytes from a step on. Its error."""
    done = subprocess.run([sys.executable, "-c", WRITES, str(root), step, str(limit)], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_at_each_step_is_said_and_leaves_the_warehouse_as_it_was(warehouse: Store, step: str) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    said = write(warehouse.root, step, 100)
    assert "fix:" in said and ("is full" in said or "catalog" in said)
    is_committed = step == "catalog.rebuild"
    assert ("run r2 is committed, but its catalog is not" in said) == is_committed
    assert values(warehouse) == [(11.0, "r1"), (12.0, "r1")]
    assert warehouse.log().seq == (2 if is_committed else 1)
    left = [path for path in warehouse.root.rglob("*") if "r2" in path.name]
    assert bool(left) == is_committed
    assert len(values(Store(warehouse.root))) == (302 if is_committed else 2)
    assert verify(warehouse.root).faults == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, 16 MB large; only root may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no right to mount a file system")
    subprocess.run(["mount", "--make-private", place], check=True)  # or what `read_only` mounts there shows in its view
    yield place
    unmount(place)


def unmount(place: Path) -> None:
    """Take a file system off, though an error that nobody looks at any more may still hold a file of it open."""
    subprocess.run(["umount", "--lazy", place], check=True)


def test_a_disk_that_fills_up_keeps_what_it_has_and_goes_on_once_there_is_space(small_disk: Path) -> None:
    warehouse = Store(small_disk / "data")
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    filler = small_disk / "filler"
    filler.write_bytes(bytes(os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize - 40_000))
    with pytest.raises(WarehouseError, match=r"the disk is full(.|\n)*fix:"):
        publish(warehouse, "r2", [(1, 21), *((at, at) for at in range(100, 3_000))])
    assert values(warehouse) == [(11.0, "r1"), (12.0, "r1")]
    assert verify(warehouse.root).faults == []
    filler.unlink()
    publish(Store(warehouse.root), "r2", [(1, 21)])
    assert values(warehouse) == [(12.0, "r1"), (21.0, "r2")]


def test_a_read_only_disk_is_said_and_can_still_be_asked_and_verified(small_disk: Path) -> None:
    warehouse = Store(small_disk / "data")
    publish(warehouse, "r1", [(1, 11)])
    with read_only(small_disk):
        for act in (lambda: Store(warehouse.root), lambda: publish(warehouse, "r2", [(2, 12)])):
            with pytest.raises(WarehouseError, match=r"mounted read-only(.|\n)*fix:"):
                act()
        assert values(warehouse) == [(11.0, "r1")]
        assert verify(warehouse.root).faults == []


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """The disk without a byte to spare."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """The disk mounted read-only over itself, in one step: what another thread writes meanwhile cannot hinder it."""
    view = disk.with_name("view")
    view.mkdir()
    for command in (["--bind", disk, view], ["-o", "remount,bind,ro", view], ["--bind", view, disk]):
        subprocess.run(["mount", *command], check=True)
    subprocess.run(["umount", view], check=True)
    try:
        yield
    finally:
        unmount(disk)


@pytest.mark.parametrize("step", [*STEPS, "store.place", "ledger.refuse_double"])
@pytest.mark.parametrize("fault", [full, read_only])
def test_a_small_disk_that_fails_at_a_step_keeps_the_warehouse_as_it_was(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: Callable[[Path], AbstractContextManager[None]]
) -> None:
    warehouse = Store(small_disk / "data")
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    module, name = step.split(".")
    place = {"catalog": catalog, "store": store, "parquet": parquet, "ledger": ledger}[module]
    real = getattr(place, name)
    with ExitStack() as faulty:

        def failing(*given: object, **named: object) -> object:
            monkeypatch.undo()
            faulty.enter_context(fault(small_disk))
            return real(*given, **named)

        monkeypatch.setattr(merge, "AT_ONCE", 1)  # or a table that is done meanwhile makes space on the full disk
        monkeypatch.setattr(place, name, failing)
        with pytest.raises(WarehouseError, match=r"fix:"):
            publish(warehouse, "r2", [(1, 21), *((at, at) for at in range(100, 400))])
        is_committed = step == "catalog.rebuild"
        assert values(warehouse) == [(11.0, "r1"), (12.0, "r1")]
        assert verify(warehouse.root).faults == []
    assert len(values(Store(warehouse.root))) == (302 if is_committed else 2)
    publish(Store(warehouse.root), "r3", [(1, 31)])
    assert (31.0, "r3") in values(warehouse) and verify(warehouse.root).faults == []
    assert list(small_disk.rglob("filler")) == []


def test_a_full_disk_keeps_no_half_of_the_rules(small_disk: Path, ruleset: Ruleset) -> None:
    with full(small_disk), pytest.raises(WarehouseError, match=r"the disk is full(.|\n)*fix:"):
        keep_parts(small_disk, ruleset)
    assert [path for path in small_disk.rglob("*") if ".gz" in path.name] == []
    keep_parts(small_disk, ruleset)
    assert read_parts(small_disk / "_packs" / f"{ruleset.version}.json.gz") is not None

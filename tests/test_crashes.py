"""A run is seen whole or not at all, whatever kills it and whoever writes beside it."""

import subprocess
import sys

import pytest
from publishing import PACK, publish, stage, values

from warehouse.errors import WarehouseError
from warehouse.log import read_log
from warehouse.store import Store

DIES = """
import os, sys
from pathlib import Path
from tests.publishing import publish
from warehouse import catalog, ledger, store
warehouse = store.Store(Path(sys.argv[1]))
module, name = sys.argv[2].split(".")
setattr({"store": store, "catalog": catalog, "ledger": ledger}[module], name, lambda *_: os._exit(9))
publish(warehouse, "r2", [(1, 21), (3, 13)])
"""


def die(warehouse: Store, at: str) -> None:
    """Run a commit in a process of its own that dies, without a word, at the named step."""
    done = subprocess.run([sys.executable, "-c", DIES, str(warehouse.root), at], check=False)
    assert done.returncode == 9


@pytest.mark.parametrize("step", ["ledger.refuse_double", "store.place", "store.publish"])
def test_a_crash_before_the_commit_file_leaves_nothing_behind(warehouse: Store, step: str) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    die(warehouse, step)
    assert values(warehouse) == [(11.0, "r1"), (12.0, "r1")]
    Store(warehouse.root)
    assert values(warehouse) == [(11.0, "r1"), (12.0, "r1")]
    assert not [path for path in warehouse.root.rglob("*") if "r2" in path.name]
    publish(warehouse, "r2", [(1, 21)])
    assert values(warehouse) == [(12.0, "r1"), (21.0, "r2")]


def test_a_crash_after_the_commit_file_loses_nothing(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    die(warehouse, "catalog.rebuild")
    assert values(warehouse) == [(11.0, "r1"), (12.0, "r1")]
    Store(warehouse.root)
    assert values(warehouse) == [(12.0, "r1"), (13.0, "r2"), (21.0, "r2")]


def test_opening_a_store_leaves_the_staging_of_a_living_run_alone(warehouse: Store) -> None:
    with warehouse.run("r1", PACK) as run:
        stage(run, [(1, 11)])
        Store(warehouse.root)
        warehouse.commit(run)
    assert values(warehouse) == [(11.0, "r1")]
    assert list((warehouse.root / "_staging").iterdir()) == []


def test_a_run_that_fails_leaves_no_trace(warehouse: Store) -> None:
    with pytest.raises(ZeroDivisionError), warehouse.run("r1", PACK) as run:
        stage(run, [(1, 11)])
        raise ZeroDivisionError
    assert list((warehouse.root / "_staging").iterdir()) == []
    assert warehouse.log().seq == 0


def test_a_full_disk_publishes_nothing(warehouse: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    publish(warehouse, "r1", [(1, 11)])
    monkeypatch.setattr("warehouse.log.make_durable", full)
    with pytest.raises(WarehouseError, match="the disk is full"):
        publish(warehouse, "r2", [(2, 12)])
    assert read_log(warehouse.root).seq == 1
    assert values(Store(warehouse.root)) == [(11.0, "r1")]

"""Compaction: fewer files, the same rows; time travel as long as the files are kept."""

import os
import time
from pathlib import Path

import duckdb
import pytest
from publishing import ask, candidates, hexed, publish, rows, stage, values

from flows.commands.compact import compact_now
from flows.output.errors import UserError
from schemas.tables import TABLES
from warehouse.asking import sql
from warehouse.errors import WarehouseError
from warehouse.store import Store
from warehouse.upkeep.compact import compact, compact_when_due, units_of

PACK = "a" * 16


def everything(warehouse: Store) -> dict[str, list[tuple[object, ...]]]:
    return {table: ask(warehouse, f"FROM {table} ORDER BY ALL") for table in TABLES}


def test_compaction_keeps_every_row_with_its_run_and_leaves_one_file_per_table(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    publish(warehouse, "r2", [(1, 21), (3, 13)])
    with warehouse.run("r3", PACK) as run:
        stage(run, [(4, 14)])
        run.write("quarantine", rows("quarantine", {"doc_id": hexed(14), "run_id": "r3"}, {"run_id": "r3"}))
        run.write("runs", rows("runs", {"run_id": "r3"}))
        warehouse.commit(run)
    before = everything(warehouse)
    assert compact(warehouse).commits == 1
    assert everything(warehouse) == before
    log = warehouse.log()
    assert {table: len(log.files(table)) for table in ("documents", "numbers", "runs", "_ledger", "_superseded")} == {
        "documents": 1, "numbers": 1, "runs": 1, "_ledger": 1, "_superseded": 0,
    }  # fmt: skip
    assert [file.rows for file in log.files("documents")] == [4]


def test_what_is_compacted_can_be_replaced_and_compacted_again(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    publish(warehouse, "r2", [(3, 13)])
    compact(warehouse)
    assert warehouse.fresh(candidates([(1, 11), (1, 21)]))["doc_id"].to_pylist() == [hexed(21)]
    publish(warehouse, "r3", [(1, 21)])
    expected = [(12.0, "r1"), (13.0, "r2"), (21.0, "r3")]
    assert values(warehouse) == expected
    compact(warehouse)
    assert values(warehouse) == expected
    assert [file.rows for file in warehouse.log().files("documents")] == [3]


def test_a_replacement_of_what_stays_outside_is_remembered(warehouse: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(warehouse, "large", [(1, 11), *((at, 100 + at) for at in range(2, 30))])
    monkeypatch.setattr("warehouse.upkeep.compact.SMALL_ROWS", 20)
    publish(warehouse, "r1", [(1, 21)])
    publish(warehouse, "r2", [(50, 50)])
    before = values(warehouse)
    compact(warehouse)
    assert [unit.name.partition("=")[0] for unit in units_of(warehouse.log())] == ["run_id", "compacted"]
    assert [file.rows for file in warehouse.log().files("_superseded")] == [1]
    assert values(warehouse) == before


def test_a_large_unit_of_which_much_is_replaced_is_written_anew(
    warehouse: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.upkeep.compact.SMALL_ROWS", 3)
    publish(warehouse, "r1", [(1, 11), (2, 12), (3, 13)])
    assert compact(warehouse).commits == 0
    publish(warehouse, "r2", [(1, 21), (2, 22)])
    compact(warehouse)
    assert [file.rows for file in warehouse.log().files("documents")] == [2, 1]
    assert values(warehouse) == [(13.0, "r1"), (21.0, "r2"), (22.0, "r2")]


def test_compaction_comes_when_it_is_due_and_cuts_what_is_too_much_for_one(
    warehouse: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.upkeep.compact.DUE", 4)
    monkeypatch.setattr("warehouse.upkeep.compact.MOST_ROWS", 6)
    for at in range(3):
        publish(warehouse, f"r{at}", [(at, at)])
    assert compact_when_due(warehouse) is None
    publish(warehouse, "last", [(99, 99)])
    done = compact_when_due(warehouse)
    assert done is not None and (done.commits, done.files_before, done.files_after) == (2, 12, 6)
    assert len(values(warehouse)) == 4
    assert compact_when_due(warehouse) is None


def test_the_same_runs_are_compacted_into_the_same_bytes(tmp_path: Path) -> None:
    hashes = []
    for name in ("one", "two"):
        warehouse = Store(tmp_path / name)
        publish(warehouse, "r1", [(2, 12), (1, 11)])
        publish(warehouse, "r2", [(3, 13)])
        compact(warehouse)
        hashes.append(sorted((file.path, file.sha256) for file in warehouse.log().live.values()))
    assert hashes[0] == hashes[1]


def test_an_open_reader_is_not_disturbed(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    publish(warehouse, "r2", [(2, 12)])
    with duckdb.connect(warehouse.catalog, read_only=True) as reader:
        compact(warehouse)
        Store(warehouse.root)
        assert reader.execute("SELECT value FROM numbers ORDER BY 1").fetchall() == [(11.0,), (12.0,)]
    Store(warehouse.root, kept_days=0)
    assert not list(warehouse.root.glob("*/run_id=*"))
    assert values(warehouse) == [(11.0, "r1"), (12.0, "r2")]


def test_a_unit_that_changes_meanwhile_is_left_alone(warehouse: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(warehouse, "r1", [(1, 11)])
    publish(warehouse, "r2", [(2, 12)])
    real = warehouse.writing

    def beaten(run_id: str, unit: str):
        if run_id.startswith("compact"):
            publish(Store(warehouse.root), "r3", [(1, 21)])
        return real(run_id, unit)

    monkeypatch.setattr(warehouse, "writing", beaten)
    assert compact(warehouse).commits == 0
    assert values(warehouse) == [(12.0, "r2"), (21.0, "r3")]


def test_a_query_can_ask_the_warehouse_as_it_was_after_a_run(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    publish(warehouse, "r2", [(1, 21), (2, 12)])
    publish(warehouse, "r3", [(3, 13)])
    compact(warehouse)
    query = "SELECT value FROM numbers ORDER BY 1"
    assert sql.ask(warehouse.root, query, "r1").to_pylist() == [{"value": 11.0}]
    assert sql.ask(warehouse.root, query, "r3") == sql.ask(warehouse.root, query)
    assert sql.ask(warehouse.root, "FROM who_said_what", "r1").num_rows == 0
    with pytest.raises(WarehouseError, match=r"run r4 was never committed here.\n  known: r1, r2, r3, compact-"):
        sql.ask(warehouse.root, query, "r4")
    with pytest.raises(WarehouseError, match="may read"):
        sql.ask(warehouse.root, "FROM read_text('/etc/passwd')", "r1")


def test_time_travel_ends_where_files_are_deleted_and_says_so(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    publish(warehouse, "r2", [(1, 21)])
    publish(warehouse, "r3", [(2, 12)])
    Store(warehouse.root, kept_days=0)
    with pytest.raises(WarehouseError, match=r"deleted\.\n  oldest run that can be seen: r2"):
        sql.ask(warehouse.root, "FROM numbers", "r1")
    assert sql.ask(warehouse.root, "SELECT value FROM numbers", "r2").to_pylist() == [{"value": 21.0}]


def test_the_days_that_are_set_for_a_warehouse_hold_in_every_later_start(
    warehouse: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(warehouse, "r1", [(1, 11)])
    assert compact_now(warehouse.root, 30, True) == 0
    publish(Store(warehouse.root), "r2", [(1, 21)])
    (taken_out,) = (warehouse.root / "numbers/run_id=r1").iterdir()
    ten_days_ago = time.time() - 10 * 86_400
    for commit in (warehouse.root / "_commits").glob("*.json"):
        os.utime(commit, (ten_days_ago, ten_days_ago))
    Store(warehouse.root)
    assert taken_out.exists()
    Store(warehouse.root, kept_days=7)
    assert not taken_out.exists()
    with pytest.raises(UserError, match="fix: copydesk compact --keep-days 30 --always"):
        compact_now(warehouse.root, None, True)
    (warehouse.root / "_kept_days").write_bytes(b"\xfflong")
    with pytest.raises(WarehouseError, match=r"long' is no number of days(.|\n)*fix:"):
        Store(warehouse.root)

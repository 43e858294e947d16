"""The catalog: a typed view for every table, opened from anywhere, rebuilt from the log when it is stale."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from publishing import PACK, ask, candidates, publish, rows, values

from schemas.arrow import arrow_schema
from schemas.tables import TABLES
from warehouse import catalog
from warehouse.asking import sql
from warehouse.errors import WarehouseError
from warehouse.parquet import LEDGER
from warehouse.store import Store


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_typed_and_commented_view_before_the_first_run(empty: Store, table: str) -> None:
    none = duckdb.connect().register("none", arrow_schema(table).empty_table()).execute('DESCRIBE "none"').fetchall()
    wanted = {name: kind for name, kind, *_ in none} | {"run_id": "VARCHAR"}
    assert {name: kind for name, kind, *_ in ask(empty, f"DESCRIBE {table}")} == wanted
    bare = "SELECT count(*) FROM duckdb_columns() WHERE table_name = '{}' AND comment IS NULL"
    assert ask(empty, bare.format(table)) == [(0,)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A warehouse of one run with a row of every table."""
    filled = Store(tmp_path_factory.mktemp("filled"))
    with filled.run("r1", PACK) as run:
        for name, table in TABLES.items():
            run.write(name, rows(name, {"run_id": "r1"} if "run_id" in table.columns else {}))
        run.write("_ledger", candidates([(0, 0)]))
        filled.commit(run)
    return filled


@pytest.mark.parametrize("table", TABLES)
def test_a_table_with_rows_has_the_view_it_has_without(empty: Store, filled: Store, table: str) -> None:
    assert ask(filled, f"DESCRIBE {table}") == ask(empty, f"DESCRIBE {table}")
    assert ask(filled, f"SELECT run_id FROM {table}") == [("r1",)]


def test_an_open_reader_keeps_what_it_opened(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    with duckdb.connect(warehouse.catalog, read_only=True) as reader:
        publish(warehouse, "r2", [(1, 21)])
        assert reader.execute("SELECT value FROM numbers").fetchall() == [(11.0,)]
    assert values(warehouse) == [(21.0, "r2")]


def test_the_catalog_opens_from_any_folder(warehouse: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(warehouse, "r1", [(1, 11)])
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert values(warehouse) == [(11.0, "r1")]


def test_a_warehouse_that_was_moved_mends_itself(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    moved = warehouse.root.rename(warehouse.root.with_name("moved ' here"))
    with pytest.raises(WarehouseError, match="was moved here"):
        sql.ask(moved, "FROM numbers")
    assert values(Store(moved)) == [(11.0, "r1")]
    link = moved.with_name("link")
    link.symlink_to(moved)
    assert sql.ask(link, "SELECT value FROM numbers").to_pylist() == [{"value": 11.0}]


def test_what_a_reader_wrote_into_the_catalog_does_not_outlive_it(warehouse: Store) -> None:
    writes = "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute('CREATE TABLE t (a INT)'); os._exit(0)"
    subprocess.run([sys.executable, "-c", writes, str(warehouse.catalog)], check=True)
    assert warehouse.catalog.with_name("warehouse.duckdb.wal").exists()
    publish(warehouse, "r1", [(1, 11)])
    assert values(warehouse) == [(11.0, "r1")]


def test_a_damaged_catalog_is_rebuilt(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    warehouse.catalog.write_bytes(b"no catalog")
    assert values(Store(warehouse.root)) == [(11.0, "r1")]


def test_files_of_an_older_contract_read_as_null_what_they_lack(
    warehouse: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = pa.schema([column for column in arrow_schema("numbers") if column.name != "si_unit"])
    with monkeypatch.context() as then:
        then.setattr("warehouse.parquet.schema_of", lambda table: LEDGER if table == "_ledger" else old)
        then.setattr("schemas.contract.fingerprint", lambda: "older")
        then.setattr(catalog, "rebuild", lambda *_: None)
        with warehouse.run("r1", PACK) as run:
            run.write("numbers", rows("numbers", {}).drop_columns("si_unit"))
            warehouse.commit(run)
    assert ask(Store(warehouse.root), "SELECT si_unit, value FROM numbers") == [(None, 1.0)]
    publish(warehouse, "r2", [(2, 12)])
    assert values(warehouse) == [(1.0, "r1"), (12.0, "r2")]


def test_a_catalog_that_fails_does_not_undo_the_commit(warehouse: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise WarehouseError("no room")

    with monkeypatch.context() as now:
        now.setattr(catalog, "rebuild", fails)
        with pytest.raises(WarehouseError, match="is committed, but its catalog is not"):
            publish(warehouse, "r1", [(1, 11)])
    assert values(Store(warehouse.root)) == [(11.0, "r1")]


def test_after_a_rebuild_that_was_stopped_the_next_one_goes_on(
    warehouse: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped, pytest.raises(KeyboardInterrupt):
        stopped.setattr(catalog, "_rows", stop)
        catalog.rebuild(warehouse.root, warehouse.log())
    catalog.rebuild(warehouse.root, warehouse.log())
    assert ask(warehouse, "SELECT count(*) FROM numbers") == [(0,)]

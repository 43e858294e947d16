"""The files of the warehouse: the same rows give the same bytes, and each file says what it is."""

import json
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from publishing import PACK, hexed, publish, rows, stage

from schemas import contract
from schemas.arrow import arrow_schema
from warehouse.merge import merge
from warehouse.parquet import stage_part, write_part
from warehouse.store import Store


def test_the_same_rows_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    changes = [{"doc_id": hexed(doc), "start": at, "end": at + 1} for doc in range(20) for at in range(5)]
    one = write_part(tmp_path / "one", "numbers", rows("numbers", *changes), PACK)
    two = write_part(tmp_path / "two", "numbers", rows("numbers", *reversed(changes)), PACK)
    assert one.read_bytes() == two.read_bytes()


def test_the_parts_of_shards_become_one_file_however_they_were_cut(tmp_path: Path) -> None:
    whole, cut = Store(tmp_path / "whole"), Store(tmp_path / "cut")
    articles = [(article, article) for article in range(1, 9)]
    publish(whole, "r1", articles)
    with cut.run("r1", PACK) as run:
        for at in range(0, 8, 2):
            stage(run, articles[at : at + 2], part=f"{at:05}")
        cut.commit(run)
    assert [file.path for file in cut.log().files("numbers")] == ["numbers/run_id=r1/part-m0000.parquet"]
    for table in ("documents", "numbers", "_ledger"):
        (one,), (two,) = whole.log().files(table), cut.log().files(table)
        assert one.sha256 == two.sha256


def test_a_run_of_much_becomes_several_files_of_bounded_size(tmp_path: Path) -> None:
    staged = [stage_part(tmp_path, "numbers", rows("numbers", {"doc_id": hexed(at)}), f"{at}") for at in range(5)]
    merge(tmp_path, "numbers", PACK, most=5 * pq.read_table(staged[0], partitioning=None).nbytes // 2)
    files = sorted((tmp_path / "numbers").iterdir())
    assert [path.name for path in files] == ["part-m0000.parquet", "part-m0001.parquet", "part-m0002.parquet"]
    assert [pq.read_metadata(path).num_rows for path in files] == [2, 2, 1]


def test_a_file_carries_its_schema_order_bloom_filter_and_versions(tmp_path: Path) -> None:
    path = write_part(tmp_path, "numbers", rows("numbers", {}), PACK)
    notes = pq.read_schema(path).metadata
    assert (notes[b"pack_version"], notes[b"table"]) == (PACK.encode(), b"numbers")
    assert notes[b"contract_version"].decode() == contract.VERSION
    assert pq.read_schema(path).equals(arrow_schema("numbers"))
    assert pq.read_schema(path).field("low").metadata[b"description"].startswith(b"Smallest value")
    group = pq.read_metadata(path).row_group(0)
    assert [column.column_index for column in group.sorting_columns] == [0, 1, 2]
    assert group.column(0).compression == "ZSTD"
    query = f"SELECT bloom_filter_offset FROM parquet_metadata('{path}') WHERE path_in_schema = 'doc_id'"
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchone() != (None,)


def test_a_commit_lists_every_file_with_rows_and_hash(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    raw = json.loads((warehouse.root / "_commits/00000001.json").read_text())
    (entry,) = raw["add"]["numbers"]
    data = (warehouse.root / entry["path"]).read_bytes()
    assert (entry["rows"], entry["bytes"], entry["sha256"]) == (2, len(data), sha256(data).hexdigest())
    assert (raw["run_id"], raw["pack_version"], raw["seq"]) == ("r1", PACK, 1)

"""What the warehouse promises: a run is seen whole or not at all, one version per article, and readers never wait."""

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.arrow import arrow_schema
from schemas.canary import good_row
from schemas.models import dtypes
from schemas.tables import TABLES
from warehouse import catalog, sql, store
from warehouse.errors import WarehouseError
from warehouse.log import read_log
from warehouse.merge import merge
from warehouse.parquet import LEDGER, write_part
from warehouse.store import Committed, Store

PACK = "a" * 16
Article = tuple[int, int]


def rows(table: str, *changes: dict[str, object]) -> pa.Table:
    return pl.DataFrame([{**good_row(table), **change} for change in changes], schema=dtypes(table)).to_arrow()


def hexed(number: int) -> str:
    return f"{number:016x}"


def candidates(articles: Sequence[Article], pack: str = PACK, input_hash: str = "i") -> pa.Table:
    """Ledger rows of (article, document) pairs."""
    made = [
        {"article_id": hexed(a), "doc_id": hexed(d), "input_hash": input_hash, "pack_version": pack}
        for a, d in articles
    ]
    return pa.Table.from_pylist(made, schema=LEDGER)


def publish(warehouse: Store, run_id: str, articles: Sequence[Article], pack: str = PACK) -> Committed:
    """Commit a run with one number, equal to the document's own, per document."""
    with warehouse.run(run_id, pack) as run:
        stage(run, articles, pack)
        return warehouse.commit(run)


def stage(run: store.Run, articles: Sequence[Article], pack: str = PACK, part: str = "0") -> None:
    documents = ({"article_id": hexed(a), "doc_id": hexed(d), "uri": f"https://a.example/{a}"} for a, d in articles)
    numbers = ({"doc_id": hexed(d), "value": float(d), "low": None, "high": None} for _, d in articles)
    run.write("documents", rows("documents", *documents), part)
    run.write("numbers", rows("numbers", *numbers), part)
    run.write("_ledger", candidates(articles, pack), part)


def ask(warehouse: Store, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(warehouse.catalog, read_only=True) as connection:
        return connection.execute(query).fetchall()


def values(warehouse: Store) -> list[tuple[object, ...]]:
    return ask(warehouse, "SELECT value, run_id FROM numbers ORDER BY value, run_id")


@pytest.fixture
def warehouse(tmp_path: Path) -> Store:
    return Store(tmp_path / "warehouse")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_typed_and_commented_view_before_the_first_run(warehouse: Store, table: str) -> None:
    empty = duckdb.connect().register("empty", arrow_schema(table).empty_table()).execute("DESCRIBE empty").fetchall()
    wanted = {name: kind for name, kind, *_ in empty} | {"run_id": "VARCHAR"}
    assert {name: kind for name, kind, *_ in ask(warehouse, f"DESCRIBE {table}")} == wanted
    bare = "SELECT count(*) FROM duckdb_columns() WHERE table_name = '{}' AND comment IS NULL"
    assert ask(warehouse, bare.format(table)) == [(0,)]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_with_rows_has_the_view_it_has_without(warehouse: Store, table: str) -> None:
    before = ask(warehouse, f"DESCRIBE {table}")
    with warehouse.run("r1", PACK) as run:
        run.write(table, rows(table, {"run_id": "r1"} if "run_id" in TABLES[table].columns else {}))
        if table == "documents":
            run.write("_ledger", candidates([(0, 0)]))
        warehouse.commit(run)
    assert ask(warehouse, f"DESCRIBE {table}") == before
    assert ask(warehouse, f"SELECT run_id FROM {table}") == [("r1",)]


def test_a_second_run_adds_to_the_first(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    publish(warehouse, "r2", [(2, 12)])
    assert values(warehouse) == [(11.0, "r1"), (12.0, "r2")]


def test_a_new_version_of_an_article_hides_the_old_one_and_its_neighbours_stay(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    done = publish(warehouse, "r2", [(1, 21)])
    assert done.replaced == 1
    assert values(warehouse) == [(12.0, "r1"), (21.0, "r2")]
    assert ask(warehouse, "SELECT count(*), count(DISTINCT article_id) FROM documents") == [(2, 2)]


def test_the_same_document_read_by_new_rules_counts_once(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    publish(warehouse, "r2", [(1, 11)], "b" * 16)
    assert values(warehouse) == [(11.0, "r2"), (12.0, "r1")]


def test_an_article_that_goes_back_to_its_first_words_counts_as_of_the_last_run(warehouse: Store) -> None:
    for run_id, doc in (("r1", 11), ("r2", 21), ("r3", 11)):
        publish(warehouse, run_id, [(1, doc), (int(run_id[1]) + 50, 90)])
    assert ask(warehouse, "SELECT doc_id, run_id FROM documents WHERE uri LIKE '%/1'") == [(hexed(11), "r3")]


def test_files_of_a_run_that_is_all_replaced_no_longer_count_and_are_deleted_later(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    done = publish(warehouse, "r2", [(1, 21)])
    assert set(done.commit.remove) == {
        f"{table}/run_id=r1/part-0.parquet" for table in ("documents", "numbers", "_ledger")
    }
    assert (warehouse.root / "numbers/run_id=r1/part-0.parquet").exists()
    Store(warehouse.root, kept_days=0)
    assert not (warehouse.root / "numbers/run_id=r1/part-0.parquet").exists()
    assert values(warehouse) == [(21.0, "r2")]


def test_a_withdrawn_article_is_gone(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    with warehouse.run("r2", PACK) as run:
        run.withdraw([hexed(1)])
        warehouse.commit(run)
    assert values(warehouse) == [(12.0, "r1")]


def test_quarantined_rows_of_a_replaced_document_go_and_those_of_no_document_stay(warehouse: Store) -> None:
    with warehouse.run("r1", PACK) as run:
        stage(run, [(1, 11)])
        run.write("quarantine", rows("quarantine", {"doc_id": hexed(11), "run_id": "r1"}, {"run_id": "r1"}))
        warehouse.commit(run)
    publish(warehouse, "r2", [(1, 21)])
    assert ask(warehouse, "SELECT doc_id, run_id FROM quarantine") == [(None, "r1")]


def test_only_what_is_new_is_fresh(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    wanted = candidates([(2, 12), (3, 13), (1, 21)])
    assert warehouse.fresh(wanted)["doc_id"].to_pylist() == [hexed(13), hexed(21)]
    assert warehouse.fresh(candidates([(2, 12)], "b" * 16)).num_rows == 1
    assert warehouse.fresh(candidates([(2, 12)], input_hash="j")).num_rows == 1


def test_a_document_that_was_replaced_is_fresh_when_it_comes_back(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    publish(warehouse, "r2", [(1, 21)])
    assert warehouse.fresh(candidates([(1, 11), (1, 21)]))["doc_id"].to_pylist() == [hexed(11)]


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


def test_large_parts_stay_apart(tmp_path: Path) -> None:
    parts = [write_part(tmp_path, "numbers", rows("numbers", {"doc_id": hexed(at)}), PACK, f"{at}") for at in range(5)]
    merge(tmp_path, "numbers", parts, PACK, most=5 * pq.read_table(parts[0], partitioning=None).nbytes // 2)
    assert [path.name for path in sorted((tmp_path / "numbers").iterdir())] == [
        "part-4.parquet", "part-m0000.parquet", "part-m0001.parquet",
    ]  # fmt: skip


def test_a_file_carries_its_schema_order_bloom_filter_and_versions(tmp_path: Path) -> None:
    path = write_part(tmp_path, "numbers", rows("numbers", {}), PACK)
    notes = pq.read_schema(path).metadata
    assert (notes[b"pack_version"], notes[b"contract_version"], notes[b"table"]) == (PACK.encode(), b"1.0", b"numbers")
    assert pq.read_schema(path).equals(arrow_schema("numbers"))
    assert pq.read_schema(path).field("low").metadata[b"description"].startswith(b"Smallest value")
    group = pq.read_metadata(path).row_group(0)
    assert [column.column_index for column in group.sorting_columns] == [0, 1, 2]
    assert group.column(0).compression == "ZSTD"
    query = f"SELECT bloom_filter_offset FROM parquet_metadata('{path}') WHERE path_in_schema = 'doc_id'"
    assert duckdb.execute(query).fetchone() != (None,)


def test_a_commit_lists_every_file_with_rows_and_hash(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11), (2, 12)])
    raw = json.loads((warehouse.root / "_commits/00000001.json").read_text())
    (entry,) = raw["add"]["numbers"]
    data = (warehouse.root / entry["path"]).read_bytes()
    assert (entry["rows"], entry["bytes"], entry["sha256"]) == (2, len(data), sha256(data).hexdigest())
    assert (raw["run_id"], raw["pack_version"], raw["seq"]) == ("r1", PACK, 1)


DIES = """
import os, sys
from pathlib import Path
from tests.test_warehouse import publish
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


def write_runs(root: Path, writer: int) -> None:
    warehouse = Store(root)
    for run in range(5):
        publish(warehouse, f"w{writer}-{run}", [(run, 100 * writer + run), (1000 * writer + run, 5000 * writer + run)])


def test_two_processes_write_at_once_and_a_reader_never_fails_or_sees_half_a_run(warehouse: Store) -> None:
    context = multiprocessing.get_context("forkserver")
    writers = [context.Process(target=write_runs, args=(warehouse.root, writer)) for writer in (1, 2)]
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
    assert [writer.exitcode for writer in writers] == [0, 0] and reads > 3
    assert len(warehouse.log().run_ids) == 10
    assert ask(warehouse, "SELECT count(*) FROM documents") == [(15,)]


def test_a_commit_says_how_long_another_writer_held_it_up(warehouse: Store) -> None:
    holds = "import sys, time; from warehouse.lock import exclusive; from pathlib import Path\n"
    holds += "with exclusive(Path(sys.argv[1])): print('held', flush=True); time.sleep(0.4)"
    with warehouse.run("r1", PACK) as run:
        stage(run, [(1, 11)])
        lock = str(warehouse.root / "_lock")
        with subprocess.Popen([sys.executable, "-c", holds, lock], stdout=subprocess.PIPE) as other:
            assert other.stdout and other.stdout.readline() == b"held\n"
            assert warehouse.commit(run).waited > 0.1


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


def test_a_run_with_two_versions_of_an_article_is_refused(warehouse: Store) -> None:
    with pytest.raises(WarehouseError, match="more than once"):
        publish(warehouse, "r1", [(1, 11), (1, 21)])
    assert warehouse.log().seq == 0


def test_a_document_that_the_ledger_does_not_name_is_refused(warehouse: Store) -> None:
    with warehouse.run("r1", PACK) as run, pytest.raises(WarehouseError, match="not in its ledger"):
        run.write("documents", rows("documents", {}))
        warehouse.commit(run)


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


def test_a_full_disk_publishes_nothing(warehouse: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    publish(warehouse, "r1", [(1, 11)])
    monkeypatch.setattr("warehouse.log.make_durable", full)
    with pytest.raises(WarehouseError, match="the disk is full"):
        publish(warehouse, "r2", [(2, 12)])
    assert read_log(warehouse.root).seq == 1
    assert values(Store(warehouse.root)) == [(11.0, "r1")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WarehouseError, match="this user may not"):
        Store(tmp_path / "warehouse")


def test_a_catalog_that_fails_does_not_undo_the_commit(warehouse: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise WarehouseError("no room")

    with monkeypatch.context() as now:
        now.setattr(catalog, "rebuild", fails)
        with pytest.raises(WarehouseError, match="is committed, but its catalog is not"):
            publish(warehouse, "r1", [(1, 11)])
    assert values(Store(warehouse.root)) == [(11.0, "r1")]


TEXT = "Zoë 👩‍👧 said: “It cost €5m” on Monday, “no more.”"
QUOTED = [{"start": TEXT.index("“It"), "end": TEXT.index(" on")}, {"start": TEXT.index("“no"), "end": len(TEXT)}]
AMOUNT = TEXT.index("€")
MONDAY = TEXT.index("Monday")
WHOLE = {"sentence_start": 0, "sentence_end": len(TEXT)}


def narrate(warehouse: Store, run_id: str, article: int) -> None:
    """Commit one article with a speaker, a quote in two stretches, an amount inside it and a date."""
    doc_id = hexed(article)
    one = {"doc_id": doc_id, **WHOLE}
    quote = {"quote_id": hexed(7), "contents": QUOTED, "start": QUOTED[0]["start"], "end": QUOTED[1]["end"]}
    money = {
        "quote_id": hexed(7),
        "value": 5e6,
        "low": 5e6,
        "high": 5e6,
        "quantity_kind": "money",
        "currency": "EUR",
        "currency_basis": "mark",
    }
    day = {"start_date": date(2026, 11, 16), "end_date": date(2026, 11, 16), "tid": "t1"}
    tables: dict[str, dict[str, object]] = {
        "documents": {"article_id": doc_id, "uri": f"u{article}", "text": TEXT, "title": "Costs",
                      "publisher": "The Post", "published_date": date(2026, 11, 17), "published_basis": "given"},
        "actors": {"actor_id": hexed(9), "name": "Zoë Árpád", "mentions": 2},
        "quotes": {**quote, "cue_text": "said", "speaker_text": "Zoë", "speaker_actor_id": hexed(9), "said_tid": "t1"},
        "numbers": {"start": AMOUNT, "end": AMOUNT + 3, "text": "€5m", "event_tid": "t1", **money},
        "dates": {"start": MONDAY, "end": MONDAY + 6, "text": "Monday", **day, "function_in_document": "NONE"},
    }  # fmt: skip
    with warehouse.run(run_id, PACK) as run:
        for table, row in tables.items():
            of_table = {name: value for name, value in {**one, **row}.items() if name in TABLES[table].columns}
            run.write(table, rows(table, of_table))
        run.write("_ledger", candidates([(article, article)]))
        warehouse.commit(run)


@pytest.fixture
def told(warehouse: Store) -> Store:
    narrate(warehouse, "r1", 1)
    narrate(warehouse, "r2", 2)
    return warehouse


def test_who_said_what_joins_the_stretches_of_a_quote_by_code_points(told: Store) -> None:
    query = "SELECT speaker, said, words, said_on, title, publisher, sentence FROM who_said_what WHERE uri = 'u1'"
    assert ask(told, query) == [
        ("Zoë Árpád", "said", "“It cost €5m” … “no more.”", date(2026, 11, 16), "Costs", "The Post", TEXT)
    ]


def test_amounts_count_the_articles_that_state_them(told: Store) -> None:
    query = "SELECT words, low, currency, speaker, holds_from, articles, texts, sentence FROM amounts WHERE uri = 'u2'"
    assert ask(told, query) == [("€5m", 5e6, "EUR", "Zoë Árpád", date(2026, 11, 16), 2, 2, TEXT)]


def test_timeline_actor_activity_and_document_facts(told: Store) -> None:
    assert ask(told, "SELECT DISTINCT start_date, words, days FROM timeline") == [(date(2026, 11, 16), "Monday", 1)]
    assert ask(told, "SELECT name, articles, mentions, quotes, publishers FROM actor_activity") == [
        ("Zoë Árpád", 2, 4, 2, ["The Post"])
    ]
    assert ask(told, "SELECT numbers, dates, actors, quotes, quarantined FROM document_facts") == [(1, 1, 1, 1, 0)] * 2


@pytest.mark.parametrize("view", sorted(path.stem for path in catalog.VIEWS.glob("*.sql")))
def test_every_view_works_on_an_empty_warehouse_and_every_column_says_what_it_means(
    warehouse: Store, view: str
) -> None:
    assert ask(warehouse, f"FROM {view}") == []
    bare = f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{view}' AND comment IS NULL"
    assert ask(warehouse, bare) == []
    assert ask(warehouse, f"SELECT comment IS NOT NULL FROM duckdb_views() WHERE view_name = '{view}'") == [(True,)]


@pytest.mark.parametrize("question", sql.named())
def test_every_named_question_is_a_question_and_has_an_answer(told: Store, question: str) -> None:
    assert "?" in sql.named()[question]
    assert sql.ask(told.root, sql.text_of(question)).num_rows > 0


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * FROM nmbers", r"there is no table nmbers.\n  known: actor_activity, .*, numbers, .*timeline"),
        ("SELECT low,\n  hihg FROM numbers", r"Referenced column \"hihg\" not found .*\(line 2, column 3\)$"),
        ("SELEC 1", r"syntax error at or near \"SELEC\" \(line 1, column 1\)$"),
        ("SELECT 'x'::INT", r"Could not convert"),
        ("FROM '/etc/passwd'", r"there is no table /etc/passwd|may read"),
        ("FROM read_text('/etc/passwd')", r"a query may read .* only"),
        ("COPY (SELECT 1) TO 'x.csv'", r"one query at a time"),
        ("DELETE FROM meta.superseded", r"one query at a time"),
        ("SELECT 1; SELECT 2", r"one query at a time"),
        ("SET threads = 1", r"one query at a time"),
        ("", r"one query at a time"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why_in_a_line(warehouse: Store, query: str, says: str) -> None:
    with pytest.raises(WarehouseError, match=says):
        sql.ask(warehouse.root, query)


def test_an_answer_is_an_arrow_table(told: Store) -> None:
    answer = sql.ask(told.root, "SELECT speaker, count(*) AS quotes FROM who_said_what GROUP BY ALL")
    assert answer.to_pylist() == [{"speaker": "Zoë Árpád", "quotes": 2}]


def test_a_question_before_the_first_run_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="`copydesk run` makes one"):
        sql.ask(tmp_path, "SELECT 1")
    with pytest.raises(WarehouseError, match="known: shared_amounts, what_happened_when, who_said_what"):
        sql.text_of("nothing")


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"PAR1 no PAR1")])
def test_a_ledger_that_cannot_be_read_publishes_nothing_and_is_named(warehouse: Store, spoil) -> None:
    publish(warehouse, "r1", [(1, 11)])
    spoil(warehouse.root / "_ledger/run_id=r1/part-0.parquet")
    for act in (lambda: warehouse.fresh(candidates([(1, 11)])), lambda: publish(warehouse, "r2", [(2, 12)])):
        with pytest.raises(WarehouseError, match=r"_ledger/run_id=r1/part-0.parquet"):
            act()
    assert warehouse.log().seq == 1


def test_a_file_that_is_gone_is_named(told: Store) -> None:
    (told.root / "numbers/run_id=r1/part-0.parquet").unlink()
    with pytest.raises(WarehouseError, match=r"numbers/run_id=r1/part-0.parquet"):
        sql.ask(told.root, "SELECT count(low) FROM numbers")

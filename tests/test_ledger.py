"""One version of an article counts, the one committed last; what is known is not read again."""

from pathlib import Path

import pytest
from publishing import PACK, ask, candidates, hexed, publish, rows, stage, values

from warehouse.errors import WarehouseError
from warehouse.store import Store


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
        f"{table}/run_id=r1/part-m0000.parquet" for table in ("documents", "numbers", "_ledger")
    }
    assert (warehouse.root / "numbers/run_id=r1/part-m0000.parquet").exists()
    Store(warehouse.root, kept_days=0)
    assert not (warehouse.root / "numbers/run_id=r1/part-m0000.parquet").exists()
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


def test_a_run_with_two_versions_of_an_article_is_refused(warehouse: Store) -> None:
    with pytest.raises(WarehouseError, match="more than once"):
        publish(warehouse, "r1", [(1, 11), (1, 21)])
    assert warehouse.log().seq == 0


def test_a_document_that_the_ledger_does_not_name_is_refused(warehouse: Store) -> None:
    with (
        warehouse.run("r1", PACK) as run,
        pytest.raises(WarehouseError, match="lacks 1 document"),
    ):
        run.write("documents", rows("documents", {}))
        warehouse.commit(run)


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"PAR1 no PAR1")])
def test_a_ledger_that_cannot_be_read_publishes_nothing_and_is_named(warehouse: Store, spoil) -> None:
    publish(warehouse, "r1", [(1, 11)])
    spoil(warehouse.root / "_ledger/run_id=r1/part-m0000.parquet")
    for act in (lambda: warehouse.fresh(candidates([(1, 11)])), lambda: publish(warehouse, "r2", [(2, 12)])):
        with pytest.raises(WarehouseError, match=r"_ledger/run_id=r1/part-m0000.parquet"):
            act()
    assert warehouse.log().seq == 1

"""A run that looks broken as a whole is not published; one that looks odd is told. Both say how to look."""

from pathlib import Path

import pytest
from publishing import PACK, candidates, hexed, rows

from flows.output.errors import DataError
from flows.steps.judge import judge
from warehouse import assertions
from warehouse.asking import sql
from warehouse.errors import WarehouseError
from warehouse.store import Run, Store

PAIRS = [(at, at) for at in range(1, 5)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A warehouse whose runs are judged from two documents on, by how many numbers a document has."""
    store = Store(tmp_path / "data")
    off = [one.id for one in assertions.load(store.root).assertions if one.id != "numbers-per-document"]
    lines = ["documents: 2", "assertions:", "- {id: numbers-per-document, min: 0.5, max: 1.5}"]
    lines += [f"- {{id: {name}, min: null, max: null}}" for name in off]
    (store.root / assertions.OWN).write_text("\n".join(lines))
    return store


def stage(run: Run, numbers: int) -> None:
    """Four documents, with so many numbers in the first."""
    run.write("documents", rows("documents", *({"article_id": hexed(a), "doc_id": hexed(d)} for a, d in PAIRS)))
    found = [{"doc_id": hexed(1), "start": at, "end": at + 1} for at in range(numbers)]
    run.write("numbers", rows("numbers", *found) if found else rows("numbers", {}).slice(0, 0))
    run.write("_ledger", candidates(PAIRS))


def test_every_assertion_can_be_asked_of_an_empty_run(tmp_path: Path) -> None:
    stated = assertions.load(tmp_path).model_copy(update={"documents": 1})
    assert len(stated.assertions) > 8
    store = Store(tmp_path / "data")
    with store.run("r1", PACK) as run:
        stage(run, 4)
        broken = assertions.broken(run.folder, stated)
    assert {one.assertion.id for one in broken} >= {"dates-per-document", "mentions-per-document"}


def test_a_run_below_a_minimum_is_not_published_and_can_be_looked_at(store: Store) -> None:
    with store.run("r1", PACK) as run:
        stage(run, 1)
        with pytest.raises(DataError, match=r"numbers per document read is 0.25, below 0.5") as caught:
            judge(run, store)
    assert store.log().seq == 0
    command = next(line for line in str(caught.value).splitlines() if "look:" in line)
    query = command.split('"')[1]
    assert sql.ask(store.root, query).to_pylist() == [{"rule_id": "canary", "rows": 1}]


def test_a_run_above_a_maximum_is_told_and_published(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with store.run("r1", PACK) as run:
        stage(run, 8)
        judge(run, store)
        store.commit(run)
    shown = capsys.readouterr().err
    assert "is 2, above 1.5" in shown
    assert sql.ask(store.root, shown.split('"')[1]).num_rows == 1


def test_a_small_run_is_not_judged(store: Store) -> None:
    (store.root / assertions.OWN).write_text("documents: 5")
    with store.run("r1", PACK) as run:
        stage(run, 0)
        judge(run, store)


@pytest.mark.parametrize(
    "text", [b"assertions: [{id: nothing, min: 1}]", b"assertions: [{min: 1}]", b"documents: 0", b"[", b"\xff"]
)
def test_a_file_of_bounds_that_is_wrong_says_so(tmp_path: Path, text: bytes) -> None:
    (tmp_path / assertions.OWN).write_bytes(text)
    with pytest.raises(WarehouseError, match=r"known:|fix:"):
        assertions.load(tmp_path)

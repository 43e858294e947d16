"""`copydesk verify` finds every kind of damage and names the file; `--repair` reads again what was lost."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from publishing import PACK, candidates, hexed, publish, rows, stage

from flows.commands.verify import verify_now
from flows.steps import job as jobs
from warehouse.asking import sql
from warehouse.errors import WarehouseError
from warehouse.log import read_log
from warehouse.store import Store
from warehouse.upkeep.compact import compact
from warehouse.upkeep.repair import discard
from warehouse.upkeep.verify import verify

TEXT = (
    "Mayor Ada Lund said on Tuesday that 40 boats had left the harbour. "
    "“We lost 3 cranes,” Lund told reporters.\n\nThe port paid €5 million for repairs in March 2021."
)
EXTRACTED = ("documents", "numbers", "dates", "actors", "actor_mentions", "quotes")


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def read(folder: Path, *texts: str) -> None:
    """One run over a file of articles, without Prefect."""
    lines = [json.dumps({"id": f"a{at}", "text": text, "title": "Harbour"}) for at, text in enumerate(texts)]
    (folder / "in.jsonl").write_text("\n".join(lines))
    with jobs.job([folder / "in.jsonl"], folder / "data", 1, None) as job:
        jobs.publish(job, jobs.stage(job))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two runs: two articles, of which the second run reads one anew."""
    folder = tmp_path_factory.mktemp("built")
    read(folder, TEXT, TEXT.replace("40", "41"))
    read(folder, TEXT, TEXT.replace("40", "42"))
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy to damage; opened once, since its catalog names the place that it came from."""
    shutil.copytree(built, tmp_path / "copy")
    Store(tmp_path / "copy/data")
    return tmp_path / "copy"


def facts(root: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of the extracted tables, without the run that read it."""
    return {t: sql.ask(root, f"SELECT * EXCLUDE (run_id) FROM {t} ORDER BY ALL").to_pylist() for t in EXTRACTED}


def file_of(root: Path, table: str, nth: int = 0) -> str:
    return read_log(root).files(table)[nth].path


def test_a_whole_warehouse_has_no_fault(folder: Path) -> None:
    found = verify(folder / "data")
    assert (found.faults, found.notes) == ([], [])
    assert found.files == len(read_log(folder / "data").live) and found.rows > 50


@pytest.mark.parametrize("table", [*EXTRACTED, "runs", "changes", "_ledger", "_superseded", "_inputs"])
def test_a_bit_that_flipped_is_named_by_its_file(folder: Path, table: str) -> None:
    path = file_of(folder / "data", table)
    flip(folder / "data" / path)
    found = verify(folder / "data")
    assert found.damaged == [path]
    assert "not the bytes that were committed" in found.faults[0].what


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (Path.unlink, "No such file"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "bytes instead of"),
    ],
)
def test_a_file_that_is_gone_or_cut_short_is_named(folder: Path, spoil: Callable[[Path], None], says: str) -> None:
    path = file_of(folder / "data", "numbers")
    spoil(folder / "data" / path)
    found = verify(folder / "data")
    assert found.damaged == [path] and says in found.faults[0].what


def test_a_flipped_bit_in_a_commit_is_named(folder: Path) -> None:
    commit = folder / "data/_commits/00000001.json"
    commit.write_text(commit.read_text().replace('"rows": ', '"rows": 9', 1))
    (fault,) = verify(folder / "data").faults
    assert (fault.path, fault.is_damage) == ("_commits/00000001.json", False) and "from a backup" in fault.what
    commit.write_text(commit.read_text()[:-9])
    with pytest.raises(WarehouseError, match=r"00000001\.json: this commit is damaged"):
        verify(folder / "data")


@pytest.mark.parametrize("part", ['"run_id": "', '"sha256": "', '"path": "', '"check": "', '"ch'])
def test_a_commit_says_of_itself_that_it_was_changed(folder: Path, part: str) -> None:
    commit = folder / "data/_commits/00000001.json"
    before = commit.read_bytes()
    at = before.index(part.encode()) + len(part)
    commit.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
    named = [fault.path for fault in verify(folder / "data").faults]
    assert "_commits/00000001.json" in named


def test_damaged_rules_are_named(folder: Path) -> None:
    (folder / "data/_packs").mkdir(exist_ok=True)
    (folder / "data/_packs/0123456789abcdef.json.gz").write_bytes(b"damaged")
    assert any("_packs/0123456789abcdef.json.gz is damaged" in note for note in verify(folder / "data").notes)


def contents(warehouse: Store, table: str, *changes: dict[str, object]) -> list[str]:
    """What is wrong with a warehouse of one document and these rows."""
    with warehouse.run("r1", PACK) as run:
        run.write("documents", rows("documents", {"article_id": hexed(1), "doc_id": hexed(1), "text": "canary"}))
        run.write("_ledger", candidates([(1, 1)]))
        run.write(table, rows(table, *({"doc_id": hexed(1), **change} for change in changes)), "1")
        warehouse.commit(run)
    return [fault.what for fault in verify(warehouse.root).faults]


@pytest.mark.parametrize(
    ("table", "changes", "says"),
    [
        ("numbers", ({"start": 1, "end": 2},), r"1 row: text is not documents.text\[start:end\]"),
        ("numbers", ({"low": 2.0},), r"1 row: low exceeds high"),
        ("numbers", ({"doc_id": hexed(2)},), r"1 row: doc_id is not in documents"),
        ("numbers", ({}, {}), r"1 row: \(doc_id, start, end\) is there already"),
        ("numbers", ({"event_tid": "t7"},), "1 row whose event_tid names no row of dates: 0000000000000001"),
        ("quotes", ({"said_tid": "t7"},), "1 row whose said_tid names no row of dates"),
        ("actors", ({"doc_id": "0" * 16},), "made to be refused"),
    ],
)
def test_rows_that_break_the_contract_are_found(
    warehouse: Store, table: str, changes: tuple[dict[str, object], ...], says: str
) -> None:
    found = contents(warehouse, table, *changes)
    assert any(re.search(says, what) for what in found), found


def test_a_crash_is_no_fault_but_said(warehouse: Store) -> None:
    publish(warehouse, "r1", [(1, 11)])
    orphan = warehouse.root / "numbers/run_id=r2/part-m0000.parquet"
    orphan.parent.mkdir()
    orphan.write_bytes(b"")
    warehouse.catalog.unlink()
    found = verify(warehouse.root)
    assert [note.split(" ")[0] for note in found.notes] == ["warehouse.duckdb", "1"]
    Store(warehouse.root)
    assert not orphan.exists() and verify(warehouse.root).notes == []


@pytest.mark.parametrize("is_compacted", [False, True])
@pytest.mark.parametrize(
    "tables", [("numbers",), ("actors", "quotes"), ("_ledger",), ("_superseded",), ("quarantine", "_inputs")]
)
def test_what_the_warehouse_holds_itself_is_read_again_from_it(
    folder: Path, tables: tuple[str, ...], is_compacted: bool
) -> None:
    root = folder / "data"
    if is_compacted:
        compact(Store(root))
    before = facts(root)
    paths = [file_of(root, table) for table in tables if read_log(root).files(table)]
    for path in paths:
        flip(root / path)
    assert verify_now(root, [folder / "in.jsonl"] if "_inputs" in tables else [], True, None) == 0
    assert facts(root) == before
    assert not set(paths) & set(read_log(root).live)


def test_lost_documents_are_read_again_from_their_source_and_named_until_then(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = folder / "data"
    before = facts(root)
    for nth in (0, 1):
        flip(root / file_of(root, "documents", nth))
    assert verify_now(root, [], True, None) == 2
    assert "2 documents could not be read again" in capsys.readouterr().out
    assert sql.ask(root, "FROM numbers").num_rows == 0
    read(folder, TEXT, TEXT.replace("40", "42"))
    assert facts(root) == before
    assert sql.ask(root, "FROM quarantine").num_rows == 0
    assert verify(root).faults == []


def test_a_run_whose_ledger_and_documents_are_gone_is_read_again(folder: Path) -> None:
    root = folder / "data"
    before = facts(root)
    for table in ("documents", "_ledger"):
        flip(root / file_of(root, table, 1))
    assert verify_now(root, [folder / "in.jsonl"], True, None) == 0
    assert facts(root) == before


def test_nothing_is_repaired_that_would_bring_back_what_was_withdrawn(warehouse: Store) -> None:
    with warehouse.run("r1", PACK) as run:
        stage(run, [(1, 11)])
        row = {"article_id": hexed(2), "doc_id": hexed(2), "op": "withdrawn"}
        run.write("_withdrawn", pa.Table.from_pylist([row]))
        warehouse.commit(run)
    with pytest.raises(WarehouseError, match="only this file says which articles were withdrawn"):
        discard(warehouse, [file_of(warehouse.root, "_withdrawn")])
    assert warehouse.log().seq == 1

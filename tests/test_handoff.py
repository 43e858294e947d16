"""A handoff: read by others without us, the same whole or in steps, never changed, without words when asked."""

import copy
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import yaml
from test_changes import NEXT, TEXT, article, run
from test_withdraw import OTHER

from extractors.article.document import Document
from flows.commands.handoff import write
from flows.commands.withdrawal import withdraw_one
from schemas import versions
from schemas.handed import HANDED
from schemas.handed_pages import html, markdown
from warehouse.errors import WarehouseError
from warehouse.handoff import hand_over
from warehouse.handoff.iceberg import export
from warehouse.handoff.read import checked, read
from warehouse.store import Store
from warehouse.words import Runs, search

LATER = Document(id="later", text="The council met on 3 May 2025. “We will pay €2 million,” said Ada Lund.")
STRAY = Document(
    id="stray", text="He spoke. “We shall never pay them a single cent of it, he said.\n\nNobody answered."
)


def handed(folder: Path, since: str | None = None, with_text: bool = True) -> Path:
    store = Store(folder / "data")
    return hand_over(store.root, store.log(), folder / "out", since, with_text).folder


def last(folder: Path) -> str:
    return Store(folder / "data").log().commits[-1].run_id


def same(one: dict[str, pa.Table], other: dict[str, pa.Table]) -> list[str]:
    """The tables that differ."""
    return [name for name in one.keys() | other.keys() if not one[name].equals(other[name])]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one run, handed over."""
    folder = tmp_path_factory.mktemp("desk")
    run(folder, article(TEXT), OTHER, STRAY)
    handed(folder)
    return folder


@pytest.mark.parametrize("table", HANDED)
def test_readers_that_are_not_ours_get_the_same_rows(desk: Path, table: str) -> None:
    folder = desk / "out" / "latest" / table
    with duckdb.connect() as connection:
        ours = connection.sql(f"FROM read_parquet('{folder}/*.parquet')").to_arrow_table()
    assert ours.equals(pq.read_table(folder).cast(ours.schema))
    assert sorted(map(repr, pl.read_parquet(folder).to_dicts())) == sorted(map(repr, pq.read_table(folder).to_pylist()))
    assert ds.dataset(folder).count_rows() == ours.num_rows
    assert ours.num_rows or table == "tombstones"


def test_sums_and_manifest_name_every_file(desk: Path) -> None:
    folder = desk / "out" / "latest"
    done = subprocess.run(
        ["sha256sum", "--quiet", "--check", "SHA256SUMS"], cwd=folder, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")
    files = {path.relative_to(folder.resolve()).as_posix() for path in folder.resolve().rglob("*") if path.is_file()}
    listed = {file["path"] for file in checked(folder)["files"]}
    assert files - listed == {"SHA256SUMS", "manifest.json"}


def test_package_and_contract_describe_the_files_that_are_there(desk: Path) -> None:
    folder = desk / "out" / "latest"
    package = json.loads((folder / "datapackage.json").read_text())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    contract = yaml.safe_load((folder / "contract.yml").read_text())
    assert {"apiVersion": "v3.1.0", "kind": "DataContract", "status": "active"}.items() <= contract.items()
    by_name = {table["name"]: table for table in contract["schema"]}
    for resource in package["resources"]:
        (path,) = resource["path"]
        names = pq.read_schema(folder / path).names
        assert [field["name"] for field in resource["schema"]["fields"]] == names
        assert [one["name"] for one in by_name[resource["name"]]["properties"]] == names
        assert resource["hash"] == f"sha256:{hashlib.sha256((folder / path).read_bytes()).hexdigest()}"
    assert next(iter(by_name["numbers"]["properties"]))["primaryKeyPosition"] == 1


def test_the_dictionary_names_every_column_in_both_forms() -> None:
    for page in ("\n".join(markdown(HANDED)), "\n".join(html(HANDED))):
        for table in HANDED.values():
            assert [field.name for field in table.fields if field.name not in page] == []


def test_changes_in_order_equal_the_whole_and_twice_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, article(TEXT), OTHER, STRAY)
    steps = [handed(tmp_path)]
    for change in (
        lambda: run(tmp_path, article(NEXT), OTHER, LATER, STRAY),
        lambda: withdraw_one("quiet", tmp_path / "data", False, False),
        lambda: withdraw_one("stray", tmp_path / "data", True, False),
        lambda: run(tmp_path, article(TEXT)),
    ):
        before = last(tmp_path)
        change()
        steps.append(handed(tmp_path, before))
    whole = read([handed(tmp_path)])
    assert same(read(steps), whole) == []
    assert same(read([step for step in steps for _ in range(2)]), whole) == []
    assert whole["tombstones"]["op"].to_pylist() == ["withdrawn", "purged"] or len(whole["tombstones"]) == 2
    assert set(whole["documents"]["uri"].to_pylist()) == {"harbour", "later"}
    assert pq.read_table(steps[1] / "gone").num_rows == 1
    with pytest.raises(WarehouseError, match="not among the handoffs before"):
        read(steps[2:])


def test_a_handoff_is_never_changed_and_latest_names_the_newest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, OTHER)
    first = handed(tmp_path)
    before = {path: path.read_bytes() for path in first.rglob("*") if path.is_file()}
    assert write(tmp_path / "out", tmp_path / "data", None, True) == 0
    assert "is there already" in capsys.readouterr().out
    run(tmp_path, OTHER, LATER)
    second = handed(tmp_path)
    assert {path: path.read_bytes() for path in first.rglob("*") if path.is_file()} == before
    assert (tmp_path / "out/latest").resolve() == second != first
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name.startswith(".")] == []


def test_a_handoff_that_somebody_changed_is_told(tmp_path: Path) -> None:
    run(tmp_path, OTHER)
    folder = handed(tmp_path)
    path = folder / "dictionary.md"
    path.chmod(0o644)
    path.write_text("rewritten")
    with pytest.raises(WarehouseError, match=r"dictionary.md: missing or changed"):
        read([folder])


def test_without_text_no_eight_words_in_a_row_of_an_article_are_left(tmp_path: Path) -> None:
    slug = "mayor ada lund said on tuesday that 40 boats had left".replace(" ", "-")
    spoken = Document(id="spoken", uri=f"https://example.org/{slug}", text=TEXT, title=TEXT[:70], by="Ada Lund")
    run(tmp_path, OTHER, STRAY, spoken)
    folder = handed(tmp_path, with_text=False)
    runs = Runs.of([TEXT, OTHER.text, STRAY.text])
    assert search((path for path in folder.rglob("*") if path.is_file()), runs).hits == ()
    assert search((path for path in handed(tmp_path).rglob("*") if path.is_file()), runs).hits != ()
    for table in ("documents", "numbers", "dates", "actor_mentions", "quotes"):
        names = pq.read_schema(folder / table / "part-00000.parquet").names
        assert [name for name in names if f"_{name}".endswith("_text")] == []
    assert "candidate" not in pq.read_schema(folder / "quarantine/part-00000.parquet").names
    (row,) = [row for row in pq.read_table(folder / "documents").to_pylist() if row["by"] == "Ada Lund"]
    assert (row["title"], row["uri"]) == (None, f"urn:copydesk:{row['article_id']}")
    values = pq.read_table(folder / "numbers")["value"].to_pylist()
    assert 40.0 in values and 5e6 in values


def test_iceberg_tables_hold_the_rows_of_the_last_handoff(tmp_path: Path) -> None:
    sql = pytest.importorskip("pyiceberg.catalog.sql")
    for documents in ([OTHER], [OTHER, LATER], [OTHER, LATER]):
        run(tmp_path, *documents)
        write(tmp_path / "out", tmp_path / "data", None, True, as_iceberg=True)
    root = tmp_path / "out" / "iceberg"
    catalog = sql.SqlCatalog("copydesk", uri=f"sqlite:///{root}/catalog.db", warehouse=root.as_uri())
    for table in HANDED:
        rows = catalog.load_table(f"copydesk.{table}").scan().to_arrow()
        assert rows.num_rows == pq.read_table(tmp_path / "out/latest" / table).num_rows
    assert len(catalog.load_table("copydesk.documents").snapshots()) < 6


def test_iceberg_without_its_library_says_what_to_install(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyiceberg.catalog.sql", None)
    with pytest.raises(WarehouseError, match=r"pip install 'copydesk\[iceberg\]'"):
        export(desk / "out" / "latest")


def test_every_article_has_its_licence(tmp_path: Path) -> None:
    run(tmp_path, OTHER, Document(id="free", text=TEXT, usage_terms="CC BY 4.0"))
    rows = pq.read_table(handed(tmp_path) / "licences").to_pylist()
    assert sorted((row["usage_terms"] or "", row["licence_basis"]) for row in rows) == [
        ("", "none"),
        ("CC BY 4.0", "given"),
    ]


def test_the_contract_in_use_may_follow_the_one_that_was_released() -> None:
    old, new = versions.released(), versions.current()
    lowest = versions.wanted(old, new)
    said = f"schemas/contract.py: VERSION must be {lowest} or higher, by the rule of schemas/versions.py"
    assert versions.at_least(str(new["version"]), lowest), said


@pytest.mark.parametrize(
    ("change", "version"),
    [
        (lambda tables: None, "1.0"),
        (lambda tables: tables["numbers"]["columns"].update(new={"type": "string", "nullable": True}), "1.1"),
        (lambda tables: tables.update(claims={"key": [], "columns": {}}), "1.1"),
        (lambda tables: tables["numbers"]["columns"]["value"].update(says="otherwise"), "1.1"),
        (lambda tables: tables["numbers"]["columns"].update(new={"type": "string", "nullable": False}), "2.0"),
        (lambda tables: tables["numbers"]["columns"].pop("value"), "2.0"),
        (lambda tables: tables["numbers"]["columns"]["value"].update(type="string"), "2.0"),
        (lambda tables: tables["numbers"]["columns"]["start"].update(nullable=True), "2.0"),
        (lambda tables: tables["numbers"].update(key=["doc_id"]), "2.0"),
        (lambda tables: tables.pop("actors"), "2.0"),
    ],
)
def test_the_version_grows_by_the_written_rule(change, version: str) -> None:
    old = versions.released()
    new = copy.deepcopy(old)
    change(new["tables"])
    assert versions.wanted(old, new) == version
    assert not versions.at_least("0.9", version)

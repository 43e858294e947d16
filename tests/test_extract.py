"""The public face: documents in, Arrow tables or JSON lines out, as they come."""

import doctest
import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import extractors
from benchmarks.variants import doubled, gazetteer
from extractors import Document, extract, extract_parts
from extractors.engine.ruleset import Ruleset, load
from extractors.reading import BATCH_CHARACTERS, batches, read
from flows.output.records import line
from schemas.arrow import arrow_schema

COPYDESK = Path(sys.executable).with_name("copydesk")
TEXT = "“We lost 12 boats,” said Ada Roth, the mayor, on Monday. The repair cost £3 million."
HEAVY = ("pyarrow", "prefect", "pandera", "pandas", "polars", "duckdb", "rich")


def test_the_example_of_the_docstring_runs() -> None:
    done = doctest.testmod(extractors)
    assert (done.attempted, done.failed) == (3, 0)


def test_tables_have_the_schemas_of_the_warehouse_and_the_rows_of_the_text(ruleset: Ruleset) -> None:
    tables = extract([Document(id="a", text=TEXT, published="2025-03-05")], ruleset)
    for name, table in tables.items():
        assert table.schema.equals(arrow_schema(name), check_metadata=True)
        assert table.num_rows
    for row in tables["quotes"].to_pylist():
        assert TEXT[row["start"] : row["end"]] == row["text"]
    assert tables["dates"]["timex_value"].to_pylist() == ["2025-03-03"]
    assert tables["documents"]["doc_id"].to_pylist() == [Document(id="a", text=TEXT).doc_id]


def test_no_documents_give_every_table_without_rows(ruleset: Ruleset) -> None:
    assert {table.num_rows for table in extract([], ruleset).values()} == {0}


def test_parts_come_before_all_documents_are_read_and_make_up_the_whole(ruleset: Ruleset) -> None:
    asked: list[int] = []

    def documents() -> Iterator[Document]:
        for number in range(3):
            asked.append(number)
            yield Document(id=str(number), text=TEXT + " " * BATCH_CHARACTERS)

    parts = extract_parts(documents(), ruleset)
    first = next(parts)
    assert asked == [0, 1]
    whole = extract(documents(), ruleset)
    rows = sum(part["numbers"].num_rows for part in (first, *parts))
    assert rows == whole["numbers"].num_rows > 0


def test_a_batch_ends_when_large_before_a_huge_document_and_where_the_sender_waits() -> None:
    small, huge = Document(id="s", text="x"), Document(id="h", text="x" * BATCH_CHARACTERS)
    half = Document(id="a", text="x" * (BATCH_CHARACTERS // 2))
    cut = batches([small, small, None, None, half, half, small, huge, small])
    assert [[item.id for item in batch] for batch in cut] == [["s", "s"], [], [], ["a", "a"], ["s"], ["h"], ["s"]]


def test_a_line_of_json_is_what_the_json_module_reads_and_writes(ruleset: Ruleset) -> None:
    text = f'{TEXT} Él dijo "\\" y 5% \t🙂. Sales rose 3.5 percent in 2024 to $1e3.'
    written = line('a "b"', read(Document(id="a", text=text), ruleset))
    assert json.dumps(json.loads(written), ensure_ascii=False) == written


def test_extract_starts_without_the_libraries_of_the_warehouse() -> None:
    code = (
        "import sys; sys.argv = ['copydesk', 'extract', '-']\n"
        "from flows.cli import main\n"
        "try: main()\n"
        f"finally: print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    given = json.dumps({"id": "a", "text": TEXT}).encode()
    done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=True)
    assert done.stderr.split() == []
    assert json.loads(done.stdout)["quotes"]


def test_a_sender_who_waits_for_an_answer_gets_it() -> None:
    with subprocess.Popen([COPYDESK, "extract", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as pipe:
        assert pipe.stdin is not None
        assert pipe.stdout is not None
        for name in ("a", "b"):
            pipe.stdin.write(json.dumps({"id": name, "text": TEXT}).encode() + b"\n")
            pipe.stdin.flush()
            assert json.loads(pipe.stdout.readline())["id"] == name
        pipe.stdin.write(json.dumps({"id": "c", "text": TEXT}).encode())
        pipe.stdin.close()
        assert json.loads(pipe.stdout.read())["id"] == "c"


def test_rules_that_are_only_measured_change_no_row(tmp_path: Path, ruleset: Ruleset) -> None:
    documents = [Document(id="a", text=TEXT)]
    plain = extract(documents, ruleset)
    for variant in (doubled(tmp_path), gazetteer(tmp_path, 20)):
        for name, table in extract(documents, load(variant)).items():
            assert table.drop_columns(["pack_version"]).equals(plain[name].drop_columns(["pack_version"]))


def test_extract_leaves_the_collector_of_cycles_as_it_was(ruleset: Ruleset) -> None:
    before = gc.get_threshold()
    extract([Document(id="a", text=TEXT)], ruleset)
    assert gc.get_threshold() == before

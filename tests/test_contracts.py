"""What the contracts promise: every row is kept or quarantined with its reasons, and validation is never silent."""

import json
import subprocess
import sys
from datetime import date

import polars as pl
import pytest
from pandera.errors import SchemaErrors

from schemas import models
from schemas.arrow import arrow_schema
from schemas.canary import DOC_ID, DOCUMENTS, good_row, prove
from schemas.checks import CHECKS
from schemas.contract import TableError, fingerprint
from schemas.models import dtypes, model
from schemas.split import Split, quarantine, split
from schemas.tables import TABLES

SPAN = {"start": 0, "end": 1}


def rows(table: str, *changes: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame([{**good_row(table), **change} for change in changes], schema=dtypes(table))


def faults(table: str, documents: pl.DataFrame | None = None, **change: object) -> list[str]:
    caught = split(rows(table, change), table, documents).quarantined
    return caught["faults"][0].to_list() if caught.height else []


@pytest.mark.parametrize("table", TABLES)
def test_a_model_has_the_columns_types_and_nulls_of_its_table(table: str) -> None:
    columns = model(table).columns
    assert list(columns) == list(TABLES[table].columns)
    assert {name: column.nullable for name, column in columns.items()} == {
        field.name: field.nullable for field in TABLES[table].fields
    }
    assert {name: column.dtype.type for name, column in columns.items()} == dict(dtypes(table))


@pytest.mark.parametrize("table", TABLES)
def test_the_good_row_is_kept_and_an_empty_table_too(table: str) -> None:
    assert split(rows(table, {}), table, DOCUMENTS).kept.height == 1
    empty = split(rows(table), table, DOCUMENTS)
    assert (empty.kept.height, empty.quarantined.height) == (0, 0)


COLUMN_FAULTS = [
    ("numbers", {"doc_id": None}, "doc_id is null"),
    ("numbers", {"doc_id": "12x"}, "doc_id does not match ^[0-9a-f]{16}$"),
    ("numbers", {"doc_id": f"{DOC_ID}\n"}, "doc_id does not match ^[0-9a-f]{16}$"),
    ("numbers", {"comparator": "=="}, "comparator is none of =, ~, <, <=, >, >="),
    ("numbers", {"value_start": -1}, "value_start is below 0"),
    ("numbers", {"value": float("nan")}, "value is not finite"),
    ("numbers", {"high": float("inf")}, "high is not finite"),
    ("actors", {"aliases": ["c", None]}, "aliases holds a null"),
]
CROSS_FAULTS = [
    ("numbers", {"end": 0}, "start is not below end"),
    ("numbers", {"start": 5, "end": 7, "sentence_end": 5}, "start is outside its sentence"),
    ("numbers", {"low": 2.0}, "low exceeds high"),
    ("numbers", {"value": None, "low": None, "high": None}, "value, low and high are all null"),
    ("numbers", {"low": 0.5}, "a range (low below high) has a value"),
    ("numbers", {"value": 3.0}, "value is outside low to high"),
    ("numbers", {"value_start": 1}, "value_start is not below value_end"),
    ("numbers", {"value_end": 2}, "value_start:value_end is outside start:end"),
    ("numbers", {"unit_start": 0}, "unit_start, unit_end, unit_text: some are set, some are not"),
    ("numbers", {"unit_start": 1, "unit_end": 1, "unit_text": ""}, "unit_start is not below unit_end"),
    ("numbers", {"unit_start": 1, "unit_end": 2, "unit_text": "a"}, "unit_start:unit_end is outside start:end"),
    ("numbers", {"currency": "EUR"}, "currency, currency_basis: some are set, some are not"),
    (
        "numbers",
        {"currency": "EUR", "currency_basis": "mark", "currency_assumed": "USD"},
        "currency_assumed beside a currency",
    ),
    ("numbers", {"is_quoted": True}, "is_quoted disagrees with quote_id"),
    ("numbers", {"si_low": 2.0, "si_high": 1.0, "si_unit": "m"}, "si_low exceeds si_high"),
    ("numbers", {"si_low": 2.0}, "si_low without si_unit"),
    ("numbers", {"si_high": 2.0}, "si_high without si_unit"),
    ("dates", {"start_date": date(2026, 1, 2), "end_date": date(2026, 1, 1)}, "start_date is after end_date"),
    ("dates", {"anchor_conflict": True, "start_date": date(2026, 1, 2)}, "a conflict of anchors has a start_date"),
    ("dates", {"anchor_conflict": True, "end_date": date(2026, 1, 2)}, "a conflict of anchors has an end_date"),
    ("dates", {"timex_value": None}, "timex_value is null and no duration range is given"),
    ("actors", {"geonames_id": 1}, "geonames_id of what is no place"),
    ("actor_mentions", {"actor_id": None}, "a named mention has no actor_id"),
    ("quotes", {"cue_start": 0}, "cue_start, cue_end, cue_text: some are set, some are not"),
    ("quotes", {"cue_start": 1, "cue_end": 1, "cue_text": ""}, "cue_start is not below cue_end"),
    ("quotes", {"speaker_end": 3}, "speaker_start, speaker_end, speaker_text: some are set, some are not"),
    ("quotes", {"speaker_start": 1, "speaker_end": 1, "speaker_text": ""}, "speaker_start is not below speaker_end"),
    ("quotes", {"contents": []}, "contents is empty"),
    ("quotes", {"contents": [{"start": 1, "end": 1}]}, "contents does not begin at start"),
    ("quotes", {"contents": [{"start": 0, "end": 9}]}, "contents does not finish at end"),
    ("quotes", {"contents": [{"start": 0, "end": 0}, SPAN]}, "a span of contents is empty"),
    ("quotes", {"contents": [SPAN, SPAN]}, "contents is out of order"),
    ("quotes", {"kind": "not_speech", "speaker_actor_id": DOC_ID}, "what is not speech has a speaker"),
    ("quotes", {"attribution": "none", "speaker_actor_id": DOC_ID}, "attribution is none and there is a speaker"),
    ("documents", {"published_basis": "url"}, "published_date disagrees with published_basis"),
    ("documents", {"status_reason": "too long"}, "status_reason of a document that is done"),
    ("documents", {"status": "partial"}, "status_reason is null"),
    ("quarantine", {"reasons": []}, "reasons is empty"),
]


@pytest.mark.parametrize(("table", "change", "reason"), COLUMN_FAULTS + CROSS_FAULTS)
def test_a_bad_row_names_the_check_it_breaks(table: str, change: dict[str, object], reason: str) -> None:
    assert reason in faults(table, **change)


@pytest.mark.parametrize("table", sorted({table for table, *_ in COLUMN_FAULTS + CROSS_FAULTS}))
def test_the_part_of_a_model_that_rows_break_finds_all_that_the_model_finds(table: str) -> None:
    changes = [change for of, change, _ in COLUMN_FAULTS + CROSS_FAULTS if of == table]
    frame = rows(table, {}, *changes)
    found = []
    for schema in (models.model(table), models.broken(table, frame)):
        with pytest.raises(SchemaErrors) as error:
            schema.validate(frame, lazy=True)
        found.append(error.value.failure_cases.select("index", "column", "check").sort(pl.all()))
    assert found[0].equals(found[1]) and found[0].height >= len(changes)


def test_every_check_between_columns_has_a_row_that_breaks_it() -> None:
    assert {check.says for checks in CHECKS.values() for check in checks} == {reason for _, _, reason in CROSS_FAULTS}


def test_split_is_exhaustive_disjoint_and_in_order() -> None:
    frame = rows(
        "numbers", *({"start": 0 if at % 3 else 3, "value": float(at), "low": None, "high": None} for at in range(90))
    )
    frame = frame.with_columns(doc_id=pl.int_range(90).cast(pl.String).str.zfill(16))
    kept, quarantined = split(frame, "numbers")
    assert (kept.height, quarantined.height) == (60, 30)
    assert sorted([*kept["value"], *quarantined["value"]]) == [float(at) for at in range(90)]
    assert kept["value"].is_sorted() and quarantined["value"].is_sorted()


def test_a_row_carries_every_reason_once_and_sorted() -> None:
    assert faults("numbers", low=2.0, comparator=None) == [
        "comparator is null", "low exceeds high", "value is outside low to high",
    ]  # fmt: skip


def test_the_first_row_with_a_key_stays_and_the_second_goes() -> None:
    kept, quarantined = split(rows("numbers", {"value": 1.0}, {"value": 1.0, "section": "body"}), "numbers")
    assert kept["section"].to_list() == ["headline"]
    assert quarantined["faults"].to_list() == [["(doc_id, start, end) is there already"]]


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        (rows("numbers", {}).drop("low"), "column low is missing"),
        (rows("numbers", {}).with_columns(more=1), "column more is unknown"),
        (rows("numbers", {}).cast({"low": pl.Int64}), "column low is Int64, not Float64"),
        (rows("numbers", {}).select(sorted(TABLES["numbers"].columns)), "column_ordered"),
    ],
)
def test_a_table_that_is_wrong_as_a_whole_is_no_matter_of_rows(frame: pl.DataFrame, says: str) -> None:
    with pytest.raises(TableError, match=says):
        split(frame, "numbers")


def test_offsets_count_code_points() -> None:
    text = "Zoë 👩‍👧 paid €5m"
    documents = pl.DataFrame({"doc_id": [DOC_ID], "text": [text]})
    at = text.index("€")
    span = {"start": at, "end": at + 3, "value_start": at, "value_end": at + 3, "sentence_end": len(text)}
    assert faults("numbers", documents, **span, text="€5m") == []
    assert faults("numbers", documents, **span, text="5m ") == ["text is not documents.text[start:end]"]


def test_a_span_that_runs_past_the_text_is_caught_though_its_words_are_there() -> None:
    assert faults("actor_mentions", DOCUMENTS, end=9, sentence_end=9, text="canary") == [
        "text is not documents.text[start:end]"
    ]


@pytest.mark.parametrize(
    ("table", "change", "reason"),
    [
        (
            "numbers",
            {"unit_start": 0, "unit_end": 1, "unit_text": "x"},
            "unit_text is not documents.text[unit_start:unit_end]",
        ),
        (
            "quotes",
            {"cue_start": 0, "cue_end": 1, "cue_text": "x"},
            "cue_text is not documents.text[cue_start:cue_end]",
        ),
        (
            "quotes",
            {"speaker_start": 0, "speaker_end": 1, "speaker_text": "x"},
            "speaker_text is not documents.text[speaker_start:speaker_end]",
        ),
        ("actors", {"doc_id": "f" * 16}, "doc_id is not in documents"),
    ],
)
def test_words_and_documents_that_a_row_names_must_exist(table: str, change: dict[str, object], reason: str) -> None:
    assert faults(table, DOCUMENTS, **change) == [reason]


def test_quarantine_keeps_the_whole_row() -> None:
    table = quarantine(split(rows("quotes", {"contents": []}), "quotes").quarantined, "quotes", "r1", DOC_ID)
    assert split(table, "quarantine").kept.height == 1
    assert table.to_arrow().cast(arrow_schema("quarantine")).num_rows == 1
    candidate = json.loads(table["candidate"][0])
    assert set(candidate) == set(TABLES["quotes"].columns) and candidate["contents"] == []


def test_the_canary_is_caught() -> None:
    prove()


def test_a_validation_that_lets_everything_through_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schemas.canary.split", lambda frame, *_: Split(frame, frame.clear()))
    with pytest.raises(TableError, match="got through"):
        prove(["numbers"])


def test_pandera_switched_off_stops_the_run() -> None:
    code = "from schemas.canary import prove; prove(['runs'])"
    for variable in ("PANDERA_VALIDATION_ENABLED=False", "PANDERA_VALIDATION_DEPTH=SCHEMA_ONLY"):
        done = subprocess.run(
            ["env", variable, sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        assert "switches validation off" in done.stderr


def test_extraction_does_not_import_pandera() -> None:
    code = "import sys, extractors.columns, extractors.link, schemas.arrow; sys.exit('pandera' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_equal_definitions_have_equal_fingerprints(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    fingerprint.cache_clear()
    assert fingerprint() == before
    assert models.model("numbers") is models.model("numbers")

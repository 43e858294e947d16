"""The papers of a handoff, by the official schemas of their standards; its files, by what any engine can read."""

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest
import yaml
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import output_statistics_output_dataset as statistics
from openlineage.client.facet_v2 import schema_dataset
from openlineage.client.serde import Serde
from test_changes import TEXT, article, run
from test_handoff import LATER, STRAY, handed, last

PHYSICAL = {"BOOLEAN", "INT32", "INT64", "DOUBLE", "BYTE_ARRAY"}
LOGICAL = {"NONE", "STRING", "DATE", "TIMESTAMP"}
ENCODINGS = {"PLAIN", "RLE", "RLE_DICTIONARY", "BIT_PACKED"}
Json = dict[str, object]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Handoffs of all kinds: whole, without text, of changes only."""
    folder = tmp_path_factory.mktemp("desk")
    run(folder, article(TEXT), STRAY)
    first = last(folder)
    run(folder, article(TEXT), STRAY, LATER)
    return [handed(folder), handed(folder, with_text=False), handed(folder, first), handed(folder, first, False)]


def faults(schema: Json, described: object) -> list[str]:
    found = jsonschema.validators.validator_for(schema)(schema).iter_errors(described)
    return [f"{error.json_path}: {error.message}" for error in found]


def test_the_data_package_is_one_by_its_official_schema(folders: list[Path]) -> None:
    schema = json.loads(resources.files("dplib").joinpath("profiles/2.0/datapackage.json").read_text("utf-8"))
    assert faults(schema, {"resources": [{"name": "a b"}]}) != []
    for folder in folders:
        assert faults(schema, json.loads((folder / "datapackage.json").read_text("utf-8"))) == []


def test_the_contract_is_one_by_its_official_schema(folders: list[Path]) -> None:
    schema = json.loads(resources.files("open_data_contract_standard").joinpath("schema.json").read_text("utf-8"))
    assert "v3.1.0" in schema["properties"]["apiVersion"]["enum"]
    assert faults(schema, {"kind": "Contract"}) != []
    for folder in folders:
        assert faults(schema, yaml.safe_load((folder / "contract.yml").read_text("utf-8"))) == []


def test_lineage_is_what_the_official_client_would_send(folders: list[Path]) -> None:
    for folder in folders:
        for line in (folder / "lineage.jsonl").read_text("utf-8").splitlines():
            event = json.loads(line)
            assert without_empty(Serde.to_dict(sent(event))) == without_empty(event)


def test_every_run_and_the_handoff_start_and_are_completed(folders: list[Path]) -> None:
    events = [json.loads(line) for line in (folders[0] / "lineage.jsonl").read_text("utf-8").splitlines()]
    assert [(event["job"]["name"], event["eventType"]) for event in events] == [
        (job, kind) for job in ("run", "run", "handoff") for kind in ("START", "COMPLETE")
    ]
    assert [event["run"]["runId"] for event in events[::2]] == [event["run"]["runId"] for event in events[1::2]]
    rows = {one["name"]: one["outputFacets"]["outputStatistics"]["rowCount"] for one in events[3]["outputs"]}
    assert rows["warehouse/documents"] == 1


def sent(event: Json) -> RunEvent:
    """The event as the official client makes it of the same facts; it checks ids and times, and names the schemas."""
    return RunEvent(
        eventType=RunState(event["eventType"]), eventTime=event["eventTime"], producer=event["producer"],
        run=Run(**event["run"]), job=Job(**event["job"]),
        inputs=[InputDataset(**one) for one in event["inputs"]],
        outputs=[OutputDataset(one["namespace"], one["name"], **facets(one)) for one in event["outputs"]],
    )  # fmt: skip


def facets(output: Json) -> dict[str, Json]:
    """The facets of an output, made by the official client."""
    made = {}
    counts = output["outputFacets"]["outputStatistics"]
    made["outputFacets"] = {"outputStatistics": statistics.OutputStatisticsOutputDatasetFacet(**given(counts))}
    if "facets" in output:
        columns = [schema_dataset.SchemaDatasetFacetFields(**one) for one in output["facets"]["schema"]["fields"]]
        of = {"fields": columns, "producer": output["facets"]["schema"]["_producer"]}
        made["facets"] = {"schema": schema_dataset.SchemaDatasetFacet(**of)}
    return made


def given(facet: Json) -> Json:
    """What a facet says, without the name of its schema, which the client adds."""
    return {name.lstrip("_"): value for name, value in facet.items() if name != "_schemaURL"}


def without_empty(value: object) -> object:
    """A value without empty lists and mappings, which the client adds."""
    if isinstance(value, dict):
        return {name: left for name, one in value.items() if (left := without_empty(one)) not in ({}, [])}
    return [without_empty(one) for one in value] if isinstance(value, list) else value


def test_files_hold_only_what_every_engine_reads(folders: list[Path]) -> None:
    for folder in folders:
        for path in folder.rglob("*.parquet"):
            read = pq.ParquetFile(path)
            for at, column in enumerate(read.schema):
                assert column.physical_type in PHYSICAL and column.logical_type.type in LOGICAL
                if column.logical_type.type == "TIMESTAMP":
                    unit = json.loads(column.logical_type.to_json())
                    assert (unit["timeUnit"], unit["isAdjustedToUTC"]) == ("microseconds", True)
                for group in range(read.num_row_groups):
                    chunk = read.metadata.row_group(group).column(at)
                    assert chunk.compression == "ZSTD" and set(chunk.encodings) <= ENCODINGS

"""OpenLineage events of a handoff: the runs it holds, and the handoff itself; each starts and is completed."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import duckdb

from schemas.datapackage import Json
from schemas.handed import Handed, view
from schemas.tables import RUN_TABLES
from warehouse.handoff.rows import Written
from warehouse.scan import arrow

SPEC = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"
FACETS = "https://openlineage.io/spec/facets"
PRODUCER = "urn:copydesk:0.1.0"
NAMESPACE = uuid.UUID("5b0c7d0e-0d0f-5a57-8f0e-7d1f1c0b7a10")
TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
Tables = Mapping[str, Handed]


def runs_read(connection: duckdb.DuckDBPyConnection) -> Iterator[Json]:
    """The OpenLineage events of each run that is handed over."""
    rows = arrow(connection, f"FROM {view('runs')} ORDER BY started_at").to_pylist()
    for row in rows:
        began, ended = row["started_at"], row["started_at"] + timedelta(seconds=row["seconds"])
        outputs = [_output(f"warehouse/{kind}", row[kind]) for kind in RUN_TABLES]
        yield _event("START", str(row["run_id"]), "run", began.strftime(TIME), [], [])
        yield _event("COMPLETE", str(row["run_id"]), "run", ended.strftime(TIME), [], outputs)


def handed_over(name: str, created: str, tables: Tables, written: Mapping[str, Written]) -> Iterator[Json]:
    """The events of the handoff itself: from the warehouse's tables to its files."""
    inputs = [{"namespace": "file", "name": f"warehouse/{table}"} for table in tables]
    outputs = []
    for table, one in written.items():
        output = _output(f"{name}/{table}", one.rows, sum(path.stat().st_size for path in one.files), len(one.files))
        columns = [
            {"name": field.name, "type": field.type, "description": field.says, "ordinal_position": place}
            for place, field in enumerate(tables[table].fields, 1)
        ]
        schema = {**_facet("1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet"), "fields": columns}
        outputs.append({**output, "facets": {"schema": schema}})
    yield _event("START", name, "handoff", created, inputs, [])
    yield _event("COMPLETE", name, "handoff", created, inputs, outputs)


def _event(kind: str, run: str, job: str, time: str, inputs: Sequence[Json], outputs: Sequence[Json]) -> Json:
    return {
        "eventType": kind, "eventTime": time, "producer": PRODUCER, "schemaURL": SPEC,
        "run": {"runId": str(uuid.uuid5(NAMESPACE, run))}, "job": {"namespace": "copydesk", "name": job},
        "inputs": list(inputs), "outputs": list(outputs),
    }  # fmt: skip


def _output(name: str, rows: int, size: int | None = None, files: int | None = None) -> Json:
    counts = {
        key: value for key, value in (("rowCount", rows), ("size", size), ("fileCount", files)) if value is not None
    }
    facet = _facet("1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet")
    return {"namespace": "file", "name": name, "outputFacets": {"outputStatistics": {**facet, **counts}}}


def _facet(path: str) -> Json:
    return {"_producer": PRODUCER, "_schemaURL": f"{FACETS}/{path}"}

"""The papers of a handoff: data package, contract, dictionary, lineage, checksums, and the manifest that comes last."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from schemas import contract
from schemas.datapackage import Json, package, resource, table_schema
from schemas.handed_pages import html, markdown
from schemas.odcs import contract_text
from warehouse.handoff.lineage import Tables, handed_over, runs_read
from warehouse.handoff.rows import Written

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
FORMAT = 1


def write_papers(
    folder: Path, name: str, tables: Tables, written: Mapping[str, Written], connection: duckdb.DuckDBPyConnection
) -> None:
    """All papers but checksums and manifest."""
    created = _created(connection)
    resources = [
        resource(table, handed.grain, _paths(folder, written[table].files), table_schema(table, handed.fields))
        for table, handed in tables.items()
    ]
    described = package(name, f"{contract.VERSION}.0", created, [_sized(folder, one) for one in resources])
    (folder / "datapackage.json").write_text(_json(described, 1), "utf-8")
    contracted = {table: (handed.grain, handed.fields) for table, handed in tables.items()}
    (folder / "contract.yml").write_text(contract_text(contracted), "utf-8")
    (folder / "dictionary.md").write_text("\n".join(markdown(tables)), "utf-8")
    (folder / "dictionary.html").write_text("\n".join(html(tables)), "utf-8")
    events = [*runs_read(connection), *handed_over(name, created, tables, written)]
    (folder / "lineage.jsonl").write_text("".join(f"{_json(event)}\n" for event in events), "utf-8")


def write_sums(folder: Path) -> list[dict[str, object]]:
    """SHA256SUMS over every file, as `sha256sum --check` reads it; the files as the manifest lists them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = [{"path": _relative(folder, path), "bytes": path.stat().st_size, "sha256": digest(path)} for path in files]
    (folder / SUMS).write_text("".join(f"{one['sha256']}  {one['path']}\n" for one in listed), "utf-8")
    return listed


def write_manifest(folder: Path, said: Json, written: Mapping[str, Written], files: Sequence[Json]) -> None:
    """What is here and how it is applied. A folder without it is not whole."""
    tables = {
        table: {"rows": one.rows, "applied": one.applied, "files": _paths(folder, one.files)}
        for table, one in written.items()
    }
    head = {"format": FORMAT, "contract_version": contract.VERSION}
    (folder / MANIFEST).write_text(_json({**head, **said, "tables": tables, "files": list(files)}, 1), "utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _created(connection: duckdb.DuckDBPyConnection) -> str:
    """When the last run began: no clock, so that the same rows give the same bytes."""
    started = "SELECT strftime(max(started_at) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ') FROM runs"
    ((created,),) = connection.execute(started).fetchall()
    return str(created or "1970-01-01T00:00:00Z")


def _sized(folder: Path, described: Json) -> Json:
    """A resource of one file with its bytes and hash; of several, SHA256SUMS has them."""
    paths = described["path"]
    if not isinstance(paths, list) or len(paths) != 1:
        return described
    path = folder / paths[0]
    return {**described, "bytes": path.stat().st_size, "hash": f"sha256:{digest(path)}"}


def _paths(folder: Path, files: Sequence[Path]) -> list[str]:
    return [_relative(folder, path) for path in files]


def _relative(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _json(value: Json, indent: int | None = None) -> str:
    return json.dumps(value, indent=indent, ensure_ascii=False)

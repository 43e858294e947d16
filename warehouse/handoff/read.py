"""Reading handoffs: a full one, then those of changes on top, in order. What a receiver does, in forty lines."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.errors import WarehouseError
from warehouse.handoff.papers import MANIFEST, digest

Manifest = Mapping[str, object]


def read(folders: Sequence[Path]) -> dict[str, pa.Table]:
    """The rows after applying handoffs in order, each table sorted. One applied twice changes nothing.

    Raises:
        WarehouseError: a handoff is not whole, was changed, or does not follow on those before.
    """
    tables: dict[str, pa.Table] = {}
    have: set[str] = set()
    for folder in folders:
        manifest = checked(folder)
        since = manifest["since"]
        if since is not None and since not in have:
            raise WarehouseError(
                f"{folder}: holds the changes since {since}, which is not among the handoffs before.\n"
                "  fix: apply the one that ends there first, or take a whole handoff."
            )
        _apply(tables, folder, manifest)
        have |= set(map(str, _list(manifest["runs"])))
    return {name: _sorted(rows) for name, rows in tables.items()}


def checked(folder: Path) -> Manifest:
    """The manifest of a handoff whose files are as they were written."""
    try:
        manifest: Manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WarehouseError(
            f"{folder}: no whole handoff: {MANIFEST} cannot be read.\n  fix: wait for it; it is written last."
        ) from error
    for file in _list(manifest["files"]):
        path = folder / str(file["path"])
        if not path.is_file() or digest(path) != file["sha256"]:
            raise WarehouseError(
                f"{path}: missing or changed since it was handed over.\n  fix: copy the handoff again."
            )
    return manifest


def _apply(tables: dict[str, pa.Table], folder: Path, manifest: Manifest) -> None:
    described = manifest["tables"]
    if not isinstance(described, Mapping):
        raise WarehouseError(f"{folder / MANIFEST}: tables is no mapping.\n  fix: copy the handoff again.")
    rows = {name: pq.read_table(folder / name) for name in described}
    gone = set(rows.pop("gone")["doc_id"].to_pylist()) if "gone" in rows else set()
    gone |= set(rows["documents"]["doc_id"].to_pylist())
    for name, more in rows.items():
        applied = described[name]["applied"]
        old = tables.get(name, more.slice(0, 0))
        if applied == "documents":
            tables[name] = pa.concat_tables([_without(old, "doc_id", gone), more])
        elif applied == "runs":
            tables[name] = pa.concat_tables([_without(old, "run_id", set(map(str, _list(manifest["runs"])))), more])
        else:
            tables[name] = more


def _without(rows: pa.Table, column: str, gone: set[str]) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows[column], pa.array(sorted(gone), pa.string()))))


def _sorted(rows: pa.Table) -> pa.Table:
    plain = [field.name for field in rows.schema if not pa.types.is_nested(field.type)]
    return rows.sort_by([(name, "ascending") for name in plain]).combine_chunks()


def _list(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []

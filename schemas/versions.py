"""The rule by which the contract's version grows, and what was released last: schemas/released.json.

The first figure grows when those who read the tables may break: a column or table is dropped or renamed, has another
type or stands in another key, may be null where it could not, or a new column may not be null. The second grows with
everything else: a new table, a new column that may be null, one that can no longer be null, other values, other words.

`python -m schemas.versions` writes released.json: once, when an edition is released.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from schemas import contract
from schemas.tables import TABLES

RELEASED = Path(__file__).with_name("released.json")
Described = Mapping[str, object]
Tables = Mapping[str, Mapping[str, Mapping[str, object]]]


def current() -> dict[str, object]:
    """The contract as plain data: `version`, and `tables` by name with `key` and `columns`, each a field's cells."""
    tables = {
        name: {"key": list(table.key), "columns": {field.name: asdict(field) for field in table.fields}}
        for name, table in TABLES.items()
    }
    described: dict[str, object] = json.loads(json.dumps({"version": contract.VERSION, "tables": tables}))
    return described


def released() -> dict[str, object]:
    """The contract that was released last, in the shape of `current`."""
    described: dict[str, object] = json.loads(RELEASED.read_text("utf-8"))
    return described


def wanted(old: Described, new: Described) -> str:
    """The lowest version, "1.2", that `new` may carry after `old`: old's own when nothing differs."""
    major, minor = map(int, str(old["version"]).split("."))
    before, after = _tables(old), _tables(new)
    if before == after:
        return f"{major}.{minor}"
    return f"{major + 1}.0" if breaks(before, after) else f"{major}.{minor + 1}"


def breaks(old: Tables, new: Tables) -> list[str]:
    """What may break a reader, in words; nothing when a second figure is enough."""
    found = [f"table {name} is gone" for name in old.keys() - new.keys()]
    for name in old.keys() & new.keys():
        if old[name]["key"] != new[name]["key"]:
            found.append(f"the key of {name} differs")
        was, now = old[name]["columns"], new[name]["columns"]
        found += [f"{name}.{column} is gone" for column in was.keys() - now.keys()]
        found += [
            f"{name}.{column} is new and never null" for column in now.keys() - was.keys() if not _may(now, column)
        ]
        for column in was.keys() & now.keys():
            if _of(was, column)["type"] != _of(now, column)["type"]:
                found.append(f"{name}.{column} has another type")
            if _may(now, column) and not _may(was, column):
                found.append(f"{name}.{column} may be null now")
    return sorted(found)


def at_least(version: str, lowest: str) -> bool:
    """Whether a version is as high as another or higher."""
    return [*map(int, version.split("."))] >= [*map(int, lowest.split("."))]


def _tables(described: Described) -> Tables:
    tables = described["tables"]
    if not isinstance(tables, Mapping):
        raise contract.TableError("released.json: tables is no mapping.")
    return tables


def _of(columns: Mapping[str, object], column: str) -> Mapping[str, object]:
    field = columns[column]
    return field if isinstance(field, Mapping) else {}


def _may(columns: Mapping[str, object], column: str) -> bool:
    return bool(_of(columns, column)["nullable"])


if __name__ == "__main__":
    RELEASED.write_text(json.dumps(current(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.exit(0)

"""The JSON Schema of rule packs, docs/rules.schema.json, for editors. `python -m extractors.checking.schema` writes it.

With --check nothing is written, and the exit code is 1 when the file is not what would be written.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractors.checking.check import MAKERS
from extractors.checking.examples import columns_of
from extractors.engine.written import PackText
from schemas.fields import FIELDS, Field
from schemas.generated import write
from schemas.tables import KIND_TABLES

NAME = "rules.schema.json"
FILE = Path(__file__).resolve().parents[2] / "docs" / NAME
LINE = f"# yaml-language-server: $schema={NAME}"
"""The first line of a pack beside the schema: editors that know the YAML language server complete and check by it."""
JSON_TYPES = {"string": "string", "date32": "string", "bool": "boolean", "float64": "number", "int64": "integer"}


def schema() -> dict[str, Any]:
    """The schema, made from the models that packs are read with, and from the columns that `gives` may name."""
    made = PackText.model_json_schema()
    definitions = made["$defs"]
    definitions["RuleText"]["title"], definitions["Match"]["title"], definitions["Reject"]["title"] = (
        "Rule", "Match", "Near miss",
    )  # fmt: skip
    for properties in (made["properties"], definitions["RuleText"]["properties"]):
        properties["make"]["examples"] = sorted({name for names in MAKERS.values() for name in names})
    gives = definitions["Match"]["properties"]["gives"]
    gives["properties"] = {field.name: _column(field) for field in _columns()}
    gives["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Written by `python -m extractors.checking.schema`; do not edit it.",
        **made,
        "title": "Copydesk rule pack",
    }


def page() -> str:
    """The schema as it is written to the file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _columns() -> list[Field]:
    """Every column that an example may name, once."""
    return [FIELDS[name] for name in dict.fromkeys(name for kind in KIND_TABLES for name in columns_of(kind))]


def _column(field: Field) -> dict[str, Any]:
    """A column as the schema of its value; null is always allowed, it says that the row leaves the cell open."""
    made: dict[str, Any] = {"description": field.says}
    if field.one_of:
        made["enum"] = [*field.one_of, None]
    elif kind := JSON_TYPES.get(field.type):
        made["type"] = [kind, "null"]
    return made


def main(arguments: Sequence[str]) -> int:
    """Write the file, or with --check say whether it is fresh."""
    return write(FILE, page(), "extractors.checking.schema", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

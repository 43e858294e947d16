"""Tables as a data contract of the Open Data Contract Standard 3.1: https://bitol-io.github.io/open-data-contract-standard/."""

from collections.abc import Mapping, Sequence

import yaml

from schemas import contract
from schemas.datapackage import Json
from schemas.fields import Field
from schemas.tables import TABLES

ID = "4b0f7c7a-3c5e-5d0b-9a53-6f6f0f2d7c11"
TYPES = {
    "string": ("string", "VARCHAR"),
    "int64": ("integer", "BIGINT"),
    "float64": ("number", "DOUBLE"),
    "bool": ("boolean", "BOOLEAN"),
    "date32": ("date", "DATE"),
    "timestamp[us, tz=UTC]": ("timestamp", "TIMESTAMP WITH TIME ZONE"),
}
SPAN = (Field("start", "int64", "First code point."), Field("end", "int64", "One past the last code point."))
ITEMS: Mapping[str, Field | Sequence[Field]] = {
    "list<string>": Field("item", "string", "One of them."),
    "list<span>": SPAN,
    "list<via>": (*SPAN, Field("actor_id", "string", "actors.actor_id.", True)),
}


def contract_text(tables: Mapping[str, tuple[str, Sequence[Field]]]) -> str:
    """The contract as YAML; `tables` gives grain and columns by name."""
    described = {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": ID,
        "name": "copydesk",
        "version": f"{contract.VERSION}.0",
        "status": "active",
        "description": {
            "purpose": "Amounts, times, actors and quotes of news articles, each tied to the words it came from.",
            "limitations": "English only. What an article says, not what is true. Null: the text leaves it open.",
            "usage": "Join on doc_id; actor_id is the same across documents. Offsets count code points from 0.",
        },
        "schema": [_table(name, grain, fields) for name, (grain, fields) in tables.items()],
    }
    return str(yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=120))


def _table(name: str, grain: str, fields: Sequence[Field]) -> Json:
    key = TABLES[name].key if name in TABLES else ()
    described: dict[str, object] = {
        "name": name,
        "logicalType": "object",
        "physicalType": "parquet",
        "dataGranularityDescription": grain,
        "properties": [_property(field, key) for field in fields],
    }
    if key:
        unique = {"type": "library", "metric": "duplicateValues", "arguments": {"properties": list(key)}}
        described["quality"] = [{**unique, "mustBe": 0, "dimension": "uniqueness", "severity": "error"}]
    return described


def _property(field: Field, key: Sequence[str] = ()) -> Json:
    logical, physical = TYPES.get(field.type, ("array", "LIST"))
    described: dict[str, object] = {"name": field.name, "logicalType": logical, "physicalType": physical}
    described |= {"description": field.says, "required": not field.nullable}
    if field.name in key:
        described |= {"primaryKey": True, "primaryKeyPosition": key.index(field.name) + 1}
    if logical == "array":
        described["items"] = _items(ITEMS[field.type])
    if rules := [*_rules(field)]:
        described["quality"] = rules
    return described


def _items(items: Field | Sequence[Field]) -> Json:
    if isinstance(items, Field):
        return {"name": items.name, "logicalType": "string", "physicalType": "VARCHAR"}
    return {"name": "item", "logicalType": "object", "physicalType": "STRUCT", "properties": [*map(_property, items)]}


def _rules(field: Field) -> Sequence[Json]:
    """What a check of the data must find: no value outside the vocabulary, the pattern, the bounds."""
    rules: list[Json] = []
    wrong = {"type": "library", "metric": "invalidValues", "mustBe": 0, "dimension": "conformity", "severity": "error"}
    if field.one_of:
        rules.append({**wrong, "arguments": {"validValues": list(field.one_of)}})
    if field.matches:
        rules.append({**wrong, "arguments": {"pattern": field.matches}})
    if field.least is not None:
        below = f'SELECT count(*) FROM {{object}} WHERE "{field.name}" < {field.least:g}'
        rules.append({"type": "sql", "query": below, "mustBe": 0, "dimension": "conformity", "severity": "error"})
    return rules

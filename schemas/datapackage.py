"""Tables as Data Package 2.0 describes them: https://datapackage.org/standard/data-package/."""

from collections.abc import Mapping, Sequence

from schemas.fields import Field
from schemas.tables import TABLES

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA = "application/vnd.apache.parquet"
TYPES = {
    "string": "string",
    "int64": "integer",
    "float64": "number",
    "bool": "boolean",
    "date32": "date",
    "timestamp[us, tz=UTC]": "datetime",
}
Json = Mapping[str, object]


def table_schema(table: str, fields: Sequence[Field]) -> Json:
    """The Table Schema of some columns of a table, with its keys as far as the columns hold them."""
    names = {field.name for field in fields}
    schema: dict[str, object] = {"fields": [_field(field) for field in fields]}
    key = TABLES[table].key if table in TABLES else ()
    if key and names.issuperset(key):
        schema["primaryKey"] = list(key)
    if table != "documents" and "doc_id" in names and "article_id" not in names:
        to_documents = {"resource": "documents", "fields": ["doc_id"]}
        schema["foreignKeys"] = [{"fields": ["doc_id"], "reference": to_documents}]
    return schema


def resource(name: str, grain: str, paths: Sequence[str], schema: Json) -> Json:
    """The resource of a table: its Parquet files by `paths`, relative to the descriptor; `schema` as above."""
    described = {"name": name, "title": f"One row: {grain}.", "path": list(paths), "schema": schema}
    return {**described, "format": "parquet", "mediatype": MEDIA}


def package(name: str, version: str, created: str, resources: Sequence[Json]) -> Json:
    """The descriptor of a package; `created` is an ISO 8601 time. Its articles have licences of their own."""
    return {
        "$schema": PROFILE,
        "name": "copydesk",
        "id": name,
        "title": "Numbers, dates, actors and quotes of news articles",
        "description": "Each row names its words, its place in the text and the rule that made it.",
        "version": version,
        "created": created,
        "licenses": [{"name": "LicenseRef-per-article", "title": "Each article has its own: see the table licences."}],
        "resources": list(resources),
    }


def _field(field: Field) -> Json:
    constraints: dict[str, object] = {} if field.nullable else {"required": True}
    if field.matches and "(?" not in field.matches:
        constraints["pattern"] = field.matches
    if field.least is not None:
        constraints["minimum"] = int(field.least) if field.type == "int64" else field.least
    if field.most is not None:
        constraints["maximum"] = int(field.most) if field.type == "int64" else field.most
    if field.one_of:
        constraints["enum"] = list(field.one_of)
    described = {"name": field.name, "type": TYPES.get(field.type, "array"), "description": field.says}
    return {**described, **({"constraints": constraints} if constraints else {})}

"""People and bodies of a warehouse as FollowTheMoney entities, for Aleph and its kin: plain dictionaries, no library.

Entities: Person, Organization, Company, PublicBody and LegalEntity of the actors; Article of the documents that name
them; Mention for each actor of an article. Places are no entities: a state is a country property. FollowTheMoney knows
no offsets, so this is an export and never the store.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from warehouse.asking import sql

Entity = dict[str, object]

ACTORS = """
    SELECT actor_id, coalesce(mode(ftm_schema ORDER BY ftm_schema), 'LegalEntity') AS schema,
        mode(actors.name ORDER BY actors.name) AS name,
        list_sort(list_distinct(flatten(list(list_append(aliases, actors.name))))) AS forms,
        list_sort(list(DISTINCT role) FILTER (WHERE role IS NOT NULL)) AS roles,
        list_sort(list(DISTINCT lower(country_code)) FILTER (WHERE country_code IS NOT NULL)) AS countries,
        list_sort(list(DISTINCT wikidata_id) FILTER (WHERE wikidata_id IS NOT NULL)) AS items,
        list_sort(list(DISTINCT sector_code) FILTER (WHERE sector_code IS NOT NULL)) AS sectors
    FROM actors WHERE actor_kind IN ('person', 'organisation') GROUP BY actor_id ORDER BY actor_id
"""
ARTICLES = """
    SELECT doc_id, title, uri, publisher, strftime(published_date, '%Y-%m-%d') AS day
    FROM documents WHERE doc_id IN (SELECT doc_id FROM actors WHERE actor_kind IN ('person', 'organisation'))
    ORDER BY doc_id
"""
MENTIONS = """
    SELECT doc_id, actor_id, name, coalesce(ftm_schema, 'LegalEntity') AS schema, lower(country_code) AS country
    FROM actors WHERE actor_kind IN ('person', 'organisation') ORDER BY doc_id, actor_id
"""


def entities(root: Path, as_of: str | None = None) -> Iterator[Entity]:
    """The entities of a warehouse: actors, articles, mentions, each sorted by id, with no empty property.

    Raises:
        WarehouseError: there is no warehouse, or none as of that run.
    """
    for row in _rows(sql.ask(root, ACTORS, as_of)):
        schema = str(row["schema"])
        yield entity(
            f"actor-{row['actor_id']}", schema,
            name=[row["name"]], alias=[form for form in _list(row["forms"]) if form != row["name"]],
            country=_list(row["countries"]), wikidataId=_list(row["items"]),
            **({"position": _list(row["roles"])} if schema == "Person" else {"sector": _list(row["sectors"])}),
        )  # fmt: skip
    for row in _rows(sql.ask(root, ARTICLES, as_of)):
        yield entity(
            f"article-{row['doc_id']}", "Article", title=[row["title"]],
            sourceUrl=[row["uri"]] if "://" in str(row["uri"]) else [],
            publisher=[row["publisher"]], publishedAt=[row["day"]], language=["eng"],
        )  # fmt: skip
    for row in _rows(sql.ask(root, MENTIONS, as_of)):
        yield entity(
            f"mention-{row['doc_id']}-{row['actor_id']}", "Mention", document=[f"article-{row['doc_id']}"],
            resolved=[f"actor-{row['actor_id']}"], name=[row["name"]], detectedSchema=[row["schema"]],
            contextCountry=[row["country"]],
        )  # fmt: skip


def entity(key: str, schema: str, **properties: list[object]) -> Entity:
    """One entity as FollowTheMoney writes it: every property a list of strings, none of them empty."""
    held = {name: [str(value) for value in values if value] for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in held.items() if values}}


def _rows(table: pa.Table) -> list[dict[str, object]]:
    return list(table.to_pylist())


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []

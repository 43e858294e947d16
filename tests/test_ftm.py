"""The FollowTheMoney export, and older ids that lead to newer ones."""

import json
from pathlib import Path

import pytest
from publishing import PACK, ask, candidates, hexed, rows

from extractors.article.document import short_hash
from flows.commands.ftm import write_entities
from warehouse.asking.ftm import entities, entity
from warehouse.store import Store


def test_an_actor_an_article_and_what_ties_them(told: Store) -> None:
    made = list(entities(told.root))
    (person,) = [one for one in made if one["schema"] in ("Person", "Organization", "LegalEntity")]
    articles = [one for one in made if one["schema"] == "Article"]
    ties = [one["properties"] for one in made if one["schema"] == "Mention"]
    assert person["properties"]["name"] == ["Zoë Árpád"]  # type: ignore[index]
    assert [tie["document"] for tie in ties] == [[one["id"]] for one in articles]  # type: ignore[index]
    assert all(tie["resolved"] == [person["id"]] for tie in ties)  # type: ignore[index]


def test_no_property_is_empty() -> None:
    assert entity("a", "Person", name=["Ada"], country=[None], alias=[])["properties"] == {"name": ["Ada"]}


def test_each_line_is_json(told: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_entities(told.root) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(list(entities(told.root)))
    assert {"id", "schema", "properties"} == set(json.loads(lines[0]))


def publish_seeded(warehouse: Store, kind: str, name: str, alias: str) -> None:
    """Commit one document with one actor whose id is a seed's."""
    known = {"doc_id": hexed(1), "actor_id": hexed(5), "name": name, "aliases": [alias],
             "actor_kind": kind, "link_method": "seed"}  # fmt: skip
    with warehouse.run("r1", PACK) as run:
        run.write("documents", rows("documents", {"article_id": hexed(1), "doc_id": hexed(1)}))
        run.write("actors", rows("actors", known))
        run.write("_ledger", candidates([(1, 1)]))
        warehouse.commit(run)


def test_the_id_of_a_bare_name_leads_to_that_of_the_seed(warehouse: Store, tmp_path: Path) -> None:
    publish_seeded(warehouse, "organisation", "Türk Bankası A.Ş.", "T.B.")
    found = ask(warehouse, "SELECT old_actor_id, new_actor_id, name, run_id FROM actor_redirects ORDER BY name")
    old = short_hash("organisation", "tb"), short_hash("organisation", "turk bankası as")
    assert found == [(old[0], hexed(5), "T.B.", "r1"), (old[1], hexed(5), "Türk Bankası A.Ş.", "r1")]


def test_a_spelling_of_a_person_leads_to_the_person_and_a_bare_surname_to_nobody(
    warehouse: Store, tmp_path: Path
) -> None:
    publish_seeded(warehouse, "person", "Bill Okafor", "Okafor")
    found = ask(warehouse, "SELECT old_actor_id, new_actor_id, name FROM actor_redirects")
    assert found == [(short_hash("person", "bill okafor"), hexed(5), "Bill Okafor")]

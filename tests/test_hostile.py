"""Texts made to be slow, or thick with matches, end in a reading, and stop no other document."""

from pathlib import Path

import pytest

from extractors.article.document import Document
from extractors.columns import items
from extractors.engine.match import budget, candidate_places, find, starts_of
from extractors.engine.nodes import is_bounded
from extractors.engine.ruleset import Ruleset, load
from extractors.engine.syntax import parse
from extractors.reading import read, read_all
from schemas.tables import MENTION_TABLES

UNITS = {
    "digits": "1",
    "commas": ",",
    "hyphens": "-",
    "straight marks": '"',
    "opening marks": "“",
    "apostrophes": "'",
    "capitals": "A ",
    "capital letters": "A",
    "capitals with hyphens": "A-",
    "brackets": "[",
    "ones with hyphens": "1-1-",
    "ones": "1 1 ",
    "dollars": "$1 ",
    "scores": "2-1 ",
    "numerals": "two ",
    "days": "March 4, ",
    "numeric days": "2/3/2024 a ",
    "nicknames": "“Rob” Lee ",
    "tags": '" said ',
    "abbreviations": "U.S. ",
    "addresses": "http://x/",
    "lines": "\n",
    "a letter on each line": "a\n",
    "combining marks": "\u0301",
    "zero-width blanks": "\u200b",
    "marks from right to left": "\u200f",
    "beyond the basic plane": "\U0001f389",
    "capitals beyond it": "\U0001d400 ",
    "letters of another script": "\u0436 ",
}
NEWS = "The bank paid $5 million on March 4, 2025. “It is done,” Ada Roth said in Paris."


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_hostile_texts_are_read_and_stop_no_other(unit: str, ruleset: Ruleset) -> None:
    hostile = (unit * 30_000)[:30_000]
    texts = [NEWS, hostile, f"{NEWS}\n\n{hostile}", NEWS]
    readings = list(read_all([Document(id="a", text=text) for text in texts], ruleset))
    assert [reading.article.text for reading in readings] == texts
    assert rows(readings[0]) == rows(readings[3]) == rows(read(Document(id="a", text=NEWS), ruleset))
    assert {reading.status for reading in readings} <= {"done", "partial", "language"}
    for reading in readings:
        for table in MENTION_TABLES:
            assert len(reading.rows.get(table, ())) <= budget(reading.article.text)


def test_one_word_of_ten_megabytes_gives_nothing(ruleset: Ruleset) -> None:
    assert not any(rows(read(Document(id="a", text="a" * 10_000_000), ruleset)).values())


@pytest.mark.parametrize("unit", ["\u0301", "\U0001f389", "\u0436 ", "1-1-", "$1 ", "A "])
def test_most_places_are_told_without_trying(unit: str, ruleset: Ruleset) -> None:
    """A walk that cannot tell leaves a hundred tries for each character of such a text."""
    text = (unit * 20_000)[:20_000]
    tries = sum(len(places.at) for _, places in candidate_places(text, starts_of([text]), ruleset.plan))
    assert tries <= 3 * len(text)


def test_a_table_of_a_whole_page_is_read(ruleset: Ruleset) -> None:
    table = "".join(f"Calder {at} 38 26 6 6 88 43 45 {at % 90}\n" for at in range(600))
    assert read(Document(id="a", text=table), ruleset).status == "done"


def test_a_rule_beyond_its_budget_is_named_and_gives_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text(
        "pack: numbers.own\nrules:\n  - id: own-x\n    says: an x\n    pattern: '(?P<number>x)'\n    make: count\n"
        "    matches: [{text: 'An [[x]].'}]\n    rejects: [{text: 'An y.', why: no x}]\n"
    )
    own = load(tmp_path)
    many, few = find(["x" * 40_000, "x " * 10], own.rules, own.plan)
    assert many.overran == ["own-x"]
    assert not [item for item in many if item.rule.id == "own-x"]
    assert not few.overran
    assert len([item for item in few if item.rule.id == "own-x"]) == 10
    reading = read(Document(id="a", text="x" * 40_000), own)
    assert reading.status == "partial"
    assert "own-x" in (reading.reason or "")


@pytest.mark.parametrize("published", ["0001-01-01", "0001-03-31", "9999-10-01", "9999-12-31"])
def test_the_calendar_ends_without_an_error(published: str, ruleset: Ruleset) -> None:
    text = "Last Friday, next Monday, last weekend, in the quarter, on Christmas, after December 31, 9999, before 0001."
    assert items(read(Document(id="a", text=text, published=published), ruleset), "dates")


def test_names_in_an_endless_chain_stay_short(ruleset: Ruleset) -> None:
    reading = read(Document(id="a", text="“Rob” Lee " * 2_000), ruleset)
    assert max(row["end"] - row["start"] for row in items(reading, "actor_mentions")) <= 250


def test_every_repeat_of_our_rules_has_a_bound(ruleset: Ruleset) -> None:
    assert [rule.id for rule in ruleset.rules if not is_bounded(parse(rule.expanded, rule.lists))] == []


def rows(reading) -> dict[str, object]:
    return {table: items(reading, table) for table in (*MENTION_TABLES, "actors")}

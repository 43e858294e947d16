"""A change of rules, seeds, code or libraries: which documents it can touch, and that no other gives other rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.article.document import Document
from extractors.columns import items
from extractors.engine.ruleset import Ruleset, load
from extractors.parts import Parts, parts_of, read_parts
from extractors.reading import read_all
from flows.steps.touched import Change
from schemas.tables import FACT_TABLES

MONEY = "The port paid €5 million for repairs."
DATE = "The council met last Monday."
NONE = "Nobody was there, and nothing at all was said."
TEXTS = [MONEY, DATE, NONE]


@pytest.fixture(scope="module")
def parts(ruleset: Ruleset) -> Parts:
    return parts_of(ruleset)


def touched(before: Parts, ruleset: Ruleset) -> list[bool]:
    return Change(before, ruleset).touched(TEXTS)


def test_the_same_rules_touch_nothing(parts: Parts, ruleset: Ruleset) -> None:
    assert touched(parts, ruleset) == [False, False, False]
    assert Change(parts, ruleset).words == "nothing that decides a row"


def test_the_same_rules_as_they_were_stored_touch_nothing(parts: Parts, ruleset: Ruleset, tmp_path: Path) -> None:
    parts.write(tmp_path / "parts.json.gz")
    stored = read_parts(tmp_path / "parts.json.gz")
    assert stored and Change(stored, ruleset).words == "nothing that decides a row"


def test_a_rule_that_matches_other_words_touches_where_it_does(parts: Parts, ruleset: Ruleset) -> None:
    narrower = dict(parts.rules["money-mark"]) | {"expanded": "(?!)never"}
    before = replace(parts, rules={**parts.rules, "money-mark": narrower})
    assert touched(before, ruleset) == [True, False, False]
    without = replace(parts, rules={id_: rule for id_, rule in parts.rules.items() if id_ != "money-mark"})
    assert touched(without, ruleset) == [True, False, False]
    assert "money-mark" in Change(without, ruleset).words


def test_a_rule_that_ranks_otherwise_touches_where_it_matches(parts: Parts, ruleset: Ruleset) -> None:
    text = dict(parts.rules["money-mark"]["text"]) | {"priority": 9}  # type: ignore[call-overload]
    before = replace(parts, rules={**parts.rules, "money-mark": dict(parts.rules["money-mark"]) | {"text": text}})
    assert touched(before, ruleset) == [True, False, False]


@pytest.mark.parametrize(
    ("module", "hits"),
    [
        ("extractors.numbers.money", [True, False, False]),
        ("extractors.numbers.neighbours", [True, False, False]),
        ("extractors.dates.calendar", [False, True, False]),
        ("extractors.engine.match", [True, True, True]),
        ("extractors.quotes.cues", [True, True, True]),
        ("extractors.dates.row", [True, True, True]),
    ],
)
def test_code_touches_what_it_makes_rows_of(parts: Parts, ruleset: Ruleset, module: str, hits: list[bool]) -> None:
    before = replace(parts, code={**parts.code, module: "0" * 16})
    assert touched(before, ruleset) == hits


def test_another_library_touches_everything(parts: Parts, ruleset: Ruleset) -> None:
    before = replace(parts, libraries={**parts.libraries, "regex": "1999.1"})
    assert touched(before, ruleset) == [True, True, True]


def test_a_row_of_a_seed_list_touches_documents_that_hold_its_words(parts: Parts, ruleset: Ruleset) -> None:
    rows = {**parts.lists["counted_irregular"], "councils": ["councils", "council"]}
    before = replace(parts, lists={**parts.lists, "counted_irregular": rows})
    assert touched(before, ruleset) == [False, True, False]


def test_parts_come_back_from_their_file_and_a_damaged_file_is_none(parts: Parts, tmp_path: Path) -> None:
    parts.write(tmp_path / "parts")
    assert read_parts(tmp_path / "parts") == parts
    (tmp_path / "parts").write_bytes(b"no parts")
    assert read_parts(tmp_path / "parts") is read_parts(tmp_path / "none") is None


def test_documents_that_a_new_seed_cannot_touch_give_the_rows_they_gave(
    parts: Parts, ruleset: Ruleset, tmp_path: Path
) -> None:
    (tmp_path / "seeds").mkdir()
    head = (Path(__file__).parents[1] / "seeds" / "units.csv").read_text("utf-8").splitlines()
    row = next(line for line in head if line.startswith("metres,"))
    (tmp_path / "seeds" / "units.csv").write_text("\n".join([head[0], row.replace("metres,", "smoots,", 1)]), "utf-8")
    changed = load(tmp_path)
    texts = [f"The bridge is 364 smoots long. {DATE}", *TEXTS]
    hits = Change(parts, changed).touched(texts)
    assert hits == [True, False, False, False]
    documents = [Document(id=str(at), text=text) for at, text in enumerate(texts)]
    for hit, old, new in zip(hits, read_all(documents, ruleset), read_all(documents, changed), strict=True):
        assert hit or all(items(old, table) == items(new, table) for table in FACT_TABLES)


def test_code_that_only_checks_rules_decides_no_row(parts: Parts) -> None:
    assert not [module for module in parts.code if module.startswith("extractors.checking")]
    assert "extractors.reading" in parts.code

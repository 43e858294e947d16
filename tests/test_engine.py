"""The engine gives what the plain matcher gives, from every rule, on any text."""

import json
from functools import cache
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.engine import match, walk
from extractors.engine.candidates import Candidates
from extractors.engine.kinds import HOME as PACKAGE
from extractors.engine.match import budget, find, find_plainly
from extractors.engine.nodes import Concat, is_bounded
from extractors.engine.plan import plan_of
from extractors.engine.ruleset import Ruleset, load, ruleset_of
from extractors.engine.seeds import HOME
from extractors.engine.syntax import parse
from extractors.engine.tokens import tokenise
from extractors.engine.trie import trie

SAMPLES = [path.read_bytes().decode() for path in sorted((HOME / "documents").glob("*.txt"))]
SAMPLES += [json.loads(line)["text"] for line in (HOME / "documents" / "wire.jsonl").read_text().splitlines()]
RULES = ruleset_of(None).rules
EXAMPLES = [
    regex.sub(r"\[\[|\]\]", "", example.text) for rule in RULES for example in (*rule.text.matches, *rule.text.rejects)
]


@cache
def plain_spans(text: str) -> list[tuple[str, int, int]]:
    return spans(find_plainly(text, RULES))


def spans(found) -> list[tuple[str, int, int]]:
    return sorted((item.rule.id, item.start, item.end) for item in found)


@pytest.mark.parametrize(
    "texts", [SAMPLES, EXAMPLES, [*EXAMPLES, "", "\n", *SAMPLES]], ids=["samples", "examples", "both"]
)
def test_fast_equals_plain_and_batched_equals_one_by_one(texts: list[str], ruleset: Ruleset) -> None:
    for text, found in zip(texts, find(texts, ruleset.rules, ruleset.plan), strict=True):
        assert spans(found) == plain_spans(text)


@pytest.mark.parametrize("handful", [0, 5])
def test_a_walk_to_the_end_loses_nothing(handful: int, ruleset: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match, "FEW", 0)
    monkeypatch.setattr(walk, "FEW", 0)
    monkeypatch.setattr(walk, "HANDFUL", handful)
    texts = [*EXAMPLES, *SAMPLES]
    for text, found in zip(texts, find(texts, ruleset.rules, ruleset.plan), strict=True):
        assert spans(found) == plain_spans(text)


def test_a_rule_that_matches_beyond_all_measure_gives_nothing_and_is_named(ruleset: Ruleset) -> None:
    text = "1 " * 50_000
    (found,) = find([text], ruleset.rules, ruleset.plan)
    assert "count" in found.overran
    assert not [item for item in found if item.rule.id == "count"]
    assert len(found) < budget(text)


WORDS = [
    "$5",
    "10–12",
    " million",
    "March 4",
    ", 2025",
    "said",
    "Ada Roth",
    "Mr.",
    "NATO",
    "12%",
    " two dozen",
    "'s",
    ". ",
]
ODD = ["“", "”", "\u00a0", "\r\n", "\U0001f389", "e\u0301", "\u00ad", "\u200f", "İ", "ſ", "\u212a", "\x1e", "-", "\t"]
PIECES = st.sampled_from([*WORDS, *ODD])


@settings(max_examples=60)
@given(st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=4))
def test_fast_equals_plain_on_odd_characters(ruleset: Ruleset, texts: list[str]) -> None:
    for text, found in zip(texts, find(texts, ruleset.rules, ruleset.plan), strict=True):
        assert spans(found) == spans(find_plainly(text, ruleset.rules))


def test_every_rule_can_be_planned_but_those_that_move_their_start(ruleset: Ruleset) -> None:
    assert [rule.id for rule, plan in zip(ruleset.rules, ruleset.plan.rules, strict=True) if plan.is_open] == [
        "byline-date"
    ]


def test_a_users_pack_is_planned_like_ours(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text(
        "pack: numbers.own\nrules:\n  - id: own-crate\n    says: crates\n    pattern: '\\d{1,3} crates\\b'\n"
        "    matches: [{text: 'He sold [[12 crates]].'}]\n    rejects: [{text: 'He sold crates.', why: no figure}]\n"
    )
    own = load(tmp_path)
    (found,) = find(["He sold 12 crates and 3 crates."], own.rules, own.plan)
    assert [item.text for item in found if item.rule.id == "own-crate"] == ["12 crates", "3 crates"]


@pytest.mark.parametrize(
    ("looks", "tried"),
    [
        (r"(?<=\bfined )", [10]),
        (r"(?:(?<=\bfined )|(?<=\b(?:fine of|paid) ))", [10, 38]),
        (r"(?<!\bfined )", [10, 18, 38]),
    ],
)
def test_what_must_stand_before_narrows_where_a_rule_is_tried(looks: str, tried: list[int], tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text(
        "pack: numbers.own\nrules:\n  - id: own-sum\n    says: a sum\n"
        f"    pattern: '{looks}\\b\\d{{1,3}} euros'\n    matches: [{{text: 'Fined.'}}]\n"
        "    rejects: [{text: 'No.', why: no sum}]\n"
    )
    (rule,) = (rule for rule in load(tmp_path).rules if rule.id == "own-sum")
    plan = plan_of([rule])
    text = "Lee fined 1 euro, 20 euros, then paid 30 euros."
    assert Candidates(plan, tokenise(text)).of(plan.rules[0]).tolist() == tried


@pytest.mark.parametrize("pattern", ["a+", "(?:ab){2,}", "x(?=a*b)", "[ab]+?"])
def test_a_repeat_without_bound_is_seen(pattern: str) -> None:
    assert not is_bounded(parse(pattern, {}))
    assert is_bounded(parse("a{1,3}b?(?:c{2}){0,4}", {}))


def test_a_set_with_an_escaped_bracket_and_a_brace_ends_at_its_own_bracket() -> None:
    node = parse(r"[\[{<]\p{L}{2}\L<ends>[ab]", {"ends": ("x",)})
    assert isinstance(node, Concat)
    assert len(node.nodes) == 4


@pytest.mark.parametrize(
    "surfaces", [["a", "ab", "abc"], ["May", "March", "Mar"], ["U.S.", "U.S", "us"], ["x"], ["a b", "a"]]
)
def test_a_trie_takes_each_surface_whole_and_the_longest_first(surfaces: list[str]) -> None:
    pattern = regex.compile(trie(surfaces))
    assert all(pattern.fullmatch(surface) for surface in surfaces)
    assert pattern.match(max(surfaces, key=len))[0] == max(surfaces, key=len)
    assert not pattern.fullmatch("".join(surfaces) + "z")
    behind = regex.compile(rf"(?<=\b(?:{trie(surfaces, backward=True)}))!")
    assert all(behind.search(f"{surface}!") for surface in surfaces)
    assert not behind.search(f"q{surfaces[-1]}!")


def test_the_lists_of_a_lookbehind_are_written_by_their_endings(ruleset: Ruleset) -> None:
    rule = next(rule for rule in ruleset.rules if rule.id == "measure-range")
    assert trie(rule.lists["change_verbs"], backward=True) in rule.pattern.pattern
    assert trie(rule.lists["change_verbs"]) not in rule.pattern.pattern


def test_the_version_covers_all_that_decides_what_a_text_gives(ruleset: Ruleset) -> None:
    covered = {path.name for path in ruleset.sources}
    packs = {path.name for path in PACKAGE.glob("*/rules/*.yml")}
    assert packs == covered


@pytest.mark.parametrize(
    "words",
    [
        "e" + "\u0301" * 3_000,
        "\U0001f389" * 500 + "5 million",
        "\U0001d7d9\U0001d7da km \U0001d400nn 5 \U0001f130 % ",
        "\uf8f0 \uf8f6 said 5\uf8f3 km ",
        "\u0436 \u0416 \u4e2d 5\u0663 km\u0301 ",
    ],
    ids=["combining marks", "emoji", "letters and figures beyond", "private characters", "other scripts"],
)
def test_fast_equals_plain_where_places_crowd(words: str, ruleset: Ruleset) -> None:
    texts = [words * (1 if len(words) > 100 else 40), *(f"{example} {words[:40]}" for example in EXAMPLES[::12])]
    for text, found in zip(texts, find(texts, ruleset.rules, ruleset.plan), strict=True):
        assert spans(found) == spans(find_plainly(text, ruleset.rules))

"""What the check says of a pack: faults come all at once, with file, line, rule, words and mend."""

from dataclasses import replace
from pathlib import Path

import pytest
import regex

from extractors.checking.check import endless, faults, unbounded
from extractors.checking.examples import example_faults
from extractors.checking.hostile import is_slow, texts
from extractors.engine.errors import Fault, RuleError, SeedError
from extractors.engine.ruleset import Ruleset, gather, load
from extractors.engine.seeds import Seeds
from extractors.engine.syntax import parse

BAD = r"""
pack: numbers.crates
make: measur
macros:
  open: '\w+'
  loop: 'x@loop'
switch_off: [cuont]
rules:
  - id: crate-a
    says: no bound, and the pack's make is no function
    pattern: '@left@number crates+'
    matches: [{text: 'He sold [[12 crates]].'}]
    rejects: [{text: 'He sold crates.', why: no figure}]
  - id: crate-a
    says: the same id
    pattern: '@left@number crates'
    matches: [{text: 'He sold [[12 crates]].'}]
    rejects: [{text: 'He sold crates.', why: no figure}]
  - id: Crate_b
    say: x
    pattern: 12
    matches: []
  - id: crate-c
    says: names that nothing defines
    make: count
    pattern: '@numbr crates@loop'
    matches: [{text: 'He sold [[12 crates]].'}]
    rejects: [{text: 'He sold crates.', why: no figure}]
  - id: crate-d
    says: slow
    make: count
    pattern: '(?:\w{1,20}\s?){1,20}!'
    matches: [{text: 'He sold [[12 crates]].'}]
    rejects: [{text: 'He sold crates.', why: no figure}]
  - id: crate-e
    says: no regular expression
    make: count
    pattern: '@left(?:[0-9]{1,3} crates'
    matches: [{text: 'He sold [[12 crates]].'}]
    rejects: [{text: 'He sold crates.', why: no figure}]
  - id: crate-f
    says: other values, a column that is none, a near miss that it takes
    make: count
    pattern: '@left@number crates'
    priority: 1
    matches:
      - {text: 'He sold [[12 crates]].', gives: {value: 13}}
      - {text: 'He sold [[12 crates]].', gives: {valeu: 12}}
      - {text: 'He sold 12 crates.'}
      - {text: 'He sold [[two]] crates.'}
    rejects: [{text: 'He sold 7 crates.', why: sold}]
  - id: worker-thief
    says: takes what count reads
    make: count
    pattern: '@left@number workers'
    matches: [{text: 'He met [[12 workers]].', gives: {value: 12}}]
    rejects: [{text: 'He sold 7 boats.', why: no workers}]
  - id: crate-g
    says: a need that is not always there
    make: count
    need: sold
    pattern: '@left@number boxes'
    beats: [count]
    matches: [{text: 'He has [[12 boxes]].', gives: {value: 12}}]
    rejects: [{text: 'He sold boxes.', why: no figure}]
  - id: crate-h
    says: a normaliser without the groups it reads
    make: measure
    pattern: '(?<!\d)\d{1,3} barges'
    priority: 1
    matches: [{text: 'He saw [[12 barges]].'}]
    rejects: [{text: 'He saw barges.', why: no figure}]
"""
STOPS = r"""
pack: dates.doomed
rules:
  - id: doomsday
    says: a normaliser that stops for want of a group
    make: day_named
    pattern: '\bdoomsday\b'
    matches: [{text: 'It came on [[doomsday]].'}]
    rejects: [{text: 'It came on a day.', why: no doom}]
"""
TOLD = [
    (5, "doomsday", "make: day_named stops at 'doomsday': KeyError: ''", "capture the groups"),
    (4, None, r"macro 'open': the repeat \w+ has no bound", r"\w{1,30}"),
    (6, None, "switch_off names no rule: 'cuont'", "rules list"),
    (2, None, "measur names no function", "write make: measure"),
    (10, "crate-a", "the repeat s+ has no bound", "s{1,30}"),
    (13, "crate-a", "the id stands in crates.yml:8 already", "another id"),
    (18, "Crate_b", "id 'Crate_b' is not of the form", "rename"),
    (18, "Crate_b", "has no says", "add says"),
    (18, "Crate_b", "has no rejects", "add rejects"),
    (19, "Crate_b", "has no field 'say'", "write says"),
    (20, "Crate_b", "pattern is 12, which is no text", "single quotes"),
    (21, "Crate_b", "matches is empty", "[[the exact words]]"),
    (25, "crate-c", "uses @numbr, which no seed list and no macro defines", "seeds/numbr.csv"),
    (5, None, "macro 'loop' uses @loop, which leads to itself", "write it out"),
    (31, "crate-d", "is slow", "compete"),
    (37, "crate-e", "no regular expression: missing )", "correct it there"),
    (46, "crate-f", "gives value 12, not 13", "correct gives"),
    (47, "crate-f", "no column of numbers: 'valeu'", "write value"),
    (48, "crate-f", "marks not exactly one [[span]]", "[[ ]]"),
    (49, "crate-f", "it matches 'two crates'", "move [[ ]]"),
    (50, "crate-f", "takes '7 crates', though sold", "narrow"),
    (54, "worker-thief", "takes '13,000 workers' from an example of 'count' (numbers.counts)", "beats: [count]"),
    (61, "crate-g", "the plain engine finds 7:15, the fast one does not", "need does not stand"),
    (70, "crate-h", "make: measure", "groups"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> list[Fault]:
    """What the check says of a pack in which all is wrong."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "crates.yml").write_text(BAD.lstrip("\n"))
    (folder / "doom.yml").write_text(STOPS.lstrip("\n"))
    ruleset, unread = gather(folder)
    return [*unread, *faults(ruleset)]


@pytest.mark.parametrize(("line", "rule", "says", "mend"), TOLD, ids=lambda value: str(value)[:40])
def test_every_fault_is_told_with_its_line_rule_words_and_mend(told, line, rule, says, mend) -> None:
    said = [str(fault) for fault in told]
    assert any(
        fault.line == line and fault.rule == rule and says in str(fault) and mend in fault.fix for fault in told
    ), "\n".join(said)


def test_nothing_else_is_told(told: list[Fault]) -> None:
    assert [str(fault) for fault in told if not any(says in str(fault) for _, _, says, _ in TOLD)] == []


def test_a_fault_reads_as_file_line_rule_words_and_fix() -> None:
    fault = Fault(Path("a.yml"), 3, "has no says.", "add it.", "x", (("near", "y"),))
    assert str(fault) == "a.yml:3: rule 'x': has no says.\n  near: y\n  fix: add it."


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("a+", ["a+"]),
        (r"\d{2,}x*?", [r"\d{2,}", "x*?"]),
        (r"(?:ab){1,}+", ["(...){1,}+"]),
        (r"[+*]{1,3}\+\*(?<![^\s@+])x{,3}(?P<a>b)?", []),
    ],
)
def test_a_repeat_without_bound_is_named_as_it_is_written(pattern: str, words: list[str]) -> None:
    assert [found for found, _ in endless(pattern)] == words


def test_a_repeat_without_bound_in_a_macro_of_the_kind_is_told(ruleset: Ruleset) -> None:
    rule = next(rule for rule in ruleset.rules if rule.id == "percent")
    assert [*unbounded(rule)] == []
    (fault,) = unbounded(replace(rule, expanded=r"(?P<number>\d+)%"))
    assert r"a macro it uses repeats \d+ without a bound" in str(fault)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a{1,30}){1,30}b",
        r"(?:\w{1,20}\s?){1,20}!",
        r"(?:[a-z]{1,20}-?){1,10}\d",
        r"x(?=(?:\w{1,20}\s?){1,20}!)",
        r"\w{1,200}\w{1,200}\w{1,200}\w{1,200}Z",
        r"(?:a|a){1,30}b",
    ],
)
def test_repeats_that_compete_are_slow_on_a_text_made_from_them(pattern: str) -> None:
    compiled = regex.compile(pattern)
    assert any(is_slow(compiled, text) for text in texts(parse(pattern, {})))


@pytest.mark.parametrize("pattern", [r"\d{1,9}(?:,\d{3}){0,4} crates", r"\b\w{1,30}(?: \w{1,30}){0,10} said"])
def test_bounded_repeats_that_do_not_compete_are_not_slow(pattern: str) -> None:
    compiled = regex.compile(pattern)
    assert not any(is_slow(compiled, text) for text in texts(parse(pattern, {})))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("pack: numbers.a\npack: numbers.b\n", "a.yml:2: not YAML: the field 'pack' stands twice"),
        ("pack: numbers.a\nrules: [\n", "a.yml:3: not YAML"),
        ('pack: "\\d"\n', "write patterns in single quotes"),
        ("", "a.yml:1: is no pack"),
        ("pack: weather.a\n", "a.yml:1: pack 'weather.a'"),
        ("rules: x\n", "has no pack"),
    ],
)
def test_a_file_that_is_no_pack_is_told_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "a.yml").write_text(content)
    with pytest.raises(RuleError, match="fix:") as error:
        load(tmp_path)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "no CSV in UTF-8"),
        (b"surface,unit\n" + b"a" * 200_000, "no CSV in UTF-8: field larger"),
        (b"surface,unit\nstone", "line 2 has not 2 cells"),
        (b"surface,unit\nstone,kg", "lacks the column 'ucum'"),
    ],
)
def test_a_seed_list_of_a_user_that_cannot_be_read_is_told(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "units.csv").write_bytes(content)
    with pytest.raises(SeedError, match=rf"units.csv: {says}(.|\n)*fix:"):
        Seeds(tmp_path)["units"]


def test_an_example_of_ours_that_a_users_seed_row_changes_is_told_with_a_mend_of_theirs(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "months.csv").write_text("surface,month,needs_evidence\nOctober,9,no\n")
    ruleset = load(tmp_path)
    told = list(example_faults(ruleset, [rule for rule in ruleset.rules if rule.id == "month"]))
    assert told
    assert all("yours changes this" in fault.fix and "switch_off: [month]" in fault.fix for fault in told)


def test_a_folder_without_packs_and_a_file_of_another_suffix_are_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="holds no packs"):
        load(tmp_path)
    (tmp_path / "own.yaml").write_text("pack: numbers.own\n")
    with pytest.raises(RuleError, match=r"own\.yaml:1: is not read: packs end in \.yml"):
        load(tmp_path)

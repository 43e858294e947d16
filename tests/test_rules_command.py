"""`copydesk rules`: what a writer of packs meets. Faults come all at once, with file, line, rule, words and mend."""

import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
import regex

from extractors import schema
from extractors.check import endless, faults, layers, unbounded
from extractors.engine.errors import Fault, RuleError
from extractors.engine.kinds import KINDS, pack_files
from extractors.engine.ruleset import Ruleset, gather, load
from extractors.engine.syntax import parse
from extractors.engine.written import read_pack
from extractors.engine.yaml12 import read_yaml
from extractors.examples import example_faults
from extractors.hostile import is_slow, texts
from flows.cli import app
from flows.errors import UserError
from flows.stats import Watched
from flows.stub import new_pack

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
    assert str(fault) == "a.yml:3: rule 'x': has no says.\n  near: y\n  fix:  add it."


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


def run(*words: str) -> int:
    """A command in this process."""
    return app(words, exit_on_error=False, print_error=False, result_action="return_value")


def test_the_corpus_check_counts_its_documents_and_names_rules_that_are_tried_everywhere(
    tmp_path: Path, capsys, ruleset: Ruleset
) -> None:
    (tmp_path / "a.txt").write_text("Turnout fell to 48.5% on 4 March 2025, said Ada Roth.")
    assert run("rules", "check", "numbers/percent", "byline-date", "--corpus", str(tmp_path)) == 0
    shown = capsys.readouterr().out
    assert "1 document, 53 characters: the fast engine finds what the plain one finds" in shown
    assert "note: rule 'byline-date' can begin with anything" in shown


def test_the_corpus_check_leaves_out_a_rule_that_was_stopped_in_a_text(tmp_path: Path, capsys) -> None:
    (tmp_path / "a.txt").write_text("The mayor said that it rained. " + "1 " * 50_000)
    assert run("rules", "check", "numbers/counts", "--corpus", str(tmp_path)) == 0
    assert "the fast engine finds what the plain one finds" in capsys.readouterr().out


def test_a_new_pack_fails_its_check_until_it_is_written_and_is_never_overwritten(
    tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("rules", "new", "numbers/crates") == 0
    assert "copydesk rules check numbers/crates --rules rules" in capsys.readouterr().out
    assert run("rules", "check", "numbers/crates", "--rules", "rules") == 1
    shown = capsys.readouterr().out
    stub = tmp_path / "rules" / "crates.yml"
    for line, words in enumerate(stub.read_text().splitlines(), 1):
        if words.lstrip().startswith(("says:", "pattern:", "matches:", "rejects:")):
            field = words.strip().split(":")[0]
            assert f"rules/crates.yml:{line}: rule 'own-crates': {field} is empty" in shown
    assert "0 rules, 0 examples: 4 faults" in shown
    written = (
        stub.read_text()
        .replace("says: ''", "says: crates")
        .replace("pattern: ''", r"pattern: '@left@number crates\b'" + "\n    beats: [count]")
        .replace("matches: []", "matches: [{text: 'He sold [[12 crates]].', gives: {value: 12}}]")
        .replace("rejects: []", "rejects: [{text: 'He sold crates.', why: no figure}]")
    )
    stub.write_text(written)
    assert run("rules", "check", "numbers/crates", "--rules", "rules") == 0, capsys.readouterr().out
    with pytest.raises(UserError, match="exists already"):
        run("rules", "new", "numbers/crates")
    assert stub.read_text() == written


def test_the_check_of_one_pack_leaves_out_the_faults_of_others(tmp_path: Path, capsys) -> None:
    for name in ("numbers/crates", "dates/feasts"):
        new_pack(name, tmp_path)
    capsys.readouterr()
    assert run("rules", "check", "dates/feasts", "--rules", str(tmp_path)) == 1
    shown = capsys.readouterr().out
    assert "feasts.yml:" in shown
    assert "crates.yml:" not in shown


@pytest.mark.parametrize("kind", KINDS)
def test_a_stub_of_each_kind_is_a_pack_that_lacks_only_its_rule(tmp_path: Path, kind: str) -> None:
    family = next(iter(layers(kind))).split(".")[1]
    new_pack(f"{kind}/{family}", tmp_path)
    pack, wrong = read_pack(tmp_path / f"{family}.yml")
    assert pack is not None
    assert [fault.says.split()[0] for fault in wrong] == ["says", "pattern", "matches", "rejects"]
    assert pack.text.layer == layers(kind)[pack.text.pack]


@pytest.mark.parametrize("name", ["weather/x", "numbers", "numbers/", "quotes/unheard", "numbers/../x"])
def test_a_pack_that_nothing_would_read_is_not_begun(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="known:"):
        new_pack(name, tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_the_schema_for_editors_is_fresh(capsys) -> None:
    assert schema.main(["--check"]) == 0


def test_a_stale_schema_is_told(monkeypatch, tmp_path: Path, capsys) -> None:
    monkeypatch.setattr(schema, "FILE", tmp_path / "rules.schema.json")
    assert schema.main(["--check"]) == 1
    assert "python -m extractors.schema" in capsys.readouterr().err
    assert schema.main([]) == schema.main(["--check"]) == 0


PACKS = [path for kind in KINDS for path in pack_files(kind)]


@pytest.mark.parametrize("path", PACKS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_every_pack_of_ours_is_right_by_the_schema(path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator(schema.schema()).validate(read_yaml(path))


@pytest.mark.parametrize(
    "content",
    [{"rules": []}, {"pack": "weather.x"}, {"pack": "numbers.x", "rule": []}, {"pack": "numbers.x", "rules": [{}]}],
)
def test_what_the_loader_refuses_the_schema_refuses(content: dict[str, object]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    assert not jsonschema.Draft202012Validator(schema.schema()).is_valid(content)


def test_every_field_of_the_schema_is_described() -> None:
    made = schema.schema()
    models = (made, *(made["$defs"][name] for name in ("RuleText", "Match", "Reject")))
    assert [name for model in models for name, field in model["properties"].items() if "description" not in field] == []


ARTICLE = (
    "Turnout fell to 48.5% on 4 March 2025, said Ada Roth.\n\nRead also: Ferry fares rise 12% in May\n\nIt rained.\n"
)


def test_stats_count_tries_matches_losses_rows_and_name_who_took_the_words(tmp_path: Path, capsys) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert run("rules", "stats", str(tmp_path), "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    rules = {record["rule"]: record for record in told["rules"]}
    assert (told["documents"], told["characters"]) == (1, len(ARTICLE))
    percent, count = rules["percent"], rules["count"]
    assert (percent["matched"], percent["kept"], percent["rows"]) == (2, 1, 1)
    assert percent["lost_to"] == {"page furniture": 1}
    assert (count["matched"], count["lost_to"]) == (2, {"day-month-year": 2})
    assert percent["tries"] >= percent["matched"]
    assert rules["furniture-link"]["kept"] == 1
    assert rules["weekday"]["matched"] == 0


def test_stats_name_the_rules_that_never_matched_and_leave_the_cache_alone(tmp_path: Path, capsys) -> None:
    french = "Le maire a annoncé mardi que 400 écoles fermeront leurs portes pendant trois semaines à cause du froid. "
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text(french * 3)
    for _ in range(2):
        assert run("rules", "stats", str(tmp_path), "--by", "ms") == 0
    shown = capsys.readouterr().out
    assert "never matched (" in shown.replace("\n", " ")
    assert "percent" in shown.split("never matched")[0]
    assert pickle.loads(pickle.dumps(Watched(regex.compile("a")))).match("a")

"""`copydesk rules`: check on a corpus, new packs, stats."""

import json
import pickle
from pathlib import Path

import pytest
import regex

from extractors.checking.check import layers
from extractors.engine.kinds import KINDS
from extractors.engine.ruleset import Ruleset
from extractors.engine.written import read_pack
from flows.cli import app
from flows.commands.stats import Watched
from flows.commands.stub import new_pack
from flows.output.errors import UserError


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

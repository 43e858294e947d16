"""The documentation: its commands exist, its generated page is fresh, its lists are complete, its rule pack works."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from extractors.article.document import Document
from extractors.checking.check import faults
from extractors.engine.ruleset import load
from extractors.engine.written import Match, PackText, Reject, RuleText
from extractors.reading import read
from flows.cli import app
from schemas import dictionary
from schemas.tables import TABLES

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
RULES = (ROOT / "docs" / "rules.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def commands() -> Iterator[list[str]]:
    """The words behind `copydesk` of every command in a ```sh block, without pipes and redirections."""
    for page in PAGES:
        for line in "".join(blocks(page.read_text("utf-8"), "sh")).splitlines():
            words = shlex.split(line)
            if words[:1] == ["copydesk"]:
                yield words[1 : next((at for at, word in enumerate(words) if word in "|>"), None)]


COMMANDS = sorted(set(map(tuple, commands())))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_of_the_docs_exists_with_its_options(words: tuple[str, ...]) -> None:
    app.parse_args(words, exit_on_error=False, print_error=False)
    _, apps, rest = app.parse_commands(words)
    known = {name for argument in apps[-1].assemble_argument_collection() for name in argument.names}
    assert {word for word in rest if word.startswith("--")} <= known


def test_the_readme_is_short_and_begins_with_the_two_targets_of_make() -> None:
    assert "make run\nmake test" in README
    assert len(README.splitlines()) < 200


def test_the_readme_leads_to_every_page() -> None:
    for page in PAGES[1:]:
        assert f"({page.relative_to(ROOT)})" in README, page.name


def test_the_readme_names_every_table() -> None:
    for name in TABLES:
        assert f"`{name}`" in README


def test_the_data_dictionary_is_fresh(capsys) -> None:
    assert dictionary.main(["--check"]) == 0


def test_a_stale_data_dictionary_is_told(monkeypatch, tmp_path: Path, capsys) -> None:
    monkeypatch.setattr(dictionary, "PAGE", tmp_path / "tables.md")
    assert dictionary.main(["--check"]) == 1
    assert "python -m schemas.dictionary" in capsys.readouterr().err
    assert dictionary.main([]) == dictionary.main(["--check"]) == 0


def test_every_seed_list_has_a_line_in_its_readme() -> None:
    page = (ROOT / "seeds" / "README.md").read_text("utf-8")
    assert [path.name for path in sorted((ROOT / "seeds").glob("*.csv")) if f"`{path.name}`" not in page] == []


@pytest.mark.parametrize("model", [PackText, RuleText, Match, Reject])
def test_every_field_of_a_rule_pack_is_in_its_guide(model: type[BaseModel]) -> None:
    assert [name for name in model.model_fields if f"`{name}`" not in RULES] == []


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target, anchor in re.findall(r"\]\(([^)#:]*)#?([^):]*)\)", page.read_text("utf-8")):
            found = page.parent / target if target else page
            assert found.exists(), f"{page.name}: {target}"
            assert not anchor or anchor in anchors(found), f"{page.name}: {target}#{anchor}"


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}


def test_the_pack_of_the_guide_passes_its_own_check_and_reads_a_quake(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "quakes.yml").write_text(blocks(RULES, "yaml")[0], "utf-8")
    (tmp_path / "seeds" / "units.csv").write_text(blocks(RULES, "csv")[0], "utf-8")
    ruleset = load(tmp_path)
    own = [rule for rule in ruleset.rules if rule.pack == "numbers.quakes"]
    assert len(own) == 2
    assert list(faults(ruleset, own)) == []
    rows = read(Document(id="a", text="A magnitude 6.1 quake shook the coast."), ruleset).rows["numbers"]
    assert [(row.rule_id, row.value, row.unit) for row in rows] == [
        ("quake-magnitude-before", 6.1, "earthquake magnitude")
    ]

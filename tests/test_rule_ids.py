"""Rules are data: what code does with a match hangs on its pack and groups, never on the id of its rule."""

import ast
from pathlib import Path

import pytest

from extractors.actors import Actor, Mention
from extractors.actors.pieces import CAPITALS
from extractors.article.document import Document
from extractors.engine.kinds import HOME, code_files
from extractors.engine.ruleset import Ruleset, load
from extractors.quotes import Quote
from extractors.quotes.draft import ALONE, CONTINUED, NOT_SPEECH
from extractors.reading import Reading, read

CITED = {ALONE, CONTINUED, NOT_SPEECH, CAPITALS}
"""Rules that rows cite where no match decides: they are concluded from the words around."""

PACK = """pack: {pack}
layer: {layer}
rules:
  - id: of-our-own
    says: what the test asks for
    priority: 8
    pattern: '{pattern}'
    matches: [{{text: '[[a]]'}}]
    rejects: [{{text: b, why: another}}]
"""


def read_with(folder: Path, pack: str, layer: str, pattern: str, text: str) -> Reading:
    """A text read with one more rule in a pack that comes with Copydesk."""
    (folder / "own.yml").write_text(PACK.format(pack=pack, layer=layer, pattern=pattern), "utf-8")
    return read(Document(id="test", text=text), load(folder))


def test_code_names_no_rule_but_those_that_rows_cite_without_a_match(ruleset: Ruleset) -> None:
    ids = {rule.id for rule in ruleset.rules if "-" in rule.id}
    assert len(ids) > 150
    named = {
        f"{path.relative_to(HOME)}: {node.value}"
        for path in code_files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ids
    }
    assert {name.split(": ")[1] for name in named} == CITED
    assert len(named) == len(CITED)


@pytest.mark.parametrize(
    ("pack", "layer", "pattern", "text", "speaker"),
    [
        ("nicknames", "stretches", r"(?<=\bhailed as )“", "Ruth Kern, hailed as “The Worm of Norwyn”, left.", None),
        (
            "signed", "layouts", r"(?P<close>”) (?P<dash>~) (?P<speaker>\p{Lu}[^.\n]{1,40})",
            "The union answered.\n\n“We will not sign this paper.” ~ Ada Holt\n\nTalks go on.", "Ada Holt",
        ),
        (
            "interviews", "layouts", r"(?m)^(?P<speaker>\p{Lu}\p{Ll}{1,20})(?P<colon> –) (?=\p{Lu})",
            "Ada – Did you read it?\n\nBo – Every page of it.\n\nAda – All of it?", "Ada",
        ),
    ],
)  # fmt: skip
def test_a_rule_added_to_a_pack_of_quotes_does_what_its_pack_does(
    tmp_path: Path, pack: str, layer: str, pattern: str, text: str, speaker: str | None
) -> None:
    reading = read_with(tmp_path, f"quotes.{pack}", f"quotes.{layer}", pattern, text)
    first, *_ = (row for row in reading.rows["quotes"] if isinstance(row, Quote))
    assert (first.rule_id, first.speaker_text) == ("of-our-own", speaker)


def test_a_cue_with_the_group_roles_gives_a_person_the_role(tmp_path: Path) -> None:
    pack, text = "actors.person_before", "The village beekeeper Nadia Holm spoke."
    reading = read_with(tmp_path, pack, pack, r"\b(?P<roles>village beekeeper)(?= \p{Lu})", text)
    (actor,) = (row for row in reading.rows["actors"] if isinstance(row, Actor))
    assert actor.role == "village beekeeper"


def test_a_cue_with_the_group_noun_says_what_a_body_is_wherever_it_is_named(tmp_path: Path) -> None:
    pack = "actors.organisation_before"
    text = "The winery Dora Quill cut six jobs. Nobody asked Dora Quill."
    reading = read_with(tmp_path, pack, pack, r"\b(?P<noun>winery)(?= \p{Lu})", text)
    assert [row.actor_kind for row in reading.rows["actors"] if isinstance(row, Actor)] == ["organisation"]


def test_words_with_the_group_half_stand_for_a_country(tmp_path: Path) -> None:
    pack, text = "actors.pronouns", "North Korea closed the border. Guards of the North side fired."
    reading = read_with(tmp_path, pack, pack, r"(?<=\bof )the (?P<half>North) side", text)
    (said,) = (row for row in reading.rows["actor_mentions"] if isinstance(row, Mention) and row.resolved_by == "half")
    assert (said.rule_id, said.mention_kind) == ("of-our-own", "metonym")

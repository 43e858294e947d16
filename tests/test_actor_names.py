"""Names that look like others: calls, ships, months of other calendars, jobs, particles."""

import pytest

from extractors.actors import Actor
from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.reading import read


def named(text: str, ruleset: Ruleset) -> set[tuple[str, str]]:
    rows = read(Document(id="test", text=text), ruleset).rows["actors"]
    return {(row.name, row.actor_kind) for row in rows if isinstance(row, Actor)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Residents’ group Keep the Pond sued.", {("Keep the Pond", "organisation")}),
        ("He told them to keep the Pond Street gate shut.", {("Pond Street", "place")}),
        ("The forwarder Van Rhee grew. Van Rhee expects more.", {("Van Rhee", "organisation")}),
        ("The Norwyn Queen, a Maltese-flagged tanker, sank. Crews left the Norwyn Queen.", {("Malta", "place")}),
        ("The feast falls in Rabi al-Awwal, not in Dhu al-Hijjah, Tishrei or Nisan.", set()),
        ("Reporters met Nisan Bakr.", {("Nisan Bakr", "person")}),
        ("By Ines Okafor, Health Reporter\n\nThe river rose on Friday.", {("Ines Okafor", "person")}),
        ("By DANA WHITCOMB\n\nThe river rose on Friday.", {("Dana Whitcomb", "person")}),
    ],
)
def test_names_are_what_stands_around_them(text: str, names: set[tuple[str, str]], ruleset: Ruleset) -> None:
    assert named(text, ruleset) == names

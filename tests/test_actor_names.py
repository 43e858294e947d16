"""Names that look like others: calls, ships, months of other calendars, jobs, particles."""

import pytest

from extractors.actors import Actor, Mention
from extractors.article.document import Document, short_hash
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


def ids(text: str, ruleset: Ruleset) -> list[tuple[str, str | None]]:
    rows = read(Document(id="test", text=text), ruleset).rows
    people = [row for row in rows["actors"] if isinstance(row, Actor) and row.actor_kind == "person"]
    assert {row.actor_id for row in rows["actor_mentions"] if isinstance(row, Mention)} == {
        row.actor_id for row in people
    }
    return [(row.actor_id, row.link_method) for row in people]


def test_namesakes_of_different_roles_have_different_ids(ruleset: Ruleset) -> None:
    player = ids("Michael Jordan left the court. Jordan smiled.", ruleset)
    scientist = ids("Michael Jordan, a computer scientist, spoke. Jordan smiled.", ruleset)
    assert len(player) == len(scientist) == 1
    assert player[0][0] != scientist[0][0]
    assert scientist[0][1] != "seed"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Joseph R. Biden Jr.", "Joe Biden"), ("Donald J. Trump", "Donald Trump"), ("Bill Okafor", "William Okafor")],
)
def test_a_form_that_a_seed_leads_to_its_person_says_so(one: str, other: str, ruleset: Ruleset) -> None:
    (first,), (second,) = (ids(f"Reporters met {name} at noon.", ruleset) for name in (one, other))
    assert first[0] == second[0]
    assert first[1] == "seed"


def test_a_name_that_no_list_holds_keeps_the_id_of_its_words(ruleset: Ruleset) -> None:
    assert ids("Reporters met Ines R. Okafor at noon.", ruleset)[0][0] == short_hash("person", "ines r okafor")

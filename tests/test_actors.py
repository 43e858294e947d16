"""Promises of the actors kind."""

import pytest

from extractors.actors import Actor, Mention
from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.quotes.identify import mention_at
from extractors.reading import Reading, read


def read_text(text: str, ruleset: Ruleset) -> Reading:
    return read(Document(id="test", text=text), ruleset)


def actors(text: str, ruleset: Ruleset) -> dict[str, Actor]:
    return {row.name: row for row in read_text(text, ruleset).rows["actors"] if isinstance(row, Actor)}


def mentions(text: str, ruleset: Ruleset) -> list[tuple[str, str]]:
    rows = read_text(text, ruleset).rows["actor_mentions"]
    return [(text[row.start : row.end], row.mention_kind) for row in rows if isinstance(row, Mention)]


def test_a_person_is_one_actor_under_all_forms_of_the_name(ruleset: Ruleset) -> None:
    text = "President Joseph R. Biden Jr. spoke first. Joe Biden left early. Reporters followed Biden to the gate."
    people = [row for row in actors(text, ruleset).values() if row.actor_kind == "person"]
    assert [(row.name, row.mentions) for row in people] == [("Joseph R. Biden Jr.", 3)]


def test_a_country_is_one_actor_under_all_its_names(ruleset: Ruleset) -> None:
    text = "The U.S. objected. Washington said the United States would wait, and American officials agreed."
    assert set(actors(text, ruleset)) == {"United States"}


def test_a_capital_acts_or_says_where(ruleset: Ruleset) -> None:
    text = "Moscow denied the report. Traffic in Moscow was light."
    assert mentions(text, ruleset) == [("Moscow", "metonym"), ("Moscow", "place")]


def test_a_demonym_points_to_its_country(ruleset: Ruleset) -> None:
    found = actors("The crew of a Norwegian ferry waited.", ruleset)
    assert [(row.name, row.actor_kind, row.country_code) for row in found.values()] == [("Norway", "place", "NO")]


def test_possessive_and_title_stay_outside_the_span(ruleset: Ruleset) -> None:
    text = "It was Mr. Okafor's idea, Mrs. Anna Holm said."
    assert [words for words, _ in mentions(text, ruleset)] == ["Okafor", "Anna Holm"]


def test_a_weekday_at_the_start_of_a_sentence_is_nobody(ruleset: Ruleset) -> None:
    assert mentions("Monday was quiet. Prices fell in May. Analysts shrugged.", ruleset) == []


def test_a_month_of_another_calendar_is_nobody(ruleset: Ruleset) -> None:
    assert (
        mentions("The feast of Rabi al-Awwal was quiet. In Dhul Hijjah the port filled. It was Muharram.", ruleset)
        == []
    )


def test_a_pronoun_points_to_the_person_and_makes_no_actor(ruleset: Ruleset) -> None:
    reading = read_text("Anna Holm opened the gate. She waited for an hour.", ruleset)
    rows = [row for row in reading.rows["actor_mentions"] if isinstance(row, Mention)]
    assert [row.mention_kind for row in rows] == ["full", "pronoun"]
    assert rows[0].actor_id == rows[1].actor_id
    assert len(reading.rows["actors"]) == 1


def test_the_id_is_the_same_across_articles(ruleset: Ruleset) -> None:
    one = actors("Talks with Pyongyang failed, North Korea said.", ruleset)["North Korea"]
    other = actors("A North Korean envoy left.", ruleset)["North Korea"]
    assert one.actor_id == other.actor_id


def test_an_acronym_in_brackets_is_its_organisation(ruleset: Ruleset) -> None:
    found = actors("The Harbour Safety Authority (HSA) closed the pier. The HSA gave no date.", ruleset)
    assert [(row.name, row.mentions) for row in found.values()] == [("Harbour Safety Authority", 3)]


def test_every_actor_id_of_a_mention_is_an_actor(ruleset: Ruleset) -> None:
    reading = read_text("Anna Holm of Norway met Moon Jae In in Seoul. Moon Jae-in thanked her.", ruleset)
    known = {row.actor_id for row in reading.rows["actors"] if isinstance(row, Actor)}
    used = {row.actor_id for row in reading.rows["actor_mentions"] if isinstance(row, Mention) and row.actor_id}
    assert used == known


@pytest.mark.parametrize("unit", ["A ", "Aa, ", "A-", "A.A.", "he ", "Bank of ", "-;A", "Monday A-", "(A, D.C. "])
def test_a_hostile_text_is_read(unit: str, ruleset: Ruleset) -> None:
    assert read_text(unit * 2000, ruleset).status in ("done", "language", "partial")


def test_mention_at_prefers_the_full_name(ruleset: Ruleset) -> None:
    text = "Norwegian minister Anna Holm said no."
    rows = read_text(text, ruleset).rows["actor_mentions"]
    best = mention_at([row for row in rows if isinstance(row, Mention)], 0, len(text))
    assert best is not None and text[best.start : best.end] == "Anna Holm"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Talks were held in Washington, D.C., on Monday.", {"Washington, D.C."}),
        ("A vote in Washington, D.C., failed. Aides said Washington, D.C., wants the pact.", {"United States"}),
        ("“It adds to bills.” Consumer Voice, a charity, said that the scheme was dear.", {"Consumer Voice"}),
        ("Shares in Norwyn Quay plc fell. Norwyn Quay will cut jobs.", {"Norwyn Quay plc"}),
        ("The Institute for the Study of Tides, a think tank, said so.", {"Institute for the Study of Tides"}),
        ("Mara Ellison, of King's College London, laughed.", {"Mara Ellison", "King's College London"}),
        ("Truckmaker Volvo gained.", {"Volvo"}),
        ("The price of Brent crude fell, and the S&P 500 closed lower.", set()),
        ("Sen. Ada Holt, D-N.Y., met Coun Tom Hale.", {"Ada Holt", "Tom Hale"}),
        ("WALLACE: Senator, did you read it?\n\nORTIZ: Every page of it.", {"WALLACE", "ORTIZ"}),
        ("The crew sold the Quill 7 tablet near a lamp by the Quay wall.", set()),
    ],
)
def test_names_are_whole_and_of_their_kind(text: str, named: set[str], ruleset: Ruleset) -> None:
    assert set(actors(text, ruleset)) >= named
    assert set(actors(text, ruleset)) <= named | {"Washington, D.C."}


def test_a_shared_name_is_a_country_only_with_support(ruleset: Ruleset) -> None:
    def code(text: str, name: str) -> str | None:
        return actors(text, ruleset)[name].country_code

    assert code("Rain fell in Georgia on Monday.", "Georgia") is None
    assert code("Police in Atlanta, Georgia, closed a road.", "Georgia") == "US"
    assert code("Georgia will not sign, Tbilisi said.", "Georgia") == "GE"
    assert code("Jordan's foreign minister flew to Iraq.", "Jordan") == "JO"


def test_an_acronym_in_brackets_is_the_name_before_it(ruleset: Ruleset) -> None:
    text = "The Frente Amplio de Norwyn Party (FANO) split. FANO will vote again."
    assert [row.mentions for row in actors(text, ruleset).values()] == [3]


def test_a_pronoun_after_a_verb_of_speech_is_its_speaker(ruleset: Ruleset) -> None:
    text = "In a note read by his lawyer, Peter Oyelaran, Leonard Skade said that he was sorry."
    rows = read_text(text, ruleset).rows
    by_id = {row.actor_id: row.name for row in rows["actors"] if isinstance(row, Actor)}
    last = [row for row in rows["actor_mentions"] if isinstance(row, Mention)][-1]
    assert by_id[last.actor_id or ""] == "Leonard Skade"


def test_headings_give_only_known_names(ruleset: Ruleset) -> None:
    text = "The council met on Monday.\n\nA Whistle-Blower's Part\n\nMoscow And Minsk React\n\nNobody spoke."
    assert set(actors(text, ruleset)) == {"Moscow", "Minsk"}


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("N Korea fired a rocket. North Korea denied it, and Pyongyang kept silent.", "North Korea", 3),
        ("Shin Won-sik met reporters at the gate. Won-sik said no.", "Shin Won-sik", 2),
        ("Aides met Moon Jae In on Monday. Moon Jae-in's office agreed.", "Moon Jae In", 2),
        ("Volodymyr Zelensky spoke. Crowds cheered when Volodymyr Zelenskyy waved.", "Volodymyr Zelensky", 2),
        ("William Hale opened the pier. Bill Hale then left.", "William Hale", 2),
        ("The US waited. U.S. aides and officials in Washington met, the United States said.", "United States", 4),
    ],
)
def test_forms_of_a_name_are_one_actor(text: str, name: str, mentions: int, ruleset: Ruleset) -> None:
    assert {row.name: row.mentions for row in actors(text, ruleset).values()} == {name: mentions}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Bill Holm spoke on Monday. Mrs. Holm smiled.", ["Bill Holm", "Holm"]),
        ("Judge Althea Monroe ruled. Monsignor Monroe prayed.", ["Althea Monroe", "Monroe"]),
        ("Judge Althea Monroe ruled. Mrs. Monroe left.", ["Althea Monroe"]),
    ],
)
def test_namesakes_whose_title_or_sex_disagree_stay_apart(text: str, people: list[str], ruleset: Ruleset) -> None:
    assert sorted(actors(text, ruleset)) == people


def test_spellings_of_a_name_have_one_id_across_articles(ruleset: Ruleset) -> None:
    one, other = (actors(f"Reporters met Volodymyr {name} there.", ruleset) for name in ("Zelensky", "Zelenskyy"))
    assert {row.actor_id for row in one.values()} == {row.actor_id for row in other.values()}


def test_a_shared_name_that_nothing_decides_says_so(ruleset: Ruleset) -> None:
    (georgia,) = actors("Rain fell in Georgia on Monday.", ruleset).values()
    assert (georgia.country_code, georgia.wikidata_id, georgia.link_method) == (None, None, "undecided")
    assert actors("Turkey was served late. The turkey was cold.", ruleset) == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "He saw U.S. Secretary of State Anna Holm and Major-General Tom Wren.",
            {"United States", "Anna Holm", "Tom Wren"},
        ),
        ("Initially Poland agreed. Fullback Anna Holm did not.", {"Poland", "Anna Holm"}),
        ("They met the Rally for the Return of Boats in Norwyn (RRB).", {"Rally for the Return of Boats in Norwyn"}),
        ("They met the Party of Work and Water (PWW) there.", {"Party of Work and Water"}),
        ("The fund sold Moody's and Standard & Poor's.", {"Moody's", "Standard & Poor's"}),
        ("Ships pass the Cape of Good Hope.", {"Cape of Good Hope"}),
        ("The rate was set by the Reserve Bank of New Zealand.", {"Reserve Bank of New Zealand"}),
    ],
)
def test_offices_and_small_words_do_not_break_a_name(text: str, named: set[str], ruleset: Ruleset) -> None:
    assert set(actors(text, ruleset)) == named


def test_an_author_stands_without_the_beat(ruleset: Ruleset) -> None:
    assert set(actors("By Priscilla Wain Energy editor\n\nThe pier was closed.", ruleset)) == {"Priscilla Wain"}


def test_a_score_card_names_its_players(ruleset: Ruleset) -> None:
    text = (
        "Scoreboard of the second cricket match on Sunday:\nHarrow innings\nP. Okafor c Wrenn b Holmer 56\n"
        "Bowling: Holmer 7-0-29-0, Wrenn 4-0-25-2.\nDid not bat: Skade, Eyre."
    )
    assert {row.name for row in actors(text, ruleset).values() if row.actor_kind == "person"} >= {
        "P. Okafor", "Wrenn", "Holmer", "Skade", "Eyre",
    }  # fmt: skip

"""Quotes by form: every mark, layout and phrase that says who speaks, the columns around it, and what is no speech."""

import pytest

from extractors.actors import Actor
from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.quotes import Quote
from extractors.reading import Reading, read

MARKS = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("''", "''"), ("«", "»"), ("``", "''")]


def reading_of(text: str, ruleset: Ruleset) -> Reading:
    return read(Document(id="test", text=text, published="2025-03-04"), ruleset)


def spoken(text: str, ruleset: Ruleset) -> list[Quote]:
    rows = reading_of(text, ruleset).rows["quotes"]
    return [row for row in rows if isinstance(row, Quote) and row.kind != "not_speech"]


def words(row: Quote, text: str) -> str:
    return " | ".join(text[start:end] for start, end in row.contents)


@pytest.mark.parametrize(("opening", "closing"), MARKS)
def test_every_mark_gives_one_broken_quote(opening: str, closing: str, ruleset: Ruleset) -> None:
    text = f"{opening}We won't leave,{closing} Ada Holt said. {opening}It's ours.{closing}"
    (row,) = spoken(text, ruleset)
    assert (row.kind, len(row.contents), row.speaker_text) == ("direct", 2, "Ada Holt")
    assert row.marks == f"{opening} {closing}"


@pytest.mark.parametrize(
    ("text", "kind", "content", "speaker", "lemma"),
    [
        ("“We [the council] said ‘no’ twice,” said Olaf Berg.", "direct", None, "Olaf Berg", "say"),
        ("Ada Holt said: ‘The pier is safe.’", "direct", "‘The pier is safe.’", "Ada Holt", "say"),
        ("But, said Olaf Berg, “nobody asked us.”", "direct", "“nobody asked us.”", "Olaf Berg", "say"),
        ("“We will win!” Olaf Berg, 31, a teacher, shouted.", "direct", "“We will win!”", None, "shout"),
        ("The plan is, in her words, “a gift.”", "direct", "“a gift.”", "her", "in her words"),
        ("As Ada Holt put it, the pier is “soup.”", "mixed", "the pier is “soup.”", "Ada Holt", "put it"),
        ("The pier, as Ada Holt put it, is too old.", "indirect", "The pier | is too old", "Ada Holt", "put it"),
        ("In the view of the auditors, the law is weak.", "indirect", "the law is weak", "the auditors", None),
        ("As reported by Harbour News, the pier is shut.", "indirect", "the pier is shut", "Harbour News", None),
        ("The pier is shut, Harbour News reported.", "indirect", "The pier is shut", "Harbour News", "report"),
        ("The pact states that both states shall help.", "indirect", None, "The pact", "state"),
        ("The treaty provides that both will help.", "indirect", "that both will help", "The treaty", "provide"),
        ("Oslo and Rome have denied any arms transfer.", "indirect", "any arms transfer", "Oslo and Rome", "deny"),
        ("Mike Holt says too much is made of it.", "indirect", "too much is made of it", "Mike Holt", "say"),
        ("Holt told voters this week he would stay.", "indirect", "he would stay", "Holt", "tell"),
        ("The pier could fall, Berg told Harbour News.", "indirect", "The pier could fall", "Berg", "tell"),
        ("Some chanted “Out! Out!”", "direct", "“Out! Out!”", "Some", "chant"),
    ],
)
def test_a_form_of_speech(
    text: str, kind: str, content: str | None, speaker: str | None, lemma: str | None, ruleset: Ruleset
) -> None:
    (row,) = spoken(text, ruleset)
    assert row.kind == kind
    assert content is None or words(row, text) == content
    assert speaker is None or row.speaker_text == speaker
    assert lemma is None or row.cue_lemma == lemma


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “reform” cost jobs.",
        "On Monday’s episode of “The Long Night Home,” two ships sank.",
        "He spoke with “a heavy heart” and left.",
        "Ruth “Rudi” Kern opened the shop.",
        "Warren, a baker, wrote the rule in a book.",
        "The firm plans to admit new members.",
    ],
)
def test_titles_nicknames_and_scare_quotes_are_not_said(text: str, ruleset: Ruleset) -> None:
    assert [row.kind for row in spoken(text, ruleset) if row.kind != "indirect"] == []


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("KCNA reported that Kim Jong Un said the army was ready.", "Kim Jong Un", ["KCNA"]),
        (
            "The network reported that Olaf Berg had told aides that Ada Holt said the pier was safe.",
            "Ada Holt",
            ["The network", "Olaf Berg"],
        ),
        ("Ada Holt was quoted as saying the pier was safe by Harbour News.", "Ada Holt", ["Harbour News"]),
        ("In remarks carried by Harbour News, Ada Holt said the pier was safe.", "Ada Holt", ["Harbour News"]),
        ("Norwyn plans to move the pier, an official said.", "an official", []),
    ],
)
def test_of_a_chain_of_any_depth_every_link_stands_in_via(
    text: str, speaker: str, via: list[str], ruleset: Ruleset
) -> None:
    (row,) = spoken(text, ruleset)
    assert row.speaker_text == speaker
    assert [text[start:end] for start, end, _ in row.via] == via


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Officials", "unnamed"),
        ("A spokesman who declined to be named", "unnamed"),
        ("An official, who asked not to be named,", "unnamed"),
        ("The ministry", "collective"),
        ("The ruling", "document"),
        ("Ada Holt, a nurse,", "named"),
        ("Holt’s niece, state Senator Marcia Holt,", "named"),
    ],
)
def test_what_a_speaker_is(speaker: str, kind: str, ruleset: Ruleset) -> None:
    (row,) = spoken(f"{speaker} said that talks had failed.", ruleset)
    assert row.speaker_kind == kind
    assert row.speaker_text == speaker.rstrip(",")


def test_several_verbs_give_several_quotes_and_their_kinds(ruleset: Ruleset) -> None:
    text = "Ada Holt said that it rained and added that it was cold, but warned the pier might fall. She hopes to stay."
    assert [(row.cue_kind, words(row, text)) for row in spoken(text, ruleset)] == [
        ("say", "that it rained"),
        ("say", "that it was cold"),
        ("say", "the pier might fall"),
        ("believe", "to stay"),
    ]


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Holt did not say whether it was shut.", "negated", "asserted"),
        ("Holt neither confirmed nor denied that it was shut.", "negated", "asserted"),
        ("Holt may announce that it will shut.", "affirmed", "possible"),
        ("Holt will say that it is shut.", "affirmed", "expected"),
    ],
)
def test_negation_and_modality_stay_on_the_row(text: str, polarity: str, modality: str, ruleset: Ruleset) -> None:
    (row,) = spoken(text, ruleset)
    assert (row.polarity, row.modality) == (polarity, modality)


def test_whom_where_when_and_how_stand_in_columns(ruleset: Ruleset) -> None:
    text = (
        "On Monday, Ada Holt told reporters in Oslo that it was safe. In a letter at a rally, Berg said the pier fell."
    )
    first, second = spoken(text, ruleset)
    assert (first.addressee, first.venue, first.said_tid) == ("reporters", "Oslo", "t1")
    assert (second.medium, second.venue) == ("letter", "a rally")


@pytest.mark.parametrize("headline", ["Holt: ‘Nobody asked us’", "‘Nobody asked us’ – Holt", "‘Nobody asked us’: Holt"])
def test_a_quote_of_headline_and_body_is_said_once(headline: str, ruleset: Ruleset) -> None:
    text = f"{headline}\n\nAda Holt spoke on Monday. “Nobody asked us,” Ada Holt said."
    (row,) = spoken(text, ruleset)
    assert words(row, text) == "“Nobody asked us,”"
    assert ["Nobody asked us" in text[start:end] for start, end in row.repeats] == [True]


def test_a_headline_names_its_speaker_at_the_end(ruleset: Ruleset) -> None:
    text = "No plan to quit: Holt\n\nThe coach, Ada Holt, said on Monday that she would stay."
    reading = reading_of(text, ruleset)
    names = {row.actor_id: row.name for row in reading.rows["actors"] if isinstance(row, Actor)}
    first = spoken(text, ruleset)[0]
    assert (words(first, text), names[first.speaker_actor_id or ""]) == ("No plan to quit", "Ada Holt")


def test_an_untagged_quote_belongs_to_who_spoke_in_its_paragraph(ruleset: Ruleset) -> None:
    text = "The pier may fall, Ada Holt said. “It is old.” Olaf Berg shook his head. “It is not.”"
    assert [row.speaker_text for row in spoken(text, ruleset)] == ["Ada Holt", "Ada Holt", "Olaf Berg"]


def test_interviews_give_each_answer_to_its_name(ruleset: Ruleset) -> None:
    text = "Harbour News: Why so slow?\n\nAda Holt: Nobody cleaned it.\n\nHarbour News: And now?"
    assert [row.speaker_text for row in spoken(text, ruleset)] == ["Harbour News", "Ada Holt", "Harbour News"]
    assert spoken("When: 4 March\n\nWhere: Town hall\n\nCost: Nothing at all", ruleset) == []


def test_crossed_marks_lose_nothing_else(ruleset: Ruleset) -> None:
    text = "“We ‘never met,” he said and left.’\n\n“Go on.\n\nIt rained. “It is late,” said Ada Holt."
    reading = reading_of(text, ruleset)
    said = [words(row, text) for row in reading.rows["quotes"] if isinstance(row, Quote) and row.kind == "direct"]
    assert said[0] == "“We ‘never met,”"
    assert said[-1] == "“It is late,”"
    assert [row.reasons for row in reading.rejected] == [("the mark “ is never closed",)]


@pytest.mark.parametrize("count", [0, 1, 3, 10_000])
@pytest.mark.parametrize("mark", ["“", "”", '"', "‘", "'", "''", "«", "»", "“‘"])
def test_odd_marks_are_bounded_and_told(mark: str, count: int, ruleset: Ruleset) -> None:
    reading = reading_of(f"Ada Holt said that it rained.\n\n{mark * count} It was late.", ruleset)
    assert len(reading.rows["quotes"]) + len(reading.rejected) <= 1 + 2 * count

"""Quotes end to end: marks, speakers, who is behind a pronoun, what goes to quarantine, and hostile input."""

import pytest

from extractors.actors import Actor
from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.engine.text import lines, paragraphs
from extractors.quotes import Quote
from extractors.quotes.lexicon import lexicon_of
from extractors.quotes.marks import pair
from extractors.quotes.tokens import Tokeniser
from extractors.quotes.words import TOKEN, vocabulary_of
from extractors.reading import Reading, read


def read_text(text: str, ruleset: Ruleset) -> Reading:
    return read(Document(id="test", text=text), ruleset)


def quotes_of(text: str, ruleset: Ruleset) -> list[Quote]:
    return [row for row in read_text(text, ruleset).rows["quotes"] if isinstance(row, Quote)]


def quoted(text: str) -> list[list[str]]:
    stretches, _ = pair(text, paragraphs(text, lines(text)))
    return [[text[start:end] for start, end in stretch.spans] for stretch in stretches]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Go,” she said. “Now.”", [["“Go,”"], ["“Now.”"]]),
        ("''It's late,'' he said.", [["''It's late,''"]]),
        ("‘The workers’ canteen is shut,’ he said.", [["‘The workers’ canteen is shut,’"]]),
        ("'Don't go,' she said. The '90s were long.", [["'Don't go,'"]]),
        ("“One “inner” word.” End.", [["“One “inner” word.”"]]),
        ("“First part.\n\n“Second part,” he said.", [["“First part.", "“Second part,”"]]),
        ("«Oui», dit-il. » A bullet.", [["«Oui»"]]),
        ('“Mistyped close," he said.', [['“Mistyped close,"']]),
    ],
)
def test_marks_pair_by_kind_and_side(text: str, wanted: list[list[str]]) -> None:
    assert quoted(text) == wanted


def test_unclosed_mark_goes_to_quarantine_with_a_reason(ruleset: Ruleset) -> None:
    reading = read_text("The room fell silent.\n\n“Nobody moved for an hour.\n\nThen the bell rang.", ruleset)
    assert [row.reasons for row in reading.rejected] == [("the mark “ is never closed",)]
    assert reading.rows["quotes"] == []


def test_broken_quote_is_one_row_with_two_contents(ruleset: Ruleset) -> None:
    text = "“We waited,” said Dora Pell, who runs the ferry. “Nobody came.”"
    (row,) = quotes_of(text, ruleset)
    assert [text[start:end] for start, end in row.contents] == ["“We waited,”", "“Nobody came.”"]
    assert (row.speaker_text, row.cue_text, row.kind) == ("Dora Pell, who runs the ferry", "said", "direct")


def test_quote_over_paragraphs_has_one_speaker(ruleset: Ruleset) -> None:
    text = "“We waited for a day.\n\n“Then we walked home,” Dora Pell said."
    (row,) = quotes_of(text, ruleset)
    assert len(row.contents) == 2
    assert row.speaker_text == "Dora Pell"


def test_pronoun_is_the_person_who_spoke_before(ruleset: Ruleset) -> None:
    text = "Council opens pool\n\nMayor Dora Pell said that the pool would open in May.\n\n“It is clean,” she said."
    first, second = quotes_of(text, ruleset)
    assert second.attribution == "pronoun"
    assert second.speaker_actor_id == first.speaker_actor_id is not None


def test_unnamed_speaker_has_no_actor(ruleset: Ruleset) -> None:
    (row,) = quotes_of("A spokesman for NATO said that the exercise was over.", ruleset)
    assert (row.speaker_kind, row.speaker_actor_id) == ("unnamed", None)


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        *((mark, 100_000) for mark in ("“", '"', "'", "''")),
        *((words, 4_000) for words in ("‘’", "“a” ", '" said ', "he said ", "according to ", "“A,” he said. ", "who ")),
        *((words, 4_000) for words in ("known as “A” ", "“A.” “B.” ", "A\n\n“B ", "“A,” said Bo Ek, a man, ")),
    ],
)
def test_hostile_marks_and_cues_are_read_to_the_end(unit: str, times: int, ruleset: Ruleset) -> None:
    reading = read_text(f"The mayor said that it rained.\n\n{unit * times}", ruleset)
    assert len(reading.rows.get("quotes", ())) <= times + 1


def test_more_marks_than_speech_can_have_are_told(ruleset: Ruleset) -> None:
    reading = read_text('"' * 2_000, ruleset)
    assert reading.rows["quotes"] == []
    assert [row.reasons for row in reading.rejected] == [('the mark " is one of 2,000: too many to be speech',)]


def test_pronouns_in_a_row_before_a_verb_are_no_speaker(ruleset: Ruleset) -> None:
    assert quotes_of("It was late. " + "who " * 2_000 + "said that it rained all day.", ruleset) == []


def test_words_are_cut_where_a_stretch_begins_and_ends(ruleset: Ruleset) -> None:
    text = "Gov. Ann O’Hara-Lee of the U.S. won $5,000,\nsaid  Bo."
    tokens = Tokeniser(text, vocabulary_of(lexicon_of(ruleset.seeds)))
    whole = tokens.between(0, len(text))
    assert [word.text for word in whole.words[:5]] == ["Gov.", "Ann", "O’Hara-Lee", "of", "the"]
    for left in range(len(text)):
        for right in range(left, len(text)):
            found = tokens.between(left, right)
            assert [(start, word.text) for start, word in zip(found.starts, found.words, strict=True)] == [
                (match.start(), match[0]) for match in TOKEN.finditer(text, left, right)
            ]


def named(text: str, ruleset: Ruleset) -> list[tuple[str, str | None]]:
    """What was said, and the name of the actor who said it."""
    rows = read_text(text, ruleset).rows
    names = {row.actor_id: row.name for row in rows["actors"] if isinstance(row, Actor)}
    return [
        (" ".join(text[start:end] for start, end in row.contents), names.get(row.speaker_actor_id or ""))
        for row in rows["quotes"]
        if isinstance(row, Quote)
    ]


def test_of_a_chain_the_deepest_is_the_speaker_and_the_others_stand_in_via(ruleset: Ruleset) -> None:
    text = "The port will close, Harbour News reported on Monday, citing an official who read the order."
    (row,) = quotes_of(text, ruleset)
    assert row.speaker_text == "an official who read the order"
    assert [text[start:end] for start, end, _ in row.via] == ["Harbour News"]
    assert row.said_tid == "t1"


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Ada Holt was quoted by Harbour News as saying: “The port is shut.”", "Harbour News"),
        ("“The port is shut,” Ada Holt said in a statement carried by Harbour News.", "Harbour News"),
        ("Ada Holt denied that the port was shut, Harbour News reported, citing an aide.", "Harbour News"),
    ],
)
def test_an_outlet_that_passes_a_quote_on_stands_in_via(text: str, outlet: str, ruleset: Ruleset) -> None:
    (row,) = quotes_of(text, ruleset)
    assert row.speaker_text == "Ada Holt"
    assert next(text[start:end] for start, end, _ in row.via) == outlet


def test_the_date_of_a_tag_is_when_it_was_said(ruleset: Ruleset) -> None:
    text = "On Sunday the port shut. “It will open again,” Ada Holt said on Monday. It was May 2020, she said."
    assert [row.said_tid for row in quotes_of(text, ruleset)] == ["t2", None]


def test_a_transcript_gives_each_line_to_its_speaker(ruleset: Ruleset) -> None:
    text = (
        "HOLT: Did you read it, or did you say no?\n\nSEN. CARLA ORTIZ: Every page.\n\nHOLT: And?\n\nORTIZ: It is long."
    )
    assert [who for _, who in named(text, ruleset)] == ["HOLT", "CARLA ORTIZ", "HOLT", "CARLA ORTIZ"]
    asked = "Q: Why so slow?\n\nA: Nobody cleaned the drains."
    assert named(asked, ruleset) == [("Why so slow?", None), ("Nobody cleaned the drains.", None)]


def test_a_headline_in_title_case_says_who_said_what(ruleset: Ruleset) -> None:
    text = "Holt Says Norwyn Will Pay For The Wall\n\nThe mayor, Ada Holt, spoke on Monday."
    assert named(text, ruleset) == [("Norwyn Will Pay For The Wall", "Ada Holt")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Four ships sank, according to a March statement from Ada Holt.", "Ada Holt"),
        ("The Norwyn Harbour Authority met. The authority said that four ships sank.", "Norwyn Harbour Authority"),
        ("The group, a U.S. charity, said that four ships sank.", None),
        ("Dr. Ada Holt of the Olaf Berg hospital said that four ships sank.", "Ada Holt"),
        ("Officials in Oslo, Paris, and Rome said that four ships sank.", None),
        ("President Ada Holt apologized on Monday but did not say whether four ships sank.", "Ada Holt"),
        ("Maj. Gen. Ada Holt said that four ships sank.", "Ada Holt"),
    ],
)
def test_the_speaker_is_who_heads_the_phrase(text: str, who: str | None, ruleset: Ruleset) -> None:
    assert [name for _, name in named(text, ruleset)] == [who]


def test_a_place_at_the_head_of_a_story_is_not_said(ruleset: Ruleset) -> None:
    text = "Abuja — Two men took forty pupils from a school, police said."
    assert [words for words, _ in named(text, ruleset)] == ["Two men took forty pupils from a school"]

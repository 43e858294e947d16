"""Quotes end to end: marks, speakers, who is behind a pronoun, what goes to quarantine, and hostile input."""

import time

import pytest

from extractors.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.engine.text import lines, paragraphs
from extractors.quotes import Quote
from extractors.quotes.marks import pair
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


@pytest.mark.parametrize("unit", ["“", '"', "'", "''", "‘’", "“a” ", "he said ", "according to ", "“A,” he said. "])
def test_hostile_marks_and_cues_take_linear_time(unit: str, ruleset: Ruleset) -> None:
    text = unit * (20_000 // len(unit))
    began = time.perf_counter()
    quotes_of(text, ruleset)
    assert time.perf_counter() - began < 6

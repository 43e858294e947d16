"""Stretches of capitals: where they are cut, and where capitals prove nothing."""

import pytest
from test_actors import read_text

from extractors.actors.capitals import unreliable
from extractors.actors.cutting import Surroundings, cut
from extractors.actors.lexicon import lexicon_of
from extractors.article.words import WORD, words_of
from extractors.engine.ruleset import Ruleset


@pytest.mark.parametrize(
    ("stretch", "is_first", "cut_into"),
    [
        ("The", True, []),
        ("But Maria Delgado", True, ["Maria Delgado"]),
        ("North Korea-Russia", False, ["North Korea", "Russia"]),
        ("U.S.-led", False, ["U.S."]),
        ("French President  Emmanuel Macron", False, ["French", "Emmanuel Macron"]),
        ("Truckmaker Volvo", True, ["Volvo"]),
        ("D-Conn", False, []),
    ],
)
def test_a_stretch_is_cut_into_names_at_their_places(
    stretch: str, is_first: bool, cut_into: list[str], ruleset: Ruleset
) -> None:
    pieces = cut(stretch, is_first, lexicon_of(ruleset.seeds), Surroundings()) or ()
    assert [piece.text for piece in pieces] == cut_into
    assert [stretch[piece.start : piece.end] for piece in pieces] == cut_into


def test_a_weekday_ends_a_name_unless_what_stands_beside_it_goes_on(ruleset: Ruleset) -> None:
    lexicon = lexicon_of(ruleset.seeds)
    assert cut("Maria Monday", False, lexicon) is None
    for beside, name in ((Surroundings(), "Maria"), (Surroundings(is_before_of=True), "Maria Monday")):
        assert [piece.text for piece in cut("Maria Monday", False, lexicon, beside) or ()] == [name]


def test_a_long_surface_is_found_by_its_first_word(ruleset: Ruleset) -> None:
    lexicon = lexicon_of(ruleset.seeds)
    for surface, entry in lexicon.entries.items():
        words = surface.split(" ")
        if len(words) <= 7 and "’" not in surface:
            assert lexicon.longest(words, 0) == (len(words), entry)


@pytest.mark.parametrize(
    ("sentence", "is_loud"),
    [
        ("FLOOD REACHES THE OLD BRIDGE", True),
        ("Flood Reaches Bridge As Mayor Asks For Help Again", True),
        ("“The water reached our bridge before anybody asked for help again,” the mayor said", False),
        ("Flood Reaches Bridge As Mayor Asks For Help Again.", False),
    ],
)
def test_capitals_prove_nothing_where_every_word_has_one(sentence: str, is_loud: bool, ruleset: Ruleset) -> None:
    text = (
        f"Rain fell on Monday over the whole of the valley, and nobody slept that night.\n\n{sentence}\n\nIt was late."
    )
    article = read_text(text, ruleset).article
    loud = [text[slice(*span)] for span in unreliable(article, lexicon_of(ruleset.seeds))]
    assert loud == ([sentence] if is_loud else [])


@pytest.mark.parametrize("text", ["", "A match-winning GOAL.", "“Goal” €5 naïve ok’s", "Š ' ''a → x", "матч goal ﬁ"])
def test_words_read_by_bytes_are_those_of_the_pattern(text: str) -> None:
    assert words_of(text) == WORD.findall(text.replace("’", "'"))

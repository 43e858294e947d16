"""The unit that a figure takes from elsewhere in its sentence, and the words before it."""

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.numbers.row import Number
from extractors.reading import read


def by_text(text: str, ruleset: Ruleset) -> dict[str, Number]:
    rows = read(Document(id="test", text=text), ruleset).rows.get("numbers", [])
    return {text[row.start : row.end]: row for row in rows if isinstance(row, Number)}


@pytest.mark.parametrize(
    ("text", "figure", "counted"),
    [
        ("The Orme 30 closed at 2,918.40 points, while the Orme 90 lost 1% to end at 2,745.10.", "2,745.10", "point"),
        ("A tray is 12 jars whilst a crate is 96.", "96", "jar"),
        ("Norland stood at 24,838 while Sudmark came second with 13,857 lorries.", "24,838", "lorry"),
        ("The yard sold 40 boats in May and 22 in June.", "22", "boat"),
    ],
)
def test_a_bare_figure_takes_the_noun_of_its_twin(text: str, figure: str, counted: str, ruleset: Ruleset) -> None:
    assert by_text(text, ruleset)[figure].counted == counted


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The chain has 200 shops while its rating was at 3.5 last year.", "3.5"),
        ("The chain has 9,000 shops, whereas its score was 40.", "40"),
    ],
)
def test_a_figure_of_another_sort_takes_none(text: str, figure: str, ruleset: Ruleset) -> None:
    assert by_text(text, ruleset)[figure].counted is None


def test_the_same_measure_at_another_time_keeps_its_unit(ruleset: Ruleset) -> None:
    row = by_text("A swing of 1.7 degrees in 2020 and 2.6 last year helped.", ruleset)["2.6"]
    assert (row.quantity_kind, row.unit) == ("angle", "degree")


def test_a_rate_behind_a_bracket_belongs_to_what_is_converted(ruleset: Ruleset) -> None:
    assert by_text("Orme offered C$8 (US$5.80) per ton.", ruleset)["C$8"].per == "ton"


@pytest.mark.parametrize(
    ("text", "figure", "modifiers"),
    [
        ("The top three seeds fell early.", "three seeds", "top"),
        ("It shut Norland's oldest two coal plants.", "two coal plants", "oldest"),
        ("The latest three seeds fell early.", "three seeds", None),
        ("At best three seeds survive.", "three seeds", None),
    ],
)
def test_a_superlative_before_the_figure_modifies_the_noun(
    text: str, figure: str, modifiers: str | None, ruleset: Ruleset
) -> None:
    assert by_text(text, ruleset)[figure].counted_modifiers == modifiers


@pytest.mark.parametrize(
    ("text", "figure", "before"),
    [
        (
            "The field pumps 2.4 million barrels a day at $70-$75, up from 1.9 million.",
            "2.4 million barrels a day",
            1.9e6,
        ),
        ("Orme earned $2.4 million, up from 1.9 million a year ago.", "$2.4 million", 1.9e6),
        ("Output may go from 3 to 5-6 million tonnes.", "5-6 million tonnes", 3e6),
    ],
)
def test_what_moved_holds_the_level_it_left(text: str, figure: str, before: float, ruleset: Ruleset) -> None:
    rows = by_text(text, ruleset)
    assert rows[figure].change_from == before
    left = next(row for row in rows.values() if row.value == before)
    assert (left.unit, left.currency, left.per) == (rows[figure].unit, rows[figure].currency, rows[figure].per)


def test_an_auxiliary_behind_another_wording_counts_for_both(ruleset: Ruleset) -> None:
    rows = by_text("Between five and six brigades, or 20,000 men, could be sent.", ruleset)
    assert {row.modality for row in rows.values()} == {"possible"}


def test_a_weight_is_not_weighed_up(ruleset: Ruleset) -> None:
    assert by_text("The calf weighs 90 kg.", ruleset)["90 kg"].modality == "asserted"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Some 80, 000 people came.", [80_000]),
        ("It holds 1, 200, 000 litres.", [1_200_000]),
        ("She won over 200, 400 and 800 metres.", [200, 400, 800]),
    ],
)
def test_a_blank_behind_a_thousands_comma_is_read_where_nothing_else_is_meant(
    text: str, values: list[float], ruleset: Ruleset
) -> None:
    assert [row.value for row in by_text(text, ruleset).values()] == values


@pytest.mark.parametrize("text", ["The club fell to the bottom three.", "It opens at 10pm and shuts at 4pm."])
def test_places_of_a_table_and_times_give_no_row(text: str, ruleset: Ruleset) -> None:
    assert not by_text(text, ruleset)


@pytest.mark.parametrize("whole", ["the condos", "the town's condos", "of its condos"])
def test_a_part_of_several_names_them(whole: str, ruleset: Ruleset) -> None:
    assert by_text(f"Half {whole} have sold.", ruleset)["Half"].counted == "condo"


def test_one_owner_is_counted_and_not_what_is_owned(ruleset: Ruleset) -> None:
    assert by_text("It puts power in one man's hands.", ruleset)["one man"].counted == "man"

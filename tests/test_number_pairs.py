"""Minimal pairs: what a word or two around a figure does to its polarity and modality."""

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.numbers.row import Number
from extractors.reading import read

PAIRS = [
    ("The army sent 500 troops.", 500, "affirmed", "asserted"),
    ("The army did not send 500 troops.", 500, "negated", "asserted"),
    ("The army denied sending 500 troops.", 500, "negated", "denied"),
    ("The army denied that 10,000 went.", 10_000, "negated", "denied"),
    ("The army said that 10,000 went.", 10_000, "affirmed", "asserted"),
    ("The army could send 500 troops.", 500, "affirmed", "possible"),
    ("The army may send 500 troops.", 500, "affirmed", "possible"),
    ("The army might have lost 40 tanks.", 40, "affirmed", "possible"),
    ("The army plans to buy 12 jets.", 12, "affirmed", "planned"),
    ("The army bought 12 jets.", 12, "affirmed", "asserted"),
    ("The army will buy 12 jets.", 12, "affirmed", "planned"),
    ("The army does not plan to buy 12 jets.", 12, "negated", "planned"),
    ("The army has no plans to buy 12 jets.", 12, "negated", "planned"),
    ("The bank expects 3% growth.", 3, "affirmed", "expected"),
    ("The bank reported 3% growth.", 3, "affirmed", "asserted"),
    ("Growth is forecast to reach 3%.", 3, "affirmed", "expected"),
    ("Growth reached 3%.", 3, "affirmed", "asserted"),
    ("Growth is expected to reach 3%.", 3, "affirmed", "expected"),
    ("Growth is not expected to reach 3%.", 3, "negated", "expected"),
    ("The mayor rejected claims that 40 people died.", 40, "negated", "denied"),
    ("The mayor confirmed that 40 people died.", 40, "affirmed", "asserted"),
    ("The firm refused to pay $5 million.", 5_000_000, "negated", "asserted"),
    ("The firm agreed to pay $5 million.", 5_000_000, "affirmed", "planned"),
    ("The firm paid $5 million.", 5_000_000, "affirmed", "asserted"),
    ("The firm never paid $5 million.", 5_000_000, "negated", "asserted"),
    ("The firm failed to pay $5 million.", 5_000_000, "negated", "asserted"),
    ("The firm promised to pay $5 million.", 5_000_000, "affirmed", "planned"),
    ("The firm would have to pay $5 million.", 5_000_000, "affirmed", "possible"),
    ("The firm wants to hire 200 nurses.", 200, "affirmed", "planned"),
    ("The firm hired 200 nurses.", 200, "affirmed", "asserted"),
    ("The firm aims to hire 200 nurses.", 200, "affirmed", "planned"),
    ("The firm intends to hire 200 nurses.", 200, "affirmed", "planned"),
    ("The firm hopes to hire 200 nurses.", 200, "affirmed", "planned"),
    ("The firm has yet to hire 200 nurses.", 200, "negated", "asserted"),
    ("The firm did not hire 200 nurses.", 200, "negated", "asserted"),
    ("The firm didn't hire 200 nurses.", 200, "negated", "asserted"),
    ("No fewer than 20 died.", 20, "affirmed", "asserted"),
    ("No more than 20 died.", 20, "affirmed", "asserted"),
    ("Not one of the 20 died.", 20, "affirmed", "asserted"),
    ("As many as 20 may have died.", 20, "affirmed", "possible"),
    ("Up to 20 died.", 20, "affirmed", "asserted"),
    ("If 20 ships sail, the port will close.", 20, "affirmed", "possible"),
    ("When 20 ships sailed, the port closed.", 20, "affirmed", "asserted"),
    ("It is possible that 20 ships sailed.", 20, "affirmed", "possible"),
    ("It is certain that 20 ships sailed.", 20, "affirmed", "asserted"),
    ("It is untrue that 20 ships sailed.", 20, "negated", "denied"),
    ("It is likely that 20 ships sailed.", 20, "affirmed", "expected"),
    ("Reportedly 20 ships sailed.", 20, "affirmed", "asserted"),
    ("The minister ruled out raising the tax by 2%.", 2, "negated", "denied"),
    ("The minister considered raising the tax by 2%.", 2, "affirmed", "possible"),
    ("The minister proposed raising the tax by 2%.", 2, "affirmed", "planned"),
    ("The minister announced plans to cut 300 jobs.", 300, "affirmed", "planned"),
    ("The minister cut 300 jobs.", 300, "affirmed", "asserted"),
    ("The minister is to cut 300 jobs.", 300, "affirmed", "planned"),
    ("The minister is set to cut 300 jobs.", 300, "affirmed", "expected"),
    ("The minister threatened to cut 300 jobs.", 300, "affirmed", "possible"),
    ("The minister disputed that 300 jobs were cut.", 300, "negated", "denied"),
    ("The minister dismissed reports of 300 deaths.", 300, "negated", "denied"),
    ("The minister cited reports of 300 deaths.", 300, "affirmed", "asserted"),
    ("300 jobs were cut.", 300, "affirmed", "asserted"),
    ("300 jobs could be cut.", 300, "affirmed", "possible"),
    ("300 jobs will be cut.", 300, "affirmed", "planned"),
    ("300 jobs are expected to be cut.", 300, "affirmed", "expected"),
    ("Some 20,000 fans are expected.", 20_000, "affirmed", "expected"),
    ("Some 20,000 fans came.", 20_000, "affirmed", "asserted"),
    ("He was not sure, but 40 ships sailed.", 40, "affirmed", "asserted"),
    ("She did not speak; 40 ships sailed.", 40, "affirmed", "asserted"),
    ("Not only 40 ships but a ferry sailed.", 40, "affirmed", "asserted"),
    ("The alleged theft of $4 million was denied.", 4_000_000, "affirmed", "asserted"),
    ("He is accused of stealing $4 million.", 4_000_000, "affirmed", "asserted"),
    ("Prices can rise by 5%.", 5, "affirmed", "possible"),
    ("Prices rose by 5%.", 5, "affirmed", "asserted"),
    ("Prices should rise by 5%.", 5, "affirmed", "possible"),
    ("Prices are likely to rise by 5%.", 5, "affirmed", "expected"),
    ("Prices are unlikely to rise by 5%.", 5, "negated", "expected"),
    ("Prices cannot rise by 5%.", 5, "negated", "possible"),
    ("Prices won't rise by 5%.", 5, "negated", "planned"),
    ("Three in ten homes were not insured.", 0.3, "affirmed", "asserted"),
    ("Some 40% of voters did not vote.", 40, "affirmed", "asserted"),
]


def test_there_are_sixty_pairs() -> None:
    assert len({sentence for sentence, *_ in PAIRS}) >= 60


@pytest.mark.parametrize(("sentence", "value", "polarity", "modality"), PAIRS)
def test_figure_is_put_as_its_sentence_puts_it(
    sentence: str, value: float, polarity: str, modality: str, ruleset: Ruleset
) -> None:
    rows = read(Document(id="pair", text=sentence), ruleset).rows["numbers"]
    put = [(row.polarity, row.modality) for row in rows if isinstance(row, Number) and row.value == value]
    assert put == [(polarity, modality)]


@pytest.mark.parametrize("sentence", ["No troops were sent.", "None of the troops were sent.", "Not a soul came."])
def test_what_is_nought_gives_no_row(sentence: str, ruleset: Ruleset) -> None:
    assert read(Document(id="pair", text=sentence), ruleset).rows["numbers"] == []

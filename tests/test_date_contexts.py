"""What a date counts from and which way it looks, in sentences where a nearer word misleads."""

import pytest

from extractors.article.document import Document
from extractors.columns import items
from extractors.engine.ruleset import Ruleset, load
from extractors.reading import read

WEDNESDAY = "2025-06-11"


@pytest.fixture(scope="module")
def dates() -> Ruleset:
    """The rules that dates need."""
    return load(kinds=("article", "dates"))


def values(text: str, rules: Ruleset, published: str | None = WEDNESDAY) -> list[tuple[str, object]]:
    """The words and value of each date of a text."""
    found = read(Document(id="t", text=text, published=published), rules)
    return [(str(row["text"]), row["timex_value"]) for row in items(found, "dates")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys flew to Rome on Monday to meet the pope.", "2025-06-09"),
        ("The two ministers agreed Sunday to open the border.", "2025-06-08"),
        ("Leaders will gather Sunday to mark the truce.", "2025-06-15"),
        ("The mine failed to open in March.", "2025-03"),
        ("The crew had to be rescued Monday.", "2025-06-09"),
        ("The pier will be forced to shut on Monday.", "2025-06-16"),
        ("Shops were able to open on Monday.", "2025-06-09"),
        ("Shops will be able to open on Monday.", "2025-06-16"),
        ("Neither of the two could be reached on Monday.", "2025-06-09"),
        ("The tunnel could be shut on Monday.", "2025-06-16"),
        ("They agreed to meet on Friday.", "2025-06-13"),
    ],
)
def test_an_infinitive_looks_where_its_verb_does(text: str, value: str, dates: Ruleset) -> None:
    assert [given for _, given in values(text, dates)] == [value]

"""What an article says of itself, and the text cut into sentences."""

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.engine.text import lines, paragraphs, sentences
from extractors.reading import read

ARTICLE = """Harbour reopens after storm
Ferries run again, but fares rise

By Ada Roth
Published March 4, 2025 at 9:05 am

OSLO (Fjord Wire) — The harbour reopened on Tuesday after 3 days.

Harbour reopens after storm

Photo: A ferry in 2019. Tom Vane/Fjord Wire
Read also: Why 12 piers are closed
© 2025 Fjord Wire. All rights reserved.
"""


def test_headline_dek_and_credits_are_read(ruleset: Ruleset) -> None:
    article = read(Document(id="a", text=ARTICLE), ruleset).article
    assert article.headline is not None
    assert article.dek is not None
    assert ARTICLE[slice(*article.headline)] == "Harbour reopens after storm"
    assert ARTICLE[slice(*article.dek)] == "Ferries run again, but fares rise"
    assert (article.credits.by, article.credits.located) == ("Ada Roth", "OSLO")
    assert (article.credits.publisher, article.credits.copyright_holder) == ("Fjord Wire", "Fjord Wire")


def test_furniture_and_the_repeated_headline_give_no_rows(ruleset: Ruleset) -> None:
    reading = read(Document(id="a", text=ARTICLE), ruleset)
    last = ARTICLE.index("3 days.")
    assert not [row for rows in reading.rows.values() for row in rows if getattr(row, "start", 0) > last + 6]


@pytest.mark.parametrize(
    ("given", "uri", "text", "basis", "day"),
    [
        ("2025-01-02", None, ARTICLE, "given", "2025-01-02"),
        (None, None, ARTICLE, "byline", "2025-03-04"),
        (None, "https://example.org/2025/03/05/rain", "Rain fell.", "url", "2025-03-05"),
        (None, None, "Rain fell.\nCopyright 2025 Fjord Wire", "none", "None"),
    ],
)
def test_publication_day_and_its_basis(given, uri, text, basis, day, ruleset: Ruleset) -> None:
    reading = read(Document(id="a", text=text, published=given, uri=uri), ruleset)
    assert (reading.published_basis, str(reading.article.published)) == (basis, day)


def test_another_language_gives_no_rows_and_says_so(ruleset: Ruleset) -> None:
    text = (
        "Le maire a annoncé mardi que 400 écoles fermeront leurs portes pendant trois semaines à cause du froid. " * 3
    )
    reading = read(Document(id="a", text=text), ruleset)
    assert (reading.status, reading.language, dict(reading.rows)) == ("language", "fr", {})


def test_a_text_in_another_language_keeps_its_credits(ruleset: Ruleset) -> None:
    text = "OSLO (Fjord Wire) — " + "Havnen ble åpnet igjen etter stormen, og fergene går som før i dag. " * 5
    reading = read(Document(id="a", text=text + "\n\n© 2025 Fjord Wire. All rights reserved."), ruleset)
    assert (reading.status, dict(reading.rows)) == ("language", {})
    assert (reading.article.credits.located, reading.article.credits.publisher) == ("OSLO", "Fjord Wire")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Roth met Gen. J. Vane. They spoke.", ["Mr. Roth met Gen. J. Vane.", "They spoke."]),
        ("“It rains.” He left.", ["“It rains.”", "He left."]),
        ("Shares rose 1.5% to $3.20. Sales fell.", ["Shares rose 1.5% to $3.20.", "Sales fell."]),
        ("A long line that was cut by hand at eighty\ncharacters goes on. New one.",
         ["A long line that was cut by hand at eighty\ncharacters goes on.", "New one."]),
        ("Wait...(1) What?! 'Yes.' «No.»", ["Wait...(1) What?!", "'Yes.'", "«No.»"]),
        ("A headline\nA sentence.\r\n\r\nAnother", ["A headline", "A sentence.", "Another"]),
    ],
)  # fmt: skip
def test_sentences(text: str, wanted: list[str]) -> None:
    cut = sentences(text, paragraphs(text, lines(text)), {"mr", "gen"})
    assert [text[start:end] for start, end in cut] == wanted


@pytest.mark.parametrize("text", ["." * 100_000, '!"' * 100_000, ". " * 100_000, "A. " * 50_000, ".(((" * 50_000])
def test_sentences_without_end_leave_nothing_out(text: str) -> None:
    cut = sentences(text, [(0, len(text))], {"mr"})
    assert "".join(text[start:end] for start, end in cut).split() == text.split()


def test_times_of_the_byline_are_read_with_their_zone(ruleset: Ruleset) -> None:
    byline = "Fjord Wire | Updated: 24-06-2025 07:11 IST | Created: 24-06-2025 06:48 IST"
    text = f"Rain stops\n{byline}\n\nIt rained for 3 days."
    stamps = read(Document(id="a", text=text), ruleset).stamps
    assert (str(stamps.updated_at), str(stamps.first_created)) == (
        "2025-06-24 01:41:00+00:00",
        "2025-06-24 01:18:00+00:00",
    )
    assert (stamps.timezone, stamps.published_at) == ("IST", stamps.first_created)

"""Whatever a text is made of, its rows stand where they say, alone and in a batch."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.article.document import Document
from extractors.columns import items
from extractors.engine.ruleset import Ruleset, ruleset_of
from extractors.reading import Reading, read, read_all
from schemas.tables import MENTION_TABLES

RULES = ruleset_of(None)
NEWS = [
    "The bank paid $5 million on March 4, 2025.",
    "“It is done,” Ada Roth said in Paris.",
    "According to President Kim, 10–12 of the 40 towns lost power last week.",
    "WARSAW (AP) — Shares fell 3.5% to £2,100 on Monday",
    "the Ministry of Defence denied that two dozen soldiers",
    "By Ada Roth",
    "He added that",
    "a 25-year-old man",
]
ODD = [
    "\u00a0", "\r\n", "\r", "\u2028", "\n\n", "\t", "\x1e", "\u00ad", "\u200b", "\u200d", "\u200f", "\u202e", "\ufeff",
    "e\u0301", "\u0301", "\u0130", "\u0131", "\u017f", "\u212a", "\ufb01", "\u00df", "\U0001f389", "\U0001d7d9",
    "\U0001d400", "\U00020000", "\u0663", "\u00bd", "\u0436", "\u4e2d", "\u05d0", "\ufffd", "\ud800", "\x00",
    "“", "”", "‘", "’", '"', "'", "«", "»", "''", "-", "–", "—", "(", "]", ", ", ". ", " ", " ",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(NEWS), st.sampled_from(ODD)), max_size=14).map("".join)
MUTATED = st.builds(
    lambda text, at, odd: text[: at % (len(text) + 1)] + odd + text[at % (len(text) + 1) :],
    st.sampled_from(NEWS), st.integers(0, 80), st.sampled_from(ODD),
)  # fmt: skip
DOCUMENTS = st.builds(
    Document,
    id=st.just("a"),
    text=st.one_of(TEXTS, MUTATED),
    published=st.sampled_from([None, "2025-03-05", "0001-01-01", "9999-12-31", "no day"]),
)
FEW = settings(max_examples=60)


@FEW
@given(st.lists(DOCUMENTS, min_size=1, max_size=4))
def test_a_batch_gives_what_its_documents_give_one_by_one(documents: list[Document]) -> None:
    alone = [read(document, RULES) for document in documents]
    assert list(map(rows, read_all(documents, RULES))) == list(map(rows, alone))


@FEW
@given(DOCUMENTS)
def test_every_span_is_inside_the_text_and_says_its_words(document: Document) -> None:
    reading = read(document, RULES)
    for table in MENTION_TABLES:
        for row in items(reading, table):
            check_span(row["start"], row["end"], row["text"], document.text)
            for part in ("unit", "cue", "speaker", "value"):
                start, end = row.get(f"{part}_start"), row.get(f"{part}_end")
                assert (start is None) == (end is None)
                if start is not None:
                    check_span(start, end, row.get(f"{part}_text"), document.text)
            for content in row.get("contents", ()):
                assert row["start"] <= content["start"] < content["end"] <= row["end"]
            for link in row.get("via", ()):
                check_span(link["start"], link["end"], None, document.text)


@FEW
@given(DOCUMENTS)
def test_every_mention_and_speaker_names_an_actor_of_the_document(document: Document) -> None:
    reading = read(document, RULES)
    known = {row["actor_id"] for row in items(reading, "actors")} | {None}
    assert {row["actor_id"] for row in items(reading, "actor_mentions")} <= known
    assert {row["speaker_actor_id"] for row in items(reading, "quotes")} <= known


@pytest.mark.parametrize("odd", [odd for odd in ODD if len(odd) < 3])
def test_offsets_count_code_points_whatever_stands_before(odd: str, ruleset: Ruleset) -> None:
    text = f"Home\n\nRain {odd} fell.\n\nThe bank paid $5 million on March 4, 2025."
    reading = read(Document(id="a", text=text), ruleset)
    for table, words in (("numbers", "$5 million"), ("dates", "March 4, 2025")):
        assert [(row["start"], row["text"]) for row in items(reading, table)][-1] == (text.index(words), words)


def rows(reading: Reading) -> dict[str, Sequence[dict[str, object]]]:
    return {table: items(reading, table) for table in (*MENTION_TABLES, "actors")}


def check_span(start: int, end: int, words: str | None, text: str) -> None:
    assert 0 <= start < end <= len(text)
    assert words is None or text[start:end] == words

"""The HTML pages: whatever a text holds stays text, and nothing is loaded."""

import re
from html.parser import HTMLParser

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import ruleset_of
from extractors.reading import Reading, read
from flows.output.explanation import explained
from flows.output.marks import Mark, html_of
from flows.output.page import SHOWN, explained_page, page

HOSTILE = (
    "</article></mark><script>alert(1)</script>\n\n"
    "“We lost 12 <b onclick=alert(2)>boats</b> & nets,” said Ada Roth, the mayor, on Tuesday. "
    "\"Pay $3 million' onmouseover='alert(4)\" --><!-- &lt;img src=x onerror=alert(5)> \u202eesrever\n"
)
NAME = "<script>alert('id')</script>\"'"
OURS = set(
    "html head meta title style body h1 h2 h3 p span mark article main div "
    "section dl dt dd q code b br sup a details summary ul li".split()
)


class Read(HTMLParser):
    """The tags of a page with their attributes, the text of its articles, and the words of the marks by their class."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.open, self.within = "", [], []
        self.words: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "mark":
            self.within.append(self.words.setdefault(str(dict(attrs)["class"]), []))
            self.within[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "mark":
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if "article" in self.open and "sup" not in self.open:
            self.text += data
        for words in self.within:
            words[-1] += data


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(Document(id=NAME, text=HOSTILE), ruleset_of(None))


def pages(reading: Reading) -> list[str]:
    return [page([(NAME, reading)]), explained_page(NAME, reading, *explained(reading, ruleset_of(None)))]


def test_a_hostile_text_stays_text(reading: Reading) -> None:
    for made in pages(reading):
        seen = Read(made)
        assert seen.text == HOSTILE
        assert seen.open == []
        assert {tag for tag, _ in seen.tags} <= OURS
        assert sum(tag == "mark" for tag, _ in seen.tags) > 8


def test_no_attribute_runs_or_loads_anything(reading: Reading) -> None:
    for made in pages(reading):
        for _, attributes in Read(made).tags:
            assert not {name for name in attributes if name.startswith("on") or name in ("src", "style")}
            assert (attributes.get("href") or "#").startswith("#")
        assert """content="default-src 'none'; style-src 'unsafe-inline'">""" in made


def test_every_span_can_be_reached_without_a_mouse(reading: Reading) -> None:
    marks = [attributes for tag, attributes in Read(page([(NAME, reading)])).tags if tag == "mark"]
    key, spans = marks[: len(SHOWN)], marks[len(SHOWN) :]
    assert [mark["class"] for mark in key] == [*SHOWN]
    assert all(mark["tabindex"] == "0" and mark["title"] for mark in spans)
    assert sum("rule: " in str(mark["title"]) for mark in spans) >= len(spans) - 2  # a cue and its speaker


def test_a_quote_is_what_was_said_its_speaker_and_its_cue() -> None:
    text = "“We lost boats,” said Ada Roth, the mayor. “And nets.” A “gale” came."
    marked = Read(page([("a", read(Document(id="a", text=text), ruleset_of(None)))])).words
    assert marked["quote direct"] == ["“We lost boats,”", "“And nets.”"]
    assert marked["speaker"] == ["speaker", "Ada Roth, the mayor"]  # the key first
    assert marked["cue"] == ["cue", "said"]
    assert marked["quote not_speech"] == ["“gale”"]


def test_marks_that_cross_go_on_behind_the_edge() -> None:
    made = html_of("abcdefghij", [Mark(0, -6, 0, 1, "quote", "q"), Mark(4, -9, 1, 2, "actor", "a")], is_numbered=True)
    words = re.sub(r' tabindex="0" title="."|href="#s\d" ', "", made)
    assert words == (
        '<mark class="quote">abcd<mark class="actor">ef</mark></mark><sup><a id="m1">1</a></sup>'
        '<mark class="actor">ghi</mark><sup><a id="m2">2</a></sup>j'
    )


def test_a_document_that_gives_no_rows_says_why() -> None:
    french = (
        "Le maire a annoncé mardi que 400 écoles fermeront leurs portes à cause du froid dans toute la région. " * 3
    )
    made = page([("a", read(Document(id="a", text=french), ruleset_of(None))), ("b", "not UTF-8 at byte 3")])
    assert "no rows: fr" in made
    assert "could not be read: not UTF-8 at byte 3" in made

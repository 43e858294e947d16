"""The HTML pages: whatever a text holds stays text, and nothing is loaded."""

from html.parser import HTMLParser

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import load
from extractors.reading import Reading, read
from flows.explanation import explained
from flows.page import explained_page, page

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
    """The tags of a page with their attributes, and the text of its articles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.open = "", []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open and "sup" not in self.open:
            self.text += data


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(Document(id=NAME, text=HOSTILE), load())


def pages(reading: Reading) -> list[str]:
    return [page([(NAME, reading)]), explained_page(NAME, reading, *explained(reading, load()))]


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
    key, spans = marks[:4], marks[4:]
    assert [mark["class"] for mark in key] == ["number", "date", "actor", "quote"]
    assert all(mark["tabindex"] == "0" and "rule: " in str(mark["title"]) for mark in spans)

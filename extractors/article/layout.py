"""The layout of an article: lines, sentences, sections, and the furniture that gives no rows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.article.credits import Credits, credits_of
from extractors.article.document import Document
from extractors.engine.match import Found
from extractors.engine.ruleset import Ruleset
from extractors.engine.text import Span, lines, paragraphs, sentences, span_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A document with its layout. Spans are code points of `text`, in text order; `words` are cut as in words.py.

    `furniture` gives no rows; `bylines` and `datelines` may hold the publication date. `published` is None
    where neither metadata nor the text gives a day.
    """

    document: Document
    text: str
    words: Sequence[str] = field(repr=False)
    doc_id: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    headline: Span | None
    dek: Span | None
    furniture: tuple[Span, ...]
    bylines: tuple[Span, ...]
    datelines: tuple[Span, ...]
    credits: Credits
    published: date | None = None
    sentence_starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentence_starts", [start for start, _ in self.sentences])

    def sentence(self, position: int) -> Span:
        """The sentence that holds a position; the whole text where there is none."""
        if self.sentences:
            span = self.sentences[bisect_right(self.sentence_starts, position) - 1]
            if span[0] <= position < span[1]:
                return span
        return 0, len(self.text)

    def paragraph(self, position: int) -> Span:
        """The paragraph that holds a position; the whole text where there is none."""
        return span_at(self.paragraphs, position) or (0, len(self.text))

    def section(self, position: int) -> str:
        """The part of the article that holds a position: headline, dek or body."""
        if self.headline and self.headline[0] <= position < self.headline[1]:
            return "headline"
        return "dek" if self.dek and self.dek[0] <= position < self.dek[1] else "body"


def lay_out(document: Document, words: Sequence[str], found: Sequence[Found], ruleset: Ruleset) -> Article:
    """The article of a document, from its words and the article packs' matches; its publication date is still open."""
    text = document.text
    found = sorted(found, key=lambda item: item.start)
    furniture = _spans(found, "article.furniture")
    authors = _spans(found, "article.authors")
    bylines = _spans(found, "article.bylines")
    datelines = _spans(found, "article.datelines")
    blocks = paragraphs(text, lines(text))
    apart = [spans for spans in (furniture, bylines, authors) if spans]
    body = [span for span in blocks if not any(span_at(spans, span[0]) for spans in apart)] if apart else blocks
    headline = _headline(text, body, document.title, datelines)
    if headline:
        line = text[slice(*headline)]
        same_length = [span for span in body if span[1] - span[0] == len(line) and span != headline]
        repeated = {span for span in same_length if text.startswith(line, span[0])}
        furniture = sorted({*furniture, *repeated})
        body = [span for span in body if span not in repeated]
    dek = _dek(text, body, headline, datelines) if headline else None
    return Article(
        document=document,
        text=text,
        words=words,
        doc_id=document.doc_id,
        paragraphs=tuple(blocks),
        sentences=tuple(sentences(text, blocks, ruleset.seeds.folded("abbreviations").keys())),
        headline=headline,
        dek=dek,
        furniture=tuple(furniture),
        bylines=tuple(bylines),
        datelines=tuple(datelines),
        credits=credits_of(found),
    )


def _spans(found: Sequence[Found], pack: str) -> list[Span]:
    """The spans of one pack's matches, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted((item.start, item.end) for item in found if item.rule.pack == pack):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _headline(text: str, body: Sequence[Span], title: str | None, datelines: Sequence[Span]) -> Span | None:
    """The first line when it is short and no sentence, or when it is the given title."""
    if not body:
        return None
    start, end = body[0]
    if title and text[start:end].strip() == title.strip():
        return body[0]
    is_short = end - start <= 160 and len(body) > 1
    is_sentence = text[end - 1] in ".!" and len(text[start:end].split()) > 14
    return body[0] if is_short and not is_sentence and text[end - 1] != "." and not span_at(datelines, start) else None


def _dek(text: str, body: Sequence[Span], headline: Span, datelines: Sequence[Span]) -> Span | None:
    """The line under the headline, when a byline or a blank stretch sets it off from the body."""
    after = [span for span in body if span[0] >= headline[1]]
    if len(after) < 2 or after[0][1] - after[0][0] > 400 or span_at(datelines, after[0][0]):
        return None
    between = text[after[0][1] : after[1][0]]
    return after[0] if len(between.strip()) > 0 or between.count("\n") > 2 else None

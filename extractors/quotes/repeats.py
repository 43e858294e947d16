"""A quote that headline, dek or a pull quote prints again is one quote, said once."""

import regex

from extractors.article.layout import Article
from extractors.quotes.row import Quote

WORD = regex.compile(r"[\p{L}\p{N}]{1,40}(?:[’'-][\p{L}\p{N}]{1,40}){0,3}")
QUOTED = regex.compile(r"[“\"‘«']([^“”\"‘’»]{3,200})[”\"’»']")
LEAST_IN_HEADLINE = 2
LEAST_IN_BODY = 5
"""Quoted words from which on the same words are no chance."""
MOST_ROWS = 400
"""Quotes of an article that are compared: more are a league table or a transcript."""


def said_once(rows: list[Quote], article: Article) -> list[Quote]:
    """The rows; one whose words another prints too is left out, and its span stands in the other's `repeats`."""
    candidates = [row for row in rows if _may_repeat(row, article)][:MOST_ROWS]
    if not candidates:
        return rows
    plain = article.text.lower()
    spoken = [row for row in rows if row.kind != "not_speech"][:MOST_ROWS]
    words: dict[int, str] = {}
    out: set[int] = set()
    for row in candidates:
        own = _words(row, article.text)
        is_above = article.section(row.start) != "body"
        first = own.split(" ", LEAST_IN_HEADLINE)[:LEAST_IN_HEADLINE]
        if own.count(" ") + 1 < (LEAST_IN_HEADLINE if is_above else LEAST_IN_BODY) or plain.count(" ".join(first)) < 2:
            continue
        for other in spoken:
            if other is row or id(other) in out or not _may_be_same(row, other, is_above, article):
                continue
            if id(other) not in words:
                words[id(other)] = _words(other, article.text)
            if f" {own} " in f" {words[id(other)]} ":
                other.repeats = tuple(sorted((*other.repeats, (row.start, row.end), *row.repeats)))
                out.add(id(row))
                break
    return [row for row in rows if id(row) not in out] if out else rows


def _may_repeat(row: Quote, article: Article) -> bool:
    """Whether a row can be another printing: one above the body, or quoted words in it without a tag."""
    if article.section(row.start) != "body":
        return True
    return row.kind in ("direct", "mixed") and (row.attribution == "continued" or not row.speaker_text)


def _may_be_same(row: Quote, other: Quote, is_above: bool, article: Article) -> bool:
    """Whether another row can be what is printed again: in the body, with its speaker, and not somebody else's."""
    if is_above and article.section(other.start) == "headline":
        return False
    if not other.speaker_text or (row.kind == "not_speech" and other.kind == "indirect"):
        return False
    return row.speaker_actor_id in (None, other.speaker_actor_id) or other.speaker_actor_id is None


def _words(row: Quote, text: str) -> str:
    """The words that were said, in small letters; of mixed ones in a headline those between the marks."""
    said = " ".join(text[start:end] for start, end in row.contents)
    if row.kind == "mixed" and row.attribution in ("layout", "none"):
        said = " ".join(QUOTED.findall(said)) or said
    found = WORD.findall(said.casefold().replace("’", "'"))
    return " ".join(found[1:] if found[:1] == ["that"] else found)

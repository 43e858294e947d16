"""The stretches of capitalised words of an article, cut into pieces with what stands around them."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import regex

from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import ACRONYM, Piece, cut
from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.text import Span

BODY_OF = regex.compile(
    r"\b(?:Institutes?|Commission|Council|Committee|Cent(?:er|re)|Department|Ministry|Office|Board|Agency|Bureau|Fund|"
    r"Campaign|Society|Association|Foundation|Forum|Authority|Academy|College|Court|Coalition|Alliance|Union) "
    r"(?:of|for|on)(?: the)? \Z"
)
LINKS = ("of ", "for ", "on ", "of the ", "for the ", "on the ")
"""How the text before a name ends where `BODY_OF` may match."""

LONGEST_BODY_OF = 40
SUFFIX = regex.compile(r"(?: plc|, ?Inc\.?| ?, LLC|, Ltd\.?|, Corp\.?| p\.l\.c\.| gGmbH| e\.V\.)(?![\p{L}\p{N}])")
"""Ends of a firm's name that no run of capitals takes up."""

SUFFIX_HEADS = (" p", ", ", ",I", " ,", " g", " e")
LONGEST_SUFFIX = 8
OPENERS = frozenset("\"'“‘([-–—•*:;")
OPENING = regex.compile(r"[\s\"'“‘(\[\-–—•*:;]*")
MARKS = frozenset('"“‘:(•*')
"""After one of them a name is as good as the first word of the sentence."""


def pieces_of(found: Iterable[Found], loud: Collection[Span], article: Article, lexicon: Lexicon) -> list[Piece]:
    """The pieces of all stretches outside the `loud` sentences, in text order. `found` is in text order."""
    text, sentences = article.text, article.sentences
    pieces: list[Piece] = []
    at, following, opening, is_loud = -1, 0, 0, False
    for item in found:
        if item.rule.pack != "actors.names":
            continue
        start, end = item.start, item.end
        if start >= following:
            while at + 1 < len(sentences) and sentences[at + 1][0] <= start:
                at += 1
            following = sentences[at + 1][0] if at + 1 < len(sentences) else len(text)
            is_loud = sentences[at] in loud
            opening = _opening(text, sentences[at])
        if is_loud:
            continue
        if text[end - 1] == "." and _ends_sentence(text[start:end], start, end, article):
            end -= 1
        cut_here = cut(
            text[start:end],
            start <= opening or _is_after_mark(text, start),
            text.endswith(LINKS, 0, start) and BODY_OF.search(text, max(0, start - LONGEST_BODY_OF), start) is not None,
            text.endswith(" of ", 0, start),
            text.startswith(" of ", end),
            lexicon,
        )
        for piece in cut_here:
            pieces.append(_moved(piece, start))
        if cut_here and text[pieces[-1].end : pieces[-1].end + 2] in SUFFIX_HEADS:
            pieces[-1] = _with_suffix(pieces[-1], text)
    return pieces


def _opening(text: str, sentence: Span) -> int:
    """Where the first word of a sentence begins, after quotation marks, brackets and dashes."""
    opening = OPENING.match(text, *sentence) if text[sentence[0]] in OPENERS else None
    return opening.end() if opening else sentence[0]


def _is_after_mark(text: str, position: int) -> bool:
    """Whether the character before the blanks before a position, if any, is a mark."""
    before = position - 1
    while before >= 0 and text[before].isspace():
        before -= 1
    return text[before] in MARKS


def _ends_sentence(words: str, start: int, end: int, article: Article) -> bool:
    """Whether the stop at the end of a stretch is that of the sentence and not of its last word."""
    last = words.split()[-1]
    if len(last) <= 2 or end < article.sentence(end - len(last))[1]:
        return False
    return ACRONYM.fullmatch(last) is None


def _moved(piece: Piece, by: int) -> Piece:
    """A piece of a stretch at its place in the text."""
    return Piece(
        start=piece.start + by, end=piece.end + by, words=piece.words, is_first=piece.is_first, entry=piece.entry,
        title=piece.title, honorific=piece.honorific,
    )  # fmt: skip


def _with_suffix(piece: Piece, text: str) -> Piece:
    """A firm with the end of its name after a comma or in small letters: "Tesla, Inc."."""
    suffix = SUFFIX.match(text, piece.end, piece.end + LONGEST_SUFFIX)
    if suffix is None or piece.title is not None:
        return piece
    return replace(piece, end=suffix.end(), words=(*piece.words, suffix[0].strip(" ,")), entry=None)

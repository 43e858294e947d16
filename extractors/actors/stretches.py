"""The stretches of capitalised words of an article, cut into pieces with what stands around them."""

from collections.abc import Collection, Iterable

import regex

from extractors.actors.cutting import Surroundings, cut
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name, is_acronym
from extractors.actors.shapes import widened
from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.text import Span

BODY_OF = regex.compile(
    r"\b(?:Institutes?|Commission|Council|Committee|Cent(?:er|re)|Department|Ministry|Office|Board|Agency|Bureau|Fund|"
    r"Campaign|Society|Association|Foundation|Forum|Authority|Academy|College|Court|Coalition|Alliance|Union|"
    r"Organi[sz]ation|Party|Movement|League|Federation|Confederation|Front|Rally|Group|Chamber|Trust|School) "
    r"(?:of|for|on)(?: the)? \Z"
)
LONGEST_BODY_OF = 40
"""Characters before a name in which `BODY_OF` is looked for."""
LINKS = (" of ", " for ", " on ", " the ")
"""How the text before a name ends where `BODY_OF` may match."""

SUFFIX = regex.compile(r"(?: plc|, ?Inc\.?| ?, LLC|, Ltd\.?|, Corp\.?| p\.l\.c\.| gGmbH| e\.V\.)(?![\p{L}\p{N}])")
"""Ends of a firm's name that no run of capitals takes up."""

SUFFIX_HEADS = frozenset((" p", ", ", ",I", " ,", " g", " e"))
LONGEST_SUFFIX = 8
"""Characters behind a name in which `SUFFIX` stands."""
OPENERS = frozenset("\"'“‘([-–—•*:;")
OPENING = regex.compile(r"[\s\"'“‘(\[\-–—•*:;]*")
MARKS = frozenset('"“‘:(•*')
"""After one of them a name is as good as the first word of the sentence."""


def pieces_of(found: Iterable[Found], loud: Collection[Span], article: Article, lexicon: Lexicon) -> list[Name]:
    """The pieces of all stretches of capitals, the matches `found`, in text order; not those in `loud` sentences, where
    capitals prove nothing.
    """
    text, sentences = article.text, article.sentences
    pieces: list[Name] = []
    at, following, opening, is_loud = -1, 0, 0, False
    for item in found:
        start, end = item.start, item.end
        if start >= following:
            while at + 1 < len(sentences) and sentences[at + 1][0] <= start:
                at += 1
            following = sentences[at + 1][0] if at + 1 < len(sentences) else len(text)
            is_loud = sentences[at] in loud
            opening = _opening(text, sentences[at])
        if is_loud:
            continue
        words = text[start:end]
        if words[-1] == "." and _ends_sentence(words, end, article):
            words, end = words[:-1], end - 1
        is_after_word = text[start - 1] == " " and text[start - 2].isalnum()
        is_first = start <= opening or (not is_after_word and _is_after_mark(text, start))
        cut_here = cut(words, is_first, lexicon)
        if cut_here is None:
            cut_here = cut(words, is_first, lexicon, _beside(text, start, end)) or ()
        for one in cut_here:
            last = one.end + start
            pieces.append(Name(one.start + start, last, one, one.weight))
        if cut_here and text[last : last + 2] in SUFFIX_HEADS:
            pieces[-1] = _with_suffix(pieces[-1], text, lexicon)
    return pieces


def _opening(text: str, sentence: Span) -> int:
    """Where the first word of a sentence begins, after quotation marks, brackets and dashes."""
    opening = OPENING.match(text, *sentence) if text[sentence[0]] in OPENERS else None
    return opening.end() if opening else sentence[0]


def _is_after_mark(text: str, position: int) -> bool:
    """Whether the last character before a position that is no blank is a mark; there is one."""
    before = position - 1
    while text[before].isspace():
        before -= 1
    return text[before] in MARKS


def _beside(text: str, start: int, end: int) -> Surroundings:
    """What stands beside a stretch."""
    before = text[max(0, start - LONGEST_BODY_OF) : start]
    return Surroundings(
        before.endswith(LINKS) and BODY_OF.search(before) is not None,
        before.endswith(" of "),
        text.startswith(" of ", end),
    )


def _ends_sentence(words: str, end: int, article: Article) -> bool:
    """Whether the stop at the end of a stretch is that of the sentence and not of its last word."""
    last = words.split()[-1]
    if len(last) <= 2 or end < article.sentence(end - len(last))[1]:
        return False
    return not is_acronym(last)


def _with_suffix(name: Name, text: str, lexicon: Lexicon) -> Name:
    """A firm with the end of its name after a comma or in small letters: "Tesla, Inc."."""
    suffix = SUFFIX.match(text, name.end, name.end + LONGEST_SUFFIX)
    if suffix is None or name.piece.title is not None:
        return name
    return widened(name, name.start, suffix.end(), (*name.piece.words, suffix[0].strip(" ,")), lexicon)

"""Pieces that one name spans: "Ministry of", "People's", "Securities and"."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Piece
from extractors.article.layout import Article

LINK = regex.compile(r"\s(?:of|for|on|of the|for the|on the)\s")
LINK_WORDS = frozenset(("of", "for", "on", "of the", "for the", "on the"))
NICKNAME = regex.compile(r" (?:\"[^\"\n]{2,30}\"|“[^”\n]{2,30}”|''[^'\n]{2,30}''|‘[^’\n]{2,30}’) ")
QUOTATION_MARKS = frozenset("\"“'‘")
AND = (" and ", " & ")
MOST_BETWEEN = 40
"""Characters between two pieces of one name: no link and no nickname is longer."""

NATURAL = frozenset("Cape Bay Gulf Isle Isles Strait Straits Sea Republic Kingdom Duchy Horn Rock Valley".split())
MEMBERS = frozenset("Workers Teamsters Journalists Manufacturers Voters Friends Doctors Nurses Mothers Sons".split())
DISTRICT = regex.compile(r"\p{Lu}\p{L}{2,20}, (?:\p{Lu}\.?){2}")
SAINT = regex.compile(r"\b(?:St\.?|Saint) \p{Lu}\p{Ll}{2,12}['’]s? \Z")
OPENER = regex.compile(
    r"(?:(?:People|Women|Children|Workers|Farmers|King|Queen|Nurses|Teachers|Players|Writers|Veterans|Citizens)['’]s?|"
    r"\p{Lu}\p{Ll}{3,20}(?:, \p{Lu}\p{Ll}{3,20})? and) \Z"
)


def joined(pieces: Sequence[Piece], article: Article, lexicon: Lexicon) -> list[Piece]:
    """The pieces, those that belong to one organisation made one."""
    out: list[Piece] = []
    for piece in pieces:
        if not out:
            out.append(_with_opener(piece, article, lexicon))
            continue
        before = out[-1]
        if before.end > piece.start:
            continue
        widened = _with_opener(piece, article, lexicon)
        if before.end > widened.start:
            if before.start < widened.start:
                widened = piece
            else:
                out.pop()
        if out and widened.start - out[-1].end <= MOST_BETWEEN:
            _join(out, piece, widened, article, lexicon)
        else:
            out.append(widened)
    return out


def _join(out: list[Piece], piece: Piece, widened: Piece, article: Article, lexicon: Lexicon) -> None:
    """Put a piece, `widened` by its opener, behind the last one or make both one."""
    if district := _with_district(out[-1], widened, article, lexicon):
        out[-1] = district
        return
    if len(out) > 1 and _is_nickname(article.text, out[-2].end, piece.start):
        out.pop()
    before = out[-1]
    if before.end < widened.start and _belongs(before, widened, article, lexicon):
        out[-1] = _one(before, widened, article)
    else:
        out.append(widened)


def _is_nickname(text: str, start: int, end: int) -> bool:
    """Whether the text between two pieces is a name in quotation marks."""
    return text[start + 1] in QUOTATION_MARKS and NICKNAME.fullmatch(text, start, end) is not None


def _with_district(before: Piece, after: Piece, article: Article, lexicon: Lexicon) -> Piece | None:
    """A city and the district after its comma where a seed knows both as one place: "Washington, D.C."."""
    if after.start - before.end != 2:
        return None
    surface = article.text[before.start : after.end]
    entry = lexicon.entries.get(surface) if DISTRICT.fullmatch(surface) else None
    if entry is None:
        return None
    return replace(before, end=after.end, words=tuple(surface.split()), entry=entry)


def _with_opener(piece: Piece, article: Article, lexicon: Lexicon) -> Piece:
    """An organisation with the word before its apostrophe or "and" ("Securities and Exchange Commission")."""
    first, last = piece.words[0], piece.words[-1]
    is_body = last in lexicon.bodies or first in ("College", "Hospital")
    if piece.title is not None or not (is_body or last in lexicon.place_heads):
        return piece
    saint = SAINT.search(article.text, max(0, piece.start - 30), piece.start)
    if saint:
        return replace(piece, start=saint.start(), words=(*saint[0].split(), *piece.words), is_first=False)
    before = OPENER.search(article.text, max(0, piece.start - 50), piece.start) if is_body else None
    if not before:
        return piece
    words = before[0].split()
    if words[-1] == "and":
        first = words[0].strip(",")
        is_common = first.casefold() in lexicon.not_names or first in lexicon.portfolios or first in lexicon.heads
        if (not is_common and "," not in words[0]) or first in lexicon.entries:
            return piece
    return replace(piece, start=before.start(), words=(*words, *piece.words), is_first=False, entry=None)


def _belongs(before: Piece, after: Piece, article: Article, lexicon: Lexicon) -> bool:
    if after.title is not None:
        return False
    between = article.text[before.end : after.start]
    first, last = before.words[0], before.words[-1]
    if between[1:-1] in LINK_WORDS and LINK.fullmatch(between):
        if before.entry is not None or last in lexicon.suffixes:
            return False
        if last in NATURAL:
            return between.strip() in ("of", "of the")
        is_body = (
            last in lexicon.heads
            or (last in MEMBERS and len(before.words) > 1)
            or first in ("University", "Bank", "Ministry", "Department", "Institute")
        )
        is_person = len(after.words) > 1 and after.words[0] in lexicon.given
        return is_body and not is_person
    if between in AND:
        is_open = any(word in ("of", "for", "on") for word in before.words) and len(after.words) <= 2
        is_head = before.title is None and first in lexicon.heads
        return is_open and is_head and after.entry is None and after.words[0] in lexicon.portfolios
    if _is_nickname(article.text, before.end, after.start):
        return first in lexicon.given and before.entry is None and after.entry is None
    return False


def _one(before: Piece, after: Piece, article: Article) -> Piece:
    words = article.text[before.start : after.end].split()
    return replace(before, end=after.end, words=tuple(words), entry=None)

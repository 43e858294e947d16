"""Offices that run over small words into the name of their holder: "Secretary of State John Kerry"."""

from dataclasses import replace

import regex

from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name
from extractors.actors.shapes import weight_of

OFFICE = regex.compile(
    r"((?:\p{Lu}[\p{L}.-]{1,20} ){0,4}?)(\p{Lu}[\p{L}-]{2,20}) (?:of|for)"
    r"(?: the| (?:\p{Lu}\p{L}{2,20},? (?:and )?){1,3})? ?\Z"
)
LONGEST_OFFICE = 90
"""Characters before a name in which its office stands."""


def without_office(name: Name, text: str, lexicon: Lexicon) -> Name:
    """A name without the last words of an office before it, which become its title; any other name as it is."""
    piece = name.piece
    words = piece.words
    if piece.title is not None or len(words) < 2 or piece.entry is not None:
        return name
    count = next((at for at, word in enumerate(words) if word not in lexicon.portfolios), len(words))
    rest = words[count:]
    if not count or not rest or lexicon.is_organisation(words) or lexicon.is_organisation(rest):
        return name
    office = OFFICE.search(text, max(0, name.start - LONGEST_OFFICE), name.start)
    if office is None or office[2] not in lexicon.titles:
        return name
    start = name.end - len(text[name.start : name.end].split(None, count)[count])
    first = office.start() + next(
        (at for at in _starts(office[1]) if office[1][at:].split(" ")[0] in lexicon.portfolios), len(office[1])
    )
    title = " ".join(text[first:start].split())
    weight = weight_of(rest, True, None, lexicon)
    bare = replace(piece, words=rest, is_first=False, title=title, honorific=office[2], weight=weight)
    return Name(start, name.end, bare, weight)


BEAT = regex.compile(r" (?:editor|correspondent|reporter|writer)\b")


def without_beat(name: Name, text: str, lexicon: Lexicon) -> Name:
    """The author of a byline without the beat that runs into the name: "Anna Holm Energy editor"."""
    words = name.piece.words
    if len(words) < 3 or words[-1] not in lexicon.portfolios or words[0] not in lexicon.given:
        return name
    if not BEAT.match(text, name.end):
        return name
    rest = words[:-1]
    end = name.end - len(words[-1]) - 1
    weight = weight_of(rest, True, None, lexicon)
    bare = replace(name.piece, words=rest, entry=None, weight=weight)
    return Name(name.start, end, bare, weight)


def _starts(words: str) -> list[int]:
    """Where each word begins."""
    return [match.start() for match in regex.finditer(r"\S+", words)]

"""Known names cut off the ends of a stretch of capitalised words: "Russian President", "U.S.-China"."""

from collections.abc import Sequence

import regex

from extractors.actors.entries import Entry
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Piece, Stretch

KIND_WORD = regex.compile(
    r"\p{Lu}\p{Ll}{2,14}(?:maker|giant|group|firm|bank|builder|seller|tailer|caster|line|rival|supplier)|Rivals?|Lender|Retailer"
)
STATE_HEADS = frozenset(
    "Ministry Ministries Parliament Army Navy Government Embassy Consulate Police Cabinet Forces Force"
    " Constitution Department President Republic".split()
)


def cut_names(stretch: Stretch, is_first: bool, lexicon: Lexicon) -> list[Piece]:
    """Known names cut off the ends of a stretch; the rest is one piece."""
    words = stretch.words
    if not words:
        return []
    known = lexicon.longest(words, 0)
    if known and known[0] == len(words):
        return [stretch.piece(is_first, known[1])]
    if parts := _hyphened(words[0], stretch.starts[0], lexicon):
        return [*parts, *cut_names(stretch.part(1), False, lexicon)]
    if known and _is_apart(known[1], words[known[0] :], lexicon):
        count, entry = known
        return [stretch.part(0, count).piece(is_first, entry), *cut_names(stretch.part(count), False, lexicon)]
    if is_first and not known and len(words) > 1:
        behind = lexicon.longest(words, 1)
        if behind and behind[0] == len(words) - 1 and _only_says_what(words[0], behind[1], lexicon):
            return [stretch.part(1).piece(entry=behind[1])]
    return [stretch.piece(is_first)]


def _only_says_what(word: str, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a word at the head of a sentence only says what the known name after it is: "Truckmaker Volvo"."""
    return (
        entry.source == "organisations" and not entry.is_ambiguous and KIND_WORD.fullmatch(word) is not None
        and word not in lexicon.given
    )  # fmt: skip


def _hyphened(word: str, at: int, lexicon: Lexicon) -> list[Piece]:
    """The pieces of two known names joined by a hyphen, "U.S.-China"; of one and a common word; none otherwise."""
    pieces: list[Piece] = []
    if "-" not in word and "–" not in word:
        return pieces
    for part in word.replace("–", "-").split("-"):
        entry = lexicon.entries.get(part)
        if entry and entry.source in ("countries", "demonyms", "capitals", "organisations"):
            pieces.append(Piece(start=at, end=at + len(part), words=(part,), entry=entry))
        elif part[:1].isupper():
            return []
        at += len(part) + 1
    return pieces


def _is_apart(entry: Entry, rest: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a known name at the head of a stretch stands apart from the words after it."""
    last = rest[-1]
    if entry.source == "demonyms":
        if last in STATE_HEADS:
            return True
        return not (
            last in lexicon.heads or last in lexicon.suffixes or last in lexicon.event_heads or last in lexicon.teams
        )
    if entry.source == "countries" and not entry.is_ambiguous:
        bodies = (lexicon.heads, lexicon.suffixes, lexicon.event_heads, lexicon.place_heads, lexicon.teams)
        if rest[0] in lexicon.given and len(rest) >= 2:
            return True
        return last == "President" or not any(last in words for words in bodies)
    return False

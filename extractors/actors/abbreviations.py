"""Names that their own abbreviation in brackets shows whole: "Rally for the Return of Refugees (RRR)"."""

from collections.abc import Sequence

import regex

from extractors.actors.evidence import ORGANISATION
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name
from extractors.actors.shapes import widened

LEAST_LETTERS, MOST_LETTERS = 3, 8
"""Letters of an abbreviation."""
LONGEST = 160
"""Characters before the bracket that are looked at."""

SHOWN = 8.0
"""What the abbreviation weighs."""

WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}.'’-]*+")
GOES_ON = regex.compile(r"\p{Lu}[\p{L}.'’-]{0,30} (?:of|for|in|and|on) \Z")
"""Before a "the" inside a name: "Rally for"."""

LINKS = frozenset("of the and for in on to by with at de la del des du di et e y für der die und &".split())


def spelt_out(names: list[Name], text: str, lexicon: Lexicon) -> list[Name]:
    """The names, each that an abbreviation in brackets behind it spells out made one piece."""
    out: list[Name] = []
    for name in names:
        piece = name.piece
        if piece.is_acronym and text[name.start - 1 : name.start] == "(" and text[name.end : name.end + 1] == ")":
            end = name.start - 1 - (text[name.start - 2 : name.start - 1] in " ”\"'")
            letters = piece.text.replace(".", "")
            start = _start(letters, text, end)
            if start is None:
                start = _start_of_run(letters, text, end)
            if start is not None:
                _make_one(out, start, end, text, lexicon)
        out.append(name)
    return out


def _start(letters: str, text: str, end: int) -> int | None:
    """Where the words before a bracket begin whose initials are these letters; None where they are not."""
    if not LEAST_LETTERS <= len(letters) <= MOST_LETTERS:
        return None
    words = list(WORD.finditer(text, max(0, end - LONGEST), end))
    left = letters.upper()
    behind = end
    for match in reversed(words):
        if text[match.end() : behind] not in (" ", "", "-"):
            return None
        behind, word = match.start(), match[0]
        if word[0].isupper() and word[0] == left[-1]:
            left = left[:-1]
        elif word[0] == left[-1].lower() and word in LINKS and len(left) > 1:
            left = left[:-1] if text[:behind].rstrip().rpartition(" ")[2][:1] == left[-2] else left
        elif word not in LINKS:
            return None
        if not left:
            return behind
    return None


def _start_of_run(letters: str, text: str, end: int) -> int | None:
    """Where the words begin that lead to the bracket without a break, where the first is "the" and a word with the
    same initial, as abbreviations of another language keep it: "the Rally for the Return of Norwyn (RN)".
    """
    links, behind, first = 0, end, None
    for match in reversed(list(WORD.finditer(text, max(0, end - LONGEST), end))):
        if text[match.end() : behind] not in (" ", ""):
            return None
        behind, word = match.start(), match[0]
        if word in LINKS:
            opens = links and word == "the" and first is not None and text[first] == letters[0]
            if opens and not GOES_ON.search(text, max(0, behind - LONGEST), behind):
                return first
            links += 1
        elif not word[0].isupper():
            return None
        else:
            first = behind
    return None


def _make_one(out: list[Name], start: int, end: int, text: str, lexicon: Lexicon) -> None:
    """Put the words from start to end as one name in the place of the pieces there."""
    inside: Sequence[Name] = [name for name in out[-MOST_LETTERS:] if name.end > start]
    if not inside or any(name.start < start and name.piece.title is not None for name in inside):
        return
    if len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end):
        return
    del out[len(out) - len(inside) :]
    whole = widened(inside[0], start, end, tuple(text[start:end].split()), lexicon)
    whole.add(ORGANISATION, SHOWN)
    out.append(whole)

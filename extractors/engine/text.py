"""A text cut into lines and sentences. Offsets are code points of the text as it came."""

from bisect import bisect_right
from collections.abc import Collection, Sequence

import regex

Span = tuple[int, int]

LINE = regex.compile(r"[^\r\n\u2028\u2029]+")
END = regex.compile(r"[.!?…]+[\"'”’»)\]]{0,4}(?=\s+[\"'“‘«(\[]{0,3}[\p{Lu}\p{N}])")
WORD_BEFORE = regex.compile(r"[\p{L}.&]{1,20}\Z")


def lines(text: str) -> list[Span]:
    """The lines of a text without blanks at their ends; blank ones are left out."""
    spans = []
    for match in LINE.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def paragraphs(text: str, of: Sequence[Span]) -> list[Span]:
    """Lines joined where a paragraph was hard-wrapped: a long line without an end, and a small letter after it."""
    joined: list[Span] = []
    for start, end in of:
        if joined and _wrapped(text, joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _wrapped(text: str, before: Span, start: int) -> bool:
    between = text[before[1] : start]
    return (
        between.replace("\r\n", "\n").count("\n") == 1 and text[before[1] - 1] not in '.!?:”"' and text[start].islower()
    )


def sentences(text: str, of: Sequence[Span], abbreviations: Collection[str]) -> list[Span]:
    """The sentences of each paragraph. A full stop after an abbreviation or an initial ends none.

    `abbreviations` holds them lower-cased without the last stop ("mr", "u.s", "gen").
    """
    found: list[Span] = []
    for start, end in of:
        left = start
        for mark in END.finditer(text, start, end):
            if text[mark.start()] == "." and _is_abbreviation(text, left, mark.start(), abbreviations):
                continue
            found.append((left, mark.end()))
            left = mark.end()
            while left < end and text[left].isspace():
                left += 1
        if left < end:
            found.append((left, end))
    return found


def _is_abbreviation(text: str, left: int, stop: int, abbreviations: Collection[str]) -> bool:
    word = WORD_BEFORE.search(text, max(left, stop - 20), stop)
    if word is None:
        return False
    letters = word[0]
    return letters.lower() in abbreviations or (len(letters) == 1 and letters.isupper() and letters != "I")


def span_at(spans: Sequence[Span], position: int) -> Span | None:
    """The span that holds a position, of spans in order; None between them."""
    index = bisect_right(spans, (position, float("inf"))) - 1
    if index >= 0 and spans[index][0] <= position < spans[index][1]:
        return spans[index]
    return None

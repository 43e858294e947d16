"""A text cut into lines and sentences. Offsets are code points of the text as it came."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

import regex

Span = tuple[int, int]

BREAKS = "\r\u2028\u2029"
"""What ends a line besides the newline, each of one character."""
END = re.compile(r"[.!?…][.!?…]*+[\"'”’»)\]]{0,4}+(?:(?=[^\S\x1c-\x1f]++[\"'“‘«(\[]{0,3}+([^a-z\s])))?")
"""Marks that may end a sentence, and the first character of the next one, if one follows after blanks."""
OPENS = regex.compile(r"[\p{Lu}\p{N}]")
STARTS = re.compile(
    r"[\s\"'“‘«(\[]{1,8}(?:He|She|It|They|We|You|The|His|Her|Their|This|That|These|There|But|And|In|On|At|If|When|Mr\.|Ms\.|Mrs\.)\s"
)
"""A word that is no name, with a capital: the sentence before it has ended, even behind an abbreviation."""
INITIALS = re.compile(r"(?:[A-Z]\.){2,4} [A-Z][a-z]")


def lines(text: str) -> list[Span]:
    """The lines of a text without blanks at their ends; blank ones are left out."""
    spans = []
    start = 0
    same_length = text
    for mark in BREAKS:
        same_length = same_length.replace(mark, "\n")
    for line in same_length.split("\n"):
        if words := line.strip():
            left = start + len(line) - len(line.lstrip())
            spans.append((left, left + len(words)))
        start += len(line) + 1
    return spans


def paragraphs(text: str, text_lines: Sequence[Span]) -> list[Span]:
    """Lines joined where a paragraph was hard-wrapped: a long line without an end, and a small letter after it."""
    joined: list[Span] = []
    for start, end in text_lines:
        if joined and text[start].islower() and _wrapped(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _wrapped(text: str, before: int, start: int) -> bool:
    """Whether a line that ends at `before` goes on at `start`: one break between them, and no mark that ends it."""
    return text[before - 1] not in '.!?:”"' and text[before:start].replace("\r\n", "\n").count("\n") == 1


def sentences(text: str, blocks: Sequence[Span], abbreviations: Collection[str]) -> list[Span]:
    """The sentences of each block, a paragraph. A full stop after an abbreviation or an initial ends none.

    `abbreviations` holds them lower-cased without the last stop ("mr", "u.s", "gen").
    """
    found: list[Span] = []
    for start, end in blocks:
        left = start
        for mark in END.finditer(text, start, end):
            stop, after = mark.span()
            first = mark[1]
            if first is None or not ("A" <= first <= "Z" or OPENS.match(first)):
                continue
            if (
                text[stop] == "."
                and _is_abbreviation(text, left, stop, abbreviations)
                and not STARTS.match(text, after)
            ):
                continue
            found.append((left, after))
            left = after
            while left < end and text[left].isspace():
                left += 1
        if left < end:
            found.append((left, end))
    return found


def _is_abbreviation(text: str, left: int, stop: int, abbreviations: Collection[str]) -> bool:
    """Whether the letters and stops before a full stop, twenty at most, are an abbreviation or initials ("J.K.")."""
    least = max(left, stop - 20)
    first = text.rfind(" ", least, stop) + 1 or least
    if not text[first:stop].isalpha():
        first = stop
        while first > least and (text[first - 1].isalpha() or text[first - 1] in ".&"):
            first -= 1
    letters = text[first:stop]
    if letters.lower() in abbreviations:
        return True
    if len(letters) == 1:
        return letters.isupper() and letters != "I"
    return INITIALS.match(text, first) is not None


def span_at(spans: Sequence[Span], position: int) -> Span | None:
    """The span that holds a position, of spans in order; None between them."""
    if not spans:
        return None
    span = spans[bisect_right(spans, (position + 1,)) - 1]
    return span if span[0] <= position < span[1] else None

"""Quotation marks paired by kind and side: stretches of quoted text, and the marks that never close."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from extractors.engine.text import Span

MARK = re.compile(r"“|”|\"|«|»|‘|''|``|’(?![^\W_])|'(?:(?![^\W_])|(?<![^\W_]'))")
"""An apostrophe between letters is none. Each way begins with its mark: what cannot begin one is passed over fast."""

CLOSER = {"“": "”", '"': '"', "''": "''", "``": "''", "«": "»", "‘": "’", "'": "'"}
SINGLE = ("‘", "'")
MISTYPED = {"“": ('"', "“"), '"': ("”",)}
"""What closes a double mark where its own closing mark is missing."""
MOST_OPEN = 100
"""Unclosed marks of one paragraph after which the rest of it is not read: it is no prose."""
MOST_MARKS = 1_000
CHARACTERS_PER_MARK = 4
"""A text with more marks than so many, and than one in so many characters, is no prose either: none is read."""

WORD = re.compile(r"[^\W_](?:[^\W_]|['’-](?=[^\W_])){0,40}")
LONGEST_TITLE = 120

ELISION = regex.compile(r"(?i)(?:\d0s|em|til|tis|twas|cause|bout|n|round)\b")


class Stretch(NamedTuple):
    """Quoted text. One span a paragraph that it runs over, marks included."""

    spans: tuple[Span, ...]
    opening: str
    closing: str

    @property
    def start(self) -> int:
        """The opening mark."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """One past the closing mark."""
        return self.spans[-1][1]


class Unclosed(NamedTuple):
    """An opening mark that no mark closes; the span ends with its paragraph. `why` says what is wrong with it."""

    span: Span
    opening: str
    why: str = "is never closed"


class _Mark(NamedTuple):
    start: int
    end: int
    text: str
    opens: bool
    closes: bool
    is_plural: bool


def pair(text: str, paragraphs: Sequence[Span]) -> tuple[list[Stretch], list[Unclosed]]:
    """Every quoted stretch at the outer level, in text order, and the unclosed marks.

    A quote that opens again in the next paragraph without having closed is one stretch of several spans. A single
    mark that never closes is an apostrophe and gives nothing. Of more marks than speech can have none is paired. Linear
    in the length of the text.
    """
    stretches: list[Stretch] = []
    unclosed: list[Unclosed] = []
    pending: list[Span] = []
    opening = ""
    places = [match.span() for match in MARK.finditer(text)]
    if len(places) > MOST_MARKS + len(text) // CHARACTERS_PER_MARK:
        every = (places[0][0], places[-1][1])
        return [], [Unclosed(every, text[slice(*places[0])], f"is one of {len(places):,}: too many to be speech")]
    at = 0
    for paragraph in paragraphs:
        first = at = bisect_left(places, (paragraph[0], 0), at)
        while at < len(places) and places[at][0] < paragraph[1]:
            at += 1
        marks = list(_marks(text, paragraph, places[first:at])) if at > first else []
        if pending and not (marks and marks[0].start == paragraph[0] and marks[0].text == opening):
            unclosed += _given_up(pending, opening)
            pending = []
        if not marks:
            continue
        closed, left_open = _pairs(marks, paragraph)
        for span, mark in closed:
            spans = (*pending, span) if span[0] == paragraph[0] else (span,)
            if len(spans) == 1 and pending:
                unclosed += _given_up(pending, opening)
            pending = []
            stretches.append(Stretch(spans, mark, CLOSER[mark]))
        for span, mark in left_open:
            if span[1] < paragraph[1]:
                unclosed.append(Unclosed(span, mark))
                continue
            if pending and span[0] != paragraph[0]:
                unclosed += _given_up(pending, opening)
                pending = []
            pending.append(span)
            opening = mark
    unclosed += _given_up(pending, opening)
    return stretches, unclosed


def is_title(words: str) -> bool:
    """Whether quoted words are written as a title: two words or more, every long one with a capital."""
    letters = [match[0] for match in WORD.finditer(words[:LONGEST_TITLE])]
    if len(words) > LONGEST_TITLE or len(letters) < 2:
        return False
    ends = (letters[0], letters[-1])
    return all(word[0].isupper() or word[0].isdigit() for word in (*ends, *letters) if len(word) > 3 or word in ends)


def _given_up(pending: Sequence[Span], opening: str) -> list[Unclosed]:
    return [] if opening in SINGLE else [Unclosed(span, opening) for span in pending]


def _marks(text: str, paragraph: Span, places: Sequence[Span]) -> Iterator[_Mark]:
    """The marks of a paragraph with the sides they can stand on."""
    for start, end in places:
        before = text[start - 1] if start > paragraph[0] else " "
        after = text[end] if end < paragraph[1] else " "
        opens = (before.isspace() or before in "([{—–-/…\"“‘'«") and not after.isspace()
        closes = not before.isspace()
        mark = text[start:end]
        if mark in "“«``":
            closes = closes and mark == "“" and not after.isalnum() and not opens
            opens = not closes
        elif mark in "”»":
            opens, closes = False, True
        elif mark == "’":
            opens, closes = False, closes and not after.isalnum()
        elif mark in SINGLE:
            closes = mark == "'" and closes and not after.isalnum() and not opens
            opens = opens and (after.isalnum() or after in '[($£€…"“') and not ELISION.match(text, end)
        if opens or closes:
            yield _Mark(start, end, mark, opens, closes, before == "s" and text[end : end + 2].strip().islower())


def _pairs(marks: Sequence[_Mark], paragraph: Span) -> tuple[list[tuple[Span, str]], list[tuple[Span, str]]]:
    """The stretches of one paragraph, and what stays open: to the next mark of its kind or to the paragraph's end."""
    closers: dict[str, list[int]] = {}
    openers: dict[str, list[int]] = {}
    for index, mark in enumerate(marks):
        if mark.closes:
            closers.setdefault(mark.text, []).append(index)
        if mark.opens:
            openers.setdefault(mark.text, []).append(index)
    closed: list[tuple[Span, str]] = []
    left_open: list[tuple[Span, str]] = []
    index = 0
    while index < len(marks):
        mark = marks[index]
        if not mark.opens:
            index += 1
            continue
        if mark.text in SINGLE:
            end = _single_end(marks, index, closers, openers)
        elif mark.text in ('"', "''"):
            end = _neutral_end(index, closers.get(mark.text, []), openers[mark.text])
        else:
            end = _sided_end(index, closers.get(CLOSER[mark.text], []), openers[mark.text])
        if any(kind in closers for kind in MISTYPED.get(mark.text, ())):
            other = _mistyped_end(index, MISTYPED[mark.text], closers, openers)
            end = other if end is None or (other is not None and other < end) else end
        if end is not None:
            closed.append(((mark.start, marks[end].end), mark.text))
            index = end + 1
            continue
        following = _next(openers[mark.text], index + 1)
        if following is None or mark.text in SINGLE:
            if mark.text not in SINGLE or mark.start == paragraph[0]:
                left_open.append(((mark.start, paragraph[1]), mark.text))
                if mark.text not in SINGLE:
                    break
            index += 1
            continue
        left_open.append(((mark.start, marks[following].start), mark.text))
        if len(left_open) > MOST_OPEN:
            break
        index = following
    return closed, left_open


def _next(places: Sequence[int], index: int) -> int | None:
    """The first place at or after an index."""
    at = bisect_left(places, index)
    return places[at] if at < len(places) else None


def _sided_end(index: int, closers: Sequence[int], openers: Sequence[int]) -> int | None:
    """The closing mark of an opening one that differs from it; one level of the same marks may stand inside."""
    end = _next(closers, index + 1)
    inner = _next(openers, index + 1)
    if end is None or inner is None or inner > end:
        return end
    left_to_open = len(openers) - bisect_left(openers, inner)
    left_to_close = len(closers) - bisect_left(closers, end)
    if left_to_close <= left_to_open:
        return None
    at = bisect_left(closers, end) + 1
    return closers[at] if at < len(closers) else end


def _neutral_end(index: int, closers: Sequence[int], openers: Sequence[int]) -> int | None:
    """The closing mark where both sides look alike: the next that closes, or the one after an inner pair."""
    end = _next(closers, index + 1)
    inner = _next(openers, index + 1)
    if end is None or inner is None or inner >= end:
        return end
    at = bisect_left(closers, end)
    if len(closers) - at <= len(openers) - bisect_left(openers, inner):
        return None
    return closers[at + 1] if at + 1 < len(closers) else end


def _mistyped_end(
    index: int, kinds: Sequence[str], closers: dict[str, list[int]], openers: dict[str, list[int]]
) -> int | None:
    """A closing mark of another make, when no double mark opens before it."""
    ends = [end for kind in kinds if (end := _next(closers.get(kind, []), index + 1)) is not None]
    inner = [start for kind in MISTYPED if (start := _next(openers.get(kind, []), index + 1)) is not None]
    return min(ends) if ends and (not inner or min(ends) < min(inner)) else None


def _single_end(
    marks: Sequence[_Mark], index: int, closers: dict[str, list[int]], openers: dict[str, list[int]]
) -> int | None:
    """The closing mark of a single one; a plural's apostrophe closes only when nothing better does."""
    opening = marks[index].text
    limit = _next(openers[opening], index + 1)
    end = _next(closers.get(CLOSER[opening], []), index + 1)
    if end is None or (limit is not None and end > limit):
        return None
    better = _next(closers[CLOSER[opening]], end + 1) if marks[end].is_plural else None
    return end if better is None or (limit is not None and better > limit) else better

"""Quotation marks paired by kind and side: stretches of quoted text, and the marks that never close."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
"""Characters of a title in quotation marks."""

ELISION = regex.compile(r"(?i)(?:\d0s|em|til|tis|twas|cause|bout|n|round)\b")


class Stretch(NamedTuple):
    """Quoted text. One span a paragraph that it runs over, marks included."""

    spans: tuple[Span, ...]
    opening: str
    closing: str

    @property
    def start(self) -> int:
        """Where the opening mark stands."""
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


Marked = tuple[Span, str]
"""A stretch of one paragraph and the mark that opens it."""


class _Mark(NamedTuple):
    start: int
    end: int
    text: str
    opens: bool
    closes: bool
    is_plural: bool


@dataclass(slots=True)
class _Pairing:
    """Stretches of a text as its paragraphs are read; `waiting` are spans that may go on in the next paragraph."""

    stretches: list[Stretch] = field(default_factory=list)
    unclosed: list[Unclosed] = field(default_factory=list)
    waiting: list[Span] = field(default_factory=list)
    opening: str = ""

    def read(self, marks: Sequence[_Mark], paragraph: Span) -> None:
        """Take in a paragraph with its marks."""
        if not (marks and marks[0].start == paragraph[0] and marks[0].text == self.opening):
            self.give_up()
        closed, left_open = _pairs(marks, paragraph) if marks else ([], [])
        for span, mark in closed:
            if span[0] != paragraph[0]:
                self.give_up()
            self.stretches.append(Stretch((*self.waiting, span), mark, CLOSER[mark]))
            self.waiting = []
        for span, mark in left_open:
            if span[1] < paragraph[1]:
                self.unclosed.append(Unclosed(span, mark))
                continue
            if span[0] != paragraph[0]:
                self.give_up()
            self.waiting.append(span)
            self.opening = mark

    def give_up(self) -> None:
        """What waits is never closed; a single mark was an apostrophe then."""
        if self.opening not in SINGLE:
            self.unclosed += [Unclosed(span, self.opening) for span in self.waiting]
        self.waiting = []


def pair(text: str, paragraphs: Sequence[Span]) -> tuple[list[Stretch], list[Unclosed]]:
    """Every quoted stretch at the outer level, in text order, and the unclosed marks.

    A quote that opens again in the next paragraph without having closed is one stretch of several spans. A single
    mark that never closes is an apostrophe and gives nothing. Of more marks than speech can have none is paired. Linear
    in the length of the text.
    """
    places = [match.span() for match in MARK.finditer(text)]
    if len(places) > MOST_MARKS + len(text) // CHARACTERS_PER_MARK:
        every = (places[0][0], places[-1][1])
        return [], [Unclosed(every, text[slice(*places[0])], f"is one of {len(places):,}: too many to be speech")]
    found = _Pairing()
    at = 0
    for paragraph in paragraphs:
        first = at = bisect_left(places, (paragraph[0], 0), at)
        while at < len(places) and places[at][0] < paragraph[1]:
            at += 1
        if at > first or found.waiting:
            found.read(list(_marks(text, paragraph, places[first:at])), paragraph)
    found.give_up()
    return found.stretches, found.unclosed


def is_title(words: str) -> bool:
    """Whether quoted words are written as a title: two words or more, every long one with a capital."""
    letters = [match[0] for match in WORD.finditer(words[:LONGEST_TITLE])]
    if len(words) > LONGEST_TITLE or len(letters) < 2:
        return False
    ends = (letters[0], letters[-1])
    return all(word[0].isupper() or word[0].isdigit() for word in (*ends, *letters) if len(word) > 3 or word in ends)


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


def _pairs(marks: Sequence[_Mark], paragraph: Span) -> tuple[list[Marked], list[Marked]]:
    """The stretches of one paragraph, and what stays open: to the next mark of its kind or to the paragraph's end."""
    sides = _Sides(marks)
    closed: list[Marked] = []
    left_open: list[Marked] = []
    index = 0
    while index < len(marks):
        mark = marks[index]
        if not mark.opens:
            index += 1
        elif (end := sides.end_of(index)) is not None:
            closed.append(((mark.start, marks[end].end), mark.text))
            index = end + 1
        elif mark.text in SINGLE:
            if mark.start == paragraph[0]:
                left_open.append(((mark.start, paragraph[1]), mark.text))
            index += 1
        else:
            following = _next(sides.openers[mark.text], index + 1)
            left_open.append(((mark.start, paragraph[1] if following is None else marks[following].start), mark.text))
            if following is None or len(left_open) > MOST_OPEN:
                break
            index = following
    return closed, left_open


class _Sides:
    """The marks of a paragraph by the side that they can stand on: their places, by what is printed."""

    def __init__(self, marks: Sequence[_Mark]) -> None:
        self.marks = marks
        self.closers: dict[str, list[int]] = {}
        self.openers: dict[str, list[int]] = {}
        for index, mark in enumerate(marks):
            if mark.closes:
                self.closers.setdefault(mark.text, []).append(index)
            if mark.opens:
                self.openers.setdefault(mark.text, []).append(index)

    def end_of(self, index: int) -> int | None:
        """The mark that closes an opening one; None where none does."""
        opening = self.marks[index].text
        end = self._single_end(index) if opening in SINGLE else self._double_end(index)
        if any(kind in self.closers for kind in MISTYPED.get(opening, ())):
            other = self._mistyped_end(index)
            return other if end is None or (other is not None and other < end) else end
        return end

    def _double_end(self, index: int) -> int | None:
        """The next mark that closes, or the one after an inner pair: one level of the same marks may stand inside."""
        opening = self.marks[index].text
        closers, openers = self.closers.get(CLOSER[opening], []), self.openers[opening]
        end = _next(closers, index + 1)
        inner = _next(openers, index + 1)
        if end is None or inner is None or inner >= end:
            return end
        at = bisect_left(closers, end)
        if len(closers) - at <= len(openers) - bisect_left(openers, inner):
            return None
        return closers[at + 1] if at + 1 < len(closers) else end

    def _mistyped_end(self, index: int) -> int | None:
        """A closing mark of another make, when no double mark opens before it."""
        makes = MISTYPED[self.marks[index].text]
        ends = [end for kind in makes if (end := _next(self.closers.get(kind, []), index + 1)) is not None]
        inner = [start for kind in MISTYPED if (start := _next(self.openers.get(kind, []), index + 1)) is not None]
        return min(ends) if ends and (not inner or min(ends) < min(inner)) else None

    def _single_end(self, index: int) -> int | None:
        """The closing mark of a single one; a plural's apostrophe closes only when nothing better does."""
        opening = self.marks[index].text
        closers = self.closers.get(CLOSER[opening], [])
        limit = _next(self.openers[opening], index + 1)
        end = _next(closers, index + 1)
        if end is None or (limit is not None and end > limit):
            return None
        better = _next(closers, end + 1) if self.marks[end].is_plural else None
        return end if better is None or (limit is not None and better > limit) else better


def _next(places: Sequence[int], index: int) -> int | None:
    """The first place at or after an index."""
    at = bisect_left(places, index)
    return places[at] if at < len(places) else None

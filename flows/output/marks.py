"""A text with its spans marked up, for the pages. Marks nest; one that would cross another goes on behind its edge."""

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from html import escape
from typing import NamedTuple, cast

from extractors.reading import Reading
from flows.output.show import by_place, summary


class Mark(NamedTuple):
    """A stretch of the text to be coloured. In the order of the tuple the outer of two marks comes first."""

    start: int
    minus_end: int
    layer: int
    number: int
    """Its row, counted from 1 in text order."""
    classes: str
    title: str
    is_last: bool = True
    """Whether the row ends with it: broken quotes and split marks have several."""

    @property
    def end(self) -> int:
        """One past its last character."""
        return -self.minus_end


def marked(reading: Reading, is_numbered: bool = False) -> str:
    """The text as HTML with every span marked; numbered ones lead to the card of their row."""
    marks = [mark for number, pair in enumerate(by_place(reading), 1) for mark in _marks(number, *pair)]
    return html_of(reading.article.text, marks, is_numbered)


def html_of(text: str, marks: Iterable[Mark], is_numbered: bool) -> str:
    """A text with marks, escaped."""
    waiting = list(marks)
    heapify(waiting)
    pieces: list[str] = []
    opened: list[Mark] = []
    position = 0

    def close(before: int) -> None:
        nonlocal position
        while opened and opened[-1].end <= before:
            mark = opened.pop()
            pieces.append(f"{escape(text[position : mark.end])}</mark>{_link(mark) if is_numbered else ''}")
            position = mark.end

    while waiting:
        mark = heappop(waiting)
        close(mark.start)
        if opened and mark.end > (edge := opened[-1].end):
            heappush(waiting, mark._replace(start=edge))
            mark = mark._replace(minus_end=-edge, is_last=False)
        title = escape(mark.title, quote=True)
        pieces.append(
            f'{escape(text[position : mark.start])}<mark class="{mark.classes}" tabindex="0" title="{title}">'
        )
        position = mark.start
        opened.append(mark)
    close(len(text))
    return "".join(pieces) + escape(text[position:])


def _marks(number: int, kind: str, row: dict[str, object]) -> Iterator[Mark]:
    """The marks of a row: its span; of a quote each stretch of what was said, the speaker and the cue."""
    title = f"{summary(kind, row)}\nrule: {row['rule_id']}"
    if kind != "quote":
        yield Mark(_at(row, "start"), -_at(row, "end"), 3, number, kind, title)
        return
    contents = cast("list[dict[str, int]]", row["contents"])
    for said in contents:
        yield Mark(said["start"], -said["end"], 0, number, f"quote {row['kind']}", title, said is contents[-1])
    for layer, name in enumerate(("speaker", "cue"), 1):
        if row[f"{name}_start"] is not None:
            words = " ".join(f"{name} of the quote: {_in_short(str(row['text']))}".split())
            yield Mark(_at(row, f"{name}_start"), -_at(row, f"{name}_end"), layer, number, name, words, is_last=False)


def _in_short(words: str) -> str:
    """The beginning of what was said, enough to find it by."""
    return words if len(words) <= 60 else f"{words[:60].rsplit(None, 1)[0]} …"


def _at(row: dict[str, object], name: str) -> int:
    return int(str(row[name]))


def _link(mark: Mark) -> str:
    if not mark.is_last:
        return ""
    return f'<sup><a href="#s{mark.number}" id="m{mark.number}">{mark.number}</a></sup>'

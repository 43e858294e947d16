"""When something was said: the date that stands in the tag, as in "said on Monday"."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extractors.dates.row import Date
from extractors.quotes.cues import Cue
from extractors.quotes.draft import Draft

BETWEEN = regex.compile(
    r"(?:,? (?:in|at|to|outside|inside|near|during|via|through|by) [^,;:.“”\"«»]{2,60}?)?,?"
    r"(?: (?:on|in|late|early|late on|early on|earlier|at))? ?"
)
BEFORE = regex.compile(r"\s?")
OPENING = regex.compile(r"(?<![^\n.!?”\"])\s?(?:On|In|Late on|Early on|At)?\s?\Z")
AFTER = regex.compile(r",?\s")
LONGEST_OPENING = 12
"""Characters before a date that opens a sentence."""
REACH = 100
"""Characters between tag and date."""


@dataclass(frozen=True, slots=True)
class Days:
    """The dates of an article in text order, and where they start."""

    rows: Sequence[Date]
    starts: Sequence[int]

    def of(self, draft: Draft, text: str) -> str | None:
        """The tid of the date in the tag of a quote, behind the verb and its speaker or right before the verb."""
        if draft.cue is None or draft.cue.form == "mark":
            return None
        cue, speaker = draft.cue, draft.speaker
        tag_end = end_of_tag(draft, cue)
        first = bisect_left(self.starts, cue.start - REACH)
        for row in self.rows[first : bisect_left(self.starts, tag_end + REACH, first)]:
            if draft.holds(row.start):
                continue
            if tag_end <= row.start and BETWEEN.fullmatch(text, tag_end, row.start):
                return row.tid
            is_between = speaker is not None and speaker[1] <= row.start
            if is_between and row.end <= cue.start and BEFORE.fullmatch(text, row.end, cue.start):
                return row.tid
            if speaker is not None and _opens(text, row, speaker[0]):
                return row.tid
        return None


def _opens(text: str, row: Date, speaker: int) -> bool:
    """Whether a sentence opens with a date, right before who speaks: "On Monday, Ms. Lee said"."""
    if row.end > speaker or not AFTER.fullmatch(text, row.end, speaker):
        return False
    return OPENING.search(text, max(0, row.start - LONGEST_OPENING), row.start) is not None


def end_of_tag(draft: Draft, cue: Cue) -> int:
    """Where the cue, a speaker right behind it and the words for who was told end."""
    end = cue.end
    if draft.speaker and end <= draft.speaker[0] <= end + 2:
        end = draft.speaker[1]
    return draft.addressee[1] if draft.addressee and end <= draft.addressee[0] <= end + 2 else end


def days_of(dates: Iterable[Date]) -> Days:
    """The dates found before that name a point in time."""
    points = sorted((row for row in dates if row.timex_type in ("DATE", "TIME")), key=lambda row: row.start)
    return Days(points, [row.start for row in points])

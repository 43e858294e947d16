"""How and where something was said: "in a statement", "at a rally", "told reporters in Oslo"."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.actors.row import Mention
from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.text import Span
from extractors.quotes.cues import Cue
from extractors.quotes.draft import Draft
from extractors.quotes.saying_time import end_of_tag

AT_PLACE = regex.compile(
    r"(?:[,\s](?:on|late on|early on|this|last)?\s?[\p{L}\p{N}’' ]{0,40})?"
    r"\s(?:in|at|outside|inside|near|aboard)\s(?:the\s)?"
)
REACH = 90
"""Characters between tag and place."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The media, venues and place names of one article, in text order."""

    article: Article
    nouns: Mapping[str, str]
    media: Sequence[Found]
    venues: Sequence[Found]
    places: Sequence[Mention]
    starts: Mapping[str, Sequence[int]]

    def medium(self, draft: Draft, cue: Cue) -> str | None:
        """The medium named in the sentence of the cue, outside what was said."""
        for found in self._beside(self.media, "media", draft, cue) if self.media else ():
            noun = found.first("reporting_nouns")
            return self.nouns.get(noun.lower()) if noun else None
        return None

    def venue(self, draft: Draft, cue: Cue) -> str | None:
        """Where it was said: the venue named in the sentence of the cue, else the place named in its tag."""
        text = self.article.text
        for found in self._beside(self.venues, "venues", draft, cue) if self.venues else ():
            return text[slice(*found.spans("venue")[0])]
        if cue.form == "mark" or not self.places:
            return None
        tag_end = end_of_tag(draft, cue)
        starts = self.starts["places"]
        first = bisect_left(starts, tag_end)
        for place in self.places[first : bisect_left(starts, tag_end + REACH, first)]:
            if _is_said(draft, place.start):
                return None
            if AT_PLACE.fullmatch(text, tag_end, place.start):
                return text[place.start : place.end]
        return None

    def _beside(self, all_found: Sequence[Found], name: str, draft: Draft, cue: Cue) -> Iterator[Found]:
        """The matches in the sentence of the cue, outside what was said."""
        left, right = self.article.sentence(cue.start)
        starts = self.starts[name]
        first = bisect_left(starts, left)
        for found in all_found[first : bisect_left(starts, right, first)]:
            if found.end <= right and not _is_said(draft, found.start):
                yield found


def _is_said(draft: Draft, place: int) -> bool:
    spans: list[Span] = draft.contents
    return any(start <= place < end for start, end in spans)


def circumstances_of(
    article: Article,
    nouns: Mapping[str, str],
    media: Sequence[Found],
    venues: Sequence[Found],
    mentions: Sequence[Mention],
) -> Circumstances:
    """The circumstances of an article: matches in text order, and the mentions found before."""
    places = [row for row in mentions if row.mention_kind in ("place", "metonym")]
    starts = {
        "media": [item.start for item in media],
        "venues": [item.start for item in venues],
        "places": [row.start for row in places],
    }
    return Circumstances(article, nouns, media, venues, places, starts)

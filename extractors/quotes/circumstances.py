"""How and where something was said: "in a statement", "at a rally", "told reporters in Oslo"."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import regex

from extractors.actors.row import Mention
from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.quotes.cues import Cue
from extractors.quotes.draft import Draft
from extractors.quotes.saying_time import end_of_tag

AT_PLACE = regex.compile(
    r"(?:[,\s](?:on|late on|early on|this|last)?\s?[\p{L}\p{N}’' ]{0,40})?"
    r"\s(?:in|at|outside|inside|near|aboard)\s(?:the\s)?"
)
REACH = 90
"""Characters between tag and place."""

START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The media, venues and place names of one article, in text order."""

    article: Article
    nouns: Mapping[str, str]
    media: Sequence[Found]
    venues: Sequence[Found]
    places: Sequence[Mention]

    def medium(self, draft: Draft, cue: Cue) -> str | None:
        """The medium named in the sentence of the cue, outside what was said."""
        for found in self._beside(self.media, draft, cue):
            noun = found.first("reporting_nouns")
            return self.nouns.get(noun.lower()) if noun else None
        return None

    def venue(self, draft: Draft, cue: Cue) -> str | None:
        """Where it was said: the venue named in the sentence of the cue, else the place named in its tag."""
        text = self.article.text
        for found in self._beside(self.venues, draft, cue):
            return text[slice(*found.spans("venue")[0])]
        if cue.form == "mark" or not self.places:
            return None
        tag_end = end_of_tag(draft, cue)
        first = bisect_left(self.places, tag_end, key=START)
        for place in self.places[first : bisect_left(self.places, tag_end + REACH, first, key=START)]:
            if draft.holds(place.start):
                return None
            if AT_PLACE.fullmatch(text, tag_end, place.start):
                return text[place.start : place.end]
        return None

    def _beside(self, matches: Sequence[Found], draft: Draft, cue: Cue) -> Iterator[Found]:
        """The matches in the sentence of the cue, outside what was said."""
        if not matches:
            return
        left, right = self.article.sentence(cue.start)
        first = bisect_left(matches, left, key=START)
        for found in matches[first : bisect_left(matches, right, first, key=START)]:
            if found.end <= right and not draft.holds(found.start):
                yield found


def circumstances_of(
    article: Article,
    nouns: Mapping[str, str],
    media: Sequence[Found],
    venues: Sequence[Found],
    mentions: Sequence[Mention],
) -> Circumstances:
    """The circumstances of an article: matches in text order, and the mentions found before."""
    places = [row for row in mentions if row.mention_kind in ("place", "metonym")]
    return Circumstances(article, nouns, media, venues, places)

"""Headlines that name who speaks before or behind a colon or dash: "Holt: …", "… – Holt"."""

from collections.abc import Iterable, Sequence

import regex

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.text import Span
from extractors.quotes.content import trimmed
from extractors.quotes.cues import mark_cue
from extractors.quotes.draft import Draft
from extractors.quotes.frame import Piece

LAST_WORD = regex.compile(r"[\p{L}’'-]{2,40}\Z")
LEAST_WORDS = 3
"""Words of a headline that can be what somebody says."""


def headline_drafts(
    article: Article, masked: str, pieces: Sequence[Piece], found: Iterable[Found], drafts: Sequence[Draft]
) -> list[Draft]:
    """The drafts, and what the headline gives to a speaker who also speaks below it.

    It takes the place of what the headline gave without a speaker, or with the colon alone.
    """
    headline = article.headline
    if headline is None:
        return list(drafts)
    lines = [item for item in found if headline[0] <= item.start < headline[1]]
    inside = [draft for draft in drafts if headline[0] <= draft.contents[0][0] < headline[1]]
    if not lines or any(draft.speaker and draft.attribution != "layout" for draft in inside):
        return list(drafts)
    below = [draft for draft in drafts if draft.speaker and draft.speaker[0] >= headline[1]]
    for item in lines:
        speaker = item.spans("speaker")[0]
        if not _speaks(article.text, speaker, below):
            continue
        colon = item.spans("colon")[0]
        begin, end = (headline[0], item.start) if speaker[0] > colon[0] else (colon[1], headline[1])
        span = trimmed(masked, begin, end, [piece for piece in pieces if begin <= piece.start and piece.end <= end])
        if span is None or len(article.text[slice(*span)].split()) < LEAST_WORDS:
            continue
        cue = mark_cue(colon, item.rule.id, article.text[slice(*colon)].strip())
        made = Draft([span], item.rule.id, cue, speaker, "layout")
        return [made, *(draft for draft in drafts if draft not in inside)]
    return list(drafts)


def _speaks(text: str, speaker: Span, below: Iterable[Draft]) -> bool:
    """Whether the last word of a speaker stands in the words for a speaker further down."""
    last = LAST_WORD.search(text[slice(*speaker)])
    if last is None:
        return False
    name = last[0].casefold()
    speakers = (text[slice(*draft.speaker)].casefold() for draft in below if draft.speaker)
    return any(name in speaker.replace(",", " ").split() for speaker in speakers)

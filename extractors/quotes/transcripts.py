"""Transcripts and interviews: each line begins with who speaks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.text import Span, span_at
from extractors.quotes.cues import mark_cue
from extractors.quotes.draft import Draft

INTERVIEWS = "quotes.interviews"
"""The pack of names in small letters, which need proof that a line is no list."""
FEWEST = 2
"""Lines with a speaker from which on an article counts as a transcript."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The lines with a speaker, one draft each, and where their paragraphs stand."""

    drafts: Sequence[Draft]
    paragraphs: Sequence[Span]


def transcript_of(found: Sequence[Found], article: Article) -> Transcript:
    """The speeches of a transcript; none where only one line looks like it.

    "Q" and "A" are speakers without a name. Names in small letters count where two of them speak in turn, one at least
    more than once: a list has its labels once each.
    """
    lines = sorted((item for item in found if not span_at(article.furniture, item.start)), key=attrgetter("start"))
    named = Counter(item.first("speaker") for item in lines if item.rule.pack == INTERVIEWS)
    if len(named) < FEWEST or max(named.values()) < FEWEST:
        lines = [item for item in lines if item.rule.pack != INTERVIEWS]
    if len(lines) < FEWEST:
        return Transcript((), ())
    drafts: list[Draft] = []
    paragraphs: list[Span] = []
    for item in lines:
        end = article.paragraph(item.start)[1]
        break_at = article.text.find("\n", item.end, end)
        end = break_at if break_at >= 0 else end
        said = article.text[item.end : end]
        start, end = item.end + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
        if start >= end:
            continue
        (colon,) = item.spans("colon")
        (speaker,) = item.spans("speaker")
        cue = mark_cue(colon, item.rule.id, ":")
        drafts.append(Draft([(start, end)], item.rule.id, cue, speaker, "layout"))
        paragraphs.append((item.start, end))
    return Transcript(drafts, paragraphs)

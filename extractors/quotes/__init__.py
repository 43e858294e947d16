"""Quotes: who said what, in whose words."""

from collections.abc import Mapping, Sequence

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.row import Rejected
from extractors.engine.seeds import Seeds
from extractors.engine.text import span_at
from extractors.quotes.attribute import Reader
from extractors.quotes.build import quote_row, quoted_spans
from extractors.quotes.chains import chain
from extractors.quotes.cues import read_cue
from extractors.quotes.draft import Draft
from extractors.quotes.frame import frame_sentences, mask
from extractors.quotes.identify import identifier_of
from extractors.quotes.lexicon import lexicon_of
from extractors.quotes.marks import Stretch, pair
from extractors.quotes.row import Quote
from extractors.quotes.saying_time import days_of
from extractors.quotes.transcripts import transcript_of

LONGEST_NAME = 60
"""Characters of a nickname or title with its marks."""

__all__ = ["Quote", "rows"]


def rows(
    found: Sequence[Found], article: Article, seeds: Seeds, earlier: Mapping[str, list[object]]
) -> dict[str, list[object]]:
    """The rows of table `quotes`, and the unclosed marks for quarantine."""
    lexicon = lexicon_of(seeds)
    body = [span for span in article.paragraphs if not span_at(article.furniture, span[0])]
    stretches, unclosed = pair(article.text, body)
    names = {item.end for item in found if item.rule.id == "quote-name"}
    named = [one for one in stretches if one.start + len(one.opening) in names and one.end - one.start < LONGEST_NAME]
    stretches = [one for one in stretches if one not in named]
    quoted = [span for stretch in stretches for span in stretch.spans]
    cues = [
        cue
        for item in found
        if item.rule.pack == "quotes.cues" and not span_at(quoted, item.start)
        if item.rule.id != "cue-headline" or article.section(item.start) == "headline"
        if (cue := read_cue(item, article.text, lexicon))
    ]
    masked = mask(article.text, stretches)
    sentences = frame_sentences(article, masked, stretches, cues, seeds)
    script = transcript_of(found, article)
    sentences = [one for one in sentences if not span_at(script.paragraphs, one.start)]
    dashes = {item.spans("close")[0][1]: item for item in found if item.rule.id == "layout-dash"}
    colons = {item.start: item for item in found if item.rule.id == "layout-colon"}
    alone = {item.start for item in found if item.rule.id == "quote-alone"}
    opening = {item.start for item in found if item.rule.id == "quote-continued"}
    reader = Reader(article.text, masked, lexicon, dashes=dashes, colons=colons, alone=alone, opening=opening)
    drafts = reader.read(sentences)
    chain(drafts, sentences, masked, lexicon)
    drafts += script.drafts
    drafts += [Draft(list(one.spans), "quote-name", is_speech=False) for one in named]
    lost = quoted_spans([Stretch((mark.span,), mark.opening, "") for mark in unclosed])
    drafts = [draft for draft in drafts if not any(any(lost.within(*span)) for span in draft.contents)]
    media = [item for item in found if item.rule.pack == "quotes.media" and not span_at(quoted, item.start)]
    who = identifier_of(article, earlier)
    drafts.sort(key=lambda draft: (draft.speaker or draft.contents[0])[0])
    spans = quoted_spans([*stretches, *named])
    days = days_of(earlier)
    made = [quote_row(draft, article, lexicon, spans, media, who, days) for draft in drafts]
    by_span = {(row.start, row.end): row for row in made}
    rejected = [
        Rejected(
            table="quotes", rule_id="quote-alone",
            candidate={"start": mark.span[0], "end": mark.span[1], "marks": mark.opening},
            reasons=(f"the mark {mark.opening} is never closed",),
        )
        for mark in unclosed
    ]  # fmt: skip
    return {"quotes": [by_span[key] for key in sorted(by_span)], "quarantine": list(rejected)}

"""Quotes: who said what, in whose words."""

from collections.abc import Mapping, Sequence

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.row import Rejected
from extractors.engine.seeds import Seeds
from extractors.engine.text import Span, span_at
from extractors.quotes.attribute import Reader
from extractors.quotes.build import RowBuilder, quoted_spans
from extractors.quotes.chains import chain
from extractors.quotes.cues import Cue, read_cue
from extractors.quotes.draft import Draft
from extractors.quotes.frame import Framer, Piece, mask
from extractors.quotes.identify import identifier_of
from extractors.quotes.lexicon import Lexicon, lexicon_of
from extractors.quotes.marks import Stretch, Unclosed, pair
from extractors.quotes.row import Quote
from extractors.quotes.saying_time import days_of
from extractors.quotes.transcripts import transcript_of
from extractors.quotes.words import vocabulary_of

LONGEST_NAME = 60
"""Characters of a nickname or title with its marks."""

__all__ = ["Quote", "rows"]


def rows(
    found: Sequence[Found], article: Article, seeds: Seeds, earlier: Mapping[str, list[object]]
) -> dict[str, list[object]]:
    """The rows of table `quotes`, and the unclosed marks for quarantine."""
    lexicon = lexicon_of(seeds)
    by_rule: dict[str, list[Found]] = {}
    for item in found:
        by_rule.setdefault(item.rule.id, []).append(item)
    stretches, named, unclosed = _stretches(article, by_rule.get("quote-name", ()))
    quoted = [span for stretch in stretches for span in stretch.spans]
    masked = mask(article.text, stretches)
    script = transcript_of(by_rule.get("layout-transcript", ()), article)
    colons = {item.start: item for item in by_rule.get("layout-colon", ())}
    framer = Framer(
        article,
        masked,
        [Piece(*span, stretch) for stretch in stretches for span in stretch.spans],
        _cues(found, quoted, article, lexicon),
        list(colons),
        script.paragraphs,
        vocabulary_of(lexicon),
        seeds.folded("abbreviations").keys(),
    )
    sentences = list(framer.sentences())
    reader = Reader(
        article.text,
        masked,
        lexicon,
        dashes={item.spans("close")[0][1]: item for item in by_rule.get("layout-dash", ())},
        colons=colons,
        alone={item.start for item in by_rule.get("quote-alone", ())},
        opening={item.start for item in by_rule.get("quote-continued", ())},
    )
    drafts = reader.read(sentences)
    chain(drafts, sentences, masked)
    drafts += script.drafts
    drafts += [Draft(list(one.spans), "quote-name", is_speech=False) for one in named]
    if unclosed:
        lost = quoted_spans([Stretch((mark.span,), mark.opening, "") for mark in unclosed])
        drafts = [draft for draft in drafts if not any(any(lost.within(*span)) for span in draft.contents)]
    drafts.sort(key=lambda draft: (draft.speaker or draft.contents[0])[0])
    builder = RowBuilder(
        article,
        lexicon,
        quoted_spans([*stretches, *named]),
        [item for item in found if item.rule.pack == "quotes.media" and not span_at(quoted, item.start)],
        identifier_of(article, earlier),
        days_of(earlier),
    )
    by_span = {(row.start, row.end): row for row in map(builder.row, drafts)}
    return {
        "quotes": [by_span[key] for key in sorted(by_span)],
        "quarantine": [_rejected(mark) for mark in unclosed],
    }


def _stretches(article: Article, names: Sequence[Found]) -> tuple[list[Stretch], list[Stretch], list[Unclosed]]:
    """The quoted stretches of an article, the nicknames and titles apart, and the marks that never close."""
    body = [span for span in article.paragraphs if not span_at(article.furniture, span[0])]
    stretches, unclosed = pair(article.text, body)
    ends = {item.end for item in names}
    named = [one for one in stretches if one.start + len(one.opening) in ends and one.end - one.start < LONGEST_NAME]
    if named:
        stretches = [one for one in stretches if one not in named]
    return stretches, named, unclosed


def _cues(found: Sequence[Found], quoted: Sequence[Span], article: Article, lexicon: Lexicon) -> list[Cue]:
    """What says that somebody says something, outside quoted words."""
    cues = []
    for item in found:
        if item.rule.pack != "quotes.cues" or span_at(quoted, item.start):
            continue
        if item.rule.id == "cue-headline" and article.section(item.start) != "headline":
            continue
        if cue := read_cue(item, article.text, lexicon):
            cues.append(cue)
    return cues


def _rejected(mark: Unclosed) -> Rejected:
    return Rejected(
        table="quotes", rule_id="quote-alone",
        candidate={"start": mark.span[0], "end": mark.span[1], "marks": mark.opening},
        reasons=(f"the mark {mark.opening} is never closed",),
    )  # fmt: skip

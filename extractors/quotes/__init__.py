"""Quotes: who said what, in whose words.

The way of a quote: `marks` pairs the quotation marks, `frame` closes up what stands between them and cuts the text into
sentences, each with its cues (`cues`). `attribute` reads these one by one into drafts (`draft`): quotes with a tag
(`tags`), clauses without marks (`clauses`, `content`, `complements`), phrases such as "according to" (`phrases`); who
speaks is the noun phrase before or behind the cue (`subjects`, `speakers`, over `tokens` and `words`). `chains` finds
who passed a quote on, `headlines` and `transcripts` read what the page shows. `build` makes the rows: which actor
speaks (`identify`), when (`saying_time`), where and how (`circumstances`). `repeats` leaves one row of what is printed
twice.
"""

from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

from extractors.actors.row import Actor, Mention
from extractors.article.layout import Article
from extractors.dates.row import Date
from extractors.engine.match import Found
from extractors.engine.row import Rejected
from extractors.engine.seeds import Seeds
from extractors.engine.text import Span, span_at
from extractors.quotes.attribute import Reader
from extractors.quotes.build import RowBuilder, quoted_spans
from extractors.quotes.chains import chain
from extractors.quotes.circumstances import circumstances_of
from extractors.quotes.cues import Cue, read_cue
from extractors.quotes.draft import ALONE, Draft, Notes
from extractors.quotes.frame import Framer, Piece, mask
from extractors.quotes.headlines import headline_drafts
from extractors.quotes.identify import identifier_of
from extractors.quotes.lexicon import Lexicon, lexicon_of
from extractors.quotes.marks import Stretch, Unclosed, pair
from extractors.quotes.repeats import said_once
from extractors.quotes.row import Quote
from extractors.quotes.saying_time import days_of
from extractors.quotes.tokens import Tokeniser
from extractors.quotes.transcripts import transcript_of
from extractors.quotes.words import FILL, vocabulary_of

LONGEST_NAME = 60
"""Characters of a nickname or title with its marks."""

ByPack = defaultdict[str, list[Found]]
"""The matches of each pack, its name without the kind, in text order."""

__all__ = ["Quote", "rows"]


def rows(
    found: Sequence[Found],
    article: Article,
    seeds: Seeds,
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    dates: Sequence[Date],
) -> tuple[list[Quote], list[Rejected]]:
    """The rows of table `quotes`, and the unclosed marks for quarantine.

    Who spoke is one of the actors found before, by a mention; when it was said is one of the dates.
    """
    lexicon = lexicon_of(seeds)
    by_pack: ByPack = defaultdict(list)
    for item in found:
        by_pack[item.rule.pack.removeprefix("quotes.")].append(item)
    stretches, named, unclosed = _stretches(article, by_pack["nicknames"])
    masked = mask(article.text, stretches)
    script = transcript_of([*by_pack["transcripts"], *by_pack["interviews"]], article)
    pieces = [Piece(*span, stretch) for stretch in stretches for span in stretch.spans]
    framer = _framer(by_pack, article, masked, pieces, script.paragraphs, seeds)
    sentences = list(framer.sentences())
    drafts = _reader(by_pack, Notes(article.text, masked, lexicon)).read(sentences)
    chain(drafts, sentences, masked)
    headlines = sorted(by_pack["headlines"], key=attrgetter("rule.order"))
    drafts = headline_drafts(article, masked, pieces, headlines, drafts)
    drafts += script.drafts
    drafts += [Draft(list(one.spans), rule_id, is_speech=False) for one, rule_id in named]
    drafts = _beside(unclosed, drafts)
    drafts.sort(key=lambda draft: (draft.speaker or draft.contents[0])[0])
    who, days = identifier_of(article, mentions, actors), days_of(dates)
    media, venues = (_outside(by_pack[pack], masked) for pack in ("media", "venues"))
    circumstances = circumstances_of(article, lexicon.media, media, venues, mentions)
    quoted = quoted_spans([*stretches, *(one for one, _ in named)])
    builder = RowBuilder(article, lexicon, quoted, circumstances, who, days)
    by_span = {(row.start, row.end): row for row in map(builder.row, drafts)}
    return said_once([by_span[key] for key in sorted(by_span)], article), [_rejected(mark) for mark in unclosed]


def _framer(
    by_pack: ByPack, article: Article, masked: str, pieces: Sequence[Piece], skipped: Sequence[Span], seeds: Seeds
) -> Framer:
    """What cuts an article into sentences; none at `skipped` places."""
    lexicon = lexicon_of(seeds)
    return Framer(
        article=article,
        masked=masked,
        pieces=pieces,
        cues=_cues(by_pack, article, masked, lexicon),
        colons=[item.start for item in by_pack["announced"]],
        skipped=skipped,
        tokens=Tokeniser(masked, vocabulary_of(lexicon)),
        abbreviations=seeds.folded("abbreviations").keys(),
    )


def _reader(by_pack: ByPack, notes: Notes) -> Reader:
    """What reads the sentences of an article."""
    return Reader(
        notes=notes,
        dashes={item.spans("close")[0][1]: item for item in by_pack["signed"]},
        colons={item.start: item for item in by_pack["announced"]},
        alone={item.start for item in by_pack["alone"]},
        opening={item.start for item in by_pack["continued"]},
    )


def _beside(unclosed: Sequence[Unclosed], drafts: list[Draft]) -> list[Draft]:
    """The drafts that touch no words behind a mark that is never closed: where those end nobody knows."""
    if not unclosed:
        return drafts
    lost = quoted_spans([Stretch((mark.span,), mark.opening, "") for mark in unclosed])
    return [draft for draft in drafts if not any(any(lost.within(*span)) for span in draft.contents)]


def _stretches(
    article: Article, names: Sequence[Found]
) -> tuple[list[Stretch], list[tuple[Stretch, str]], list[Unclosed]]:
    """The quoted stretches of an article, nicknames and titles apart, with their rule, and marks that never close."""
    furniture = article.furniture
    body = [span for span in article.paragraphs if not span_at(furniture, span[0])] if furniture else article.paragraphs
    stretches, unclosed = pair(article.text, body)
    rules = {item.end: item.rule.id for item in names}
    named: list[tuple[Stretch, str]] = []
    others: list[Stretch] = []
    for one in stretches:
        rule_id = rules.get(one.start + len(one.opening)) if one.end - one.start < LONGEST_NAME else None
        if rule_id:
            named.append((one, rule_id))
        else:
            others.append(one)
    return others, named, unclosed


def _outside(items: Sequence[Found], masked: str) -> list[Found]:
    """The matches outside quoted words."""
    return [item for item in items if masked[item.start] != FILL]


def _cues(by_pack: ByPack, article: Article, masked: str, lexicon: Lexicon) -> list[Cue]:
    """The cues outside quoted words, in text order; those as headlines write them in the headline alone."""
    of_headline = [item for item in by_pack["headline_cues"] if article.section(item.start) == "headline"]
    outside = sorted(_outside([*by_pack["cues"], *of_headline], masked), key=attrgetter("start"))
    return [cue for item in outside if (cue := read_cue(item, article.text, lexicon))]


def _rejected(mark: Unclosed) -> Rejected:
    return Rejected(
        table="quotes", rule_id=ALONE,
        candidate={"start": mark.span[0], "end": mark.span[1], "marks": mark.opening},
        reasons=(f"the mark {mark.opening} {mark.why}",),
    )  # fmt: skip

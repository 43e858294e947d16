"""One document read: laid out, matched, resolved, normalised, linked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from extractors import actors, dates, link, numbers, quotes
from extractors.article.credits import day_in_address
from extractors.article.document import Document
from extractors.article.language import language_of
from extractors.article.layout import Article, lay_out
from extractors.article.words import words_of
from extractors.dates.stamps import Stamps, stamps_of
from extractors.engine.cache import planned
from extractors.engine.match import Found, Matches, find
from extractors.engine.resolve import Lost, resolve
from extractors.engine.row import Fact, Rejected
from extractors.engine.ruleset import Ruleset
from extractors.engine.text import span_at

KINDS = {"dates": dates, "numbers": numbers, "actors": actors, "quotes": quotes}
"""The kinds by name."""

Item = TypeVar("Item")
Rows = Mapping[str, Sequence[Fact]]
"""The rows of a document by table."""

READ = (None, "en")
"""Languages that are read; a text too short to tell is taken as it comes."""

BATCH_CHARACTERS = 400_000
"""Joined text of a batch: smaller ones pay the cost of array operations more often, larger ones share out badly."""
FIRST_CHARACTERS = 200_000
"""That of the first batch: another process can start on the next one sooner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document gave: rows by table, candidates for quarantine, and the matches behind them.

    `status` is done, partial (a rule was stopped) or language (not read), with its `reason`. `kept` are the matches
    that stand and `lost` those that do not, with why.
    """

    article: Article
    language: str | None
    status: str
    reason: str | None = None
    published_basis: str = "none"
    stamps: Stamps = field(default_factory=Stamps)
    rows: Rows = field(default_factory=dict)
    rejected: Sequence[Rejected] = ()
    kept: Sequence[Found] = ()
    lost: Sequence[Lost] = ()


def read_all(documents: Iterable[Document], ruleset: Ruleset) -> Iterator[Reading]:
    """A reading of each document, in order. They are read a batch at a time: the rules run once over a batch."""
    function_words = ruleset.seeds["function_words"]
    for batch in batches(documents):
        texts = [document.text for document in batch]
        words = [words_of(text) for text in texts]
        languages = [language_of(text, its_words, function_words) for text, its_words in zip(texts, words, strict=True)]
        english = [text for text, language in zip(texts, languages, strict=True) if language in READ]
        found = iter(find(english, ruleset.rules, ruleset.plan) if english else ())
        for document, language, its_words in zip(batch, languages, words, strict=True):
            if language in READ:
                reading = _read(document, language, its_words, next(found), ruleset)
                yield _corrected(reading) if document.corrections else reading
            else:
                yield _left_out(document, language, its_words, ruleset)


def read(document: Document, ruleset: Ruleset) -> Reading:
    """Read one document."""
    (reading,) = read_all([document], ruleset)
    return reading


def batches(items: Iterable[Item | None]) -> Iterator[list[Item]]:
    """Documents in batches, and whatever came between them.

    A batch ends where it is large enough, the first sooner, before a document that is large enough alone, and at None,
    which says that the next item may be long in coming: an empty batch passes that on.
    """
    batch: list[Item] = []
    size, most = 0, FIRST_CHARACTERS
    for item in items:
        length = len(item.text) if isinstance(item, Document) else 0
        if batch and (item is None or length >= most or size >= most):
            yield batch
            batch, size, most = [], 0, BATCH_CHARACTERS
        if item is None:
            yield []
        else:
            batch.append(item)
            size += length
    if batch:
        yield batch


def _read(document: Document, language: str | None, words: Sequence[str], found: Matches, ruleset: Ruleset) -> Reading:
    """The reading of a document from its words and matches. It is partial where a rule was stopped."""
    layout = [item for item in found if item.rule.kind == "article"]
    article = lay_out(document, words, layout, ruleset)
    kept, lost = _standing(article, [item for item in found if item.rule.kind != "article"] if layout else found)
    of_kind: dict[str, list[Found]] = {name: [] for name in KINDS}
    for item in kept:
        of_kind[item.rule.kind].append(item)
    article, basis = _dated(article, of_kind["dates"], ruleset)
    seeds = ruleset.seeds
    dated = dates.rows(of_kind["dates"], article, seeds)
    counted = numbers.rows(of_kind["numbers"], article, seeds)
    mentions, named = actors.rows(of_kind["actors"], article, seeds)
    said, rejected = quotes.rows(of_kind["quotes"], article, seeds, mentions, named, dated)
    link.link(counted, dated, said, article)
    return Reading(
        article=article,
        language=language,
        status="partial" if found.overran else "done",
        reason=f"matched too often and left out: {', '.join(found.overran)}" if found.overran else None,
        published_basis=basis,
        stamps=stamps_of(dated, article, seeds),
        rows={"dates": dated, "numbers": counted, "actor_mentions": mentions, "actors": named, "quotes": said},
        rejected=rejected,
        kept=kept,
        lost=lost,
    )


def _corrected(reading: Reading) -> Reading:
    """The reading with the corrections that came with its document."""
    from extractors.corrections import correct  # few documents have any

    rows, rejected = correct(reading.rows, reading.article.text, reading.article.document.corrections)
    return replace(reading, rows=rows, rejected=[*reading.rejected, *rejected])


def _left_out(document: Document, language: str | None, words: Sequence[str], ruleset: Ruleset) -> Reading:
    """A document in a language that is not read: its layout and credits, no rows, and the reason."""
    rules = ruleset.of("article")
    (found,) = find([document.text], rules, planned(rules, f"{ruleset.version}-article"))
    return Reading(
        article=lay_out(document, words, found, ruleset),
        language=language,
        status="language",
        reason=f"{language} is not read yet, only en",
    )


def _standing(article: Article, found: Sequence[Found]) -> tuple[list[Found], list[Lost]]:
    """The matches that stand: outside furniture, resolved within their layers, numbers and dates settled."""
    inside: list[Lost] = []
    if furniture := article.furniture:
        outside: list[Found] = []
        for item in found:
            if span_at(furniture, item.start):
                inside.append(Lost(item, "page furniture"))
            else:
                outside.append(item)
        found = outside
    kept, lost = resolve(found)
    kept, yielded = link.settle(kept)
    return kept, [*lost, *yielded, *inside]


def _dated(article: Article, dated: Sequence[Found], ruleset: Ruleset) -> tuple[Article, str]:
    """The article with its publication day, and what that rests on: metadata, byline, dateline or uri."""
    given = article.document.published
    if given and (day := _day(given)):
        return replace(article, published=day), "given"
    for spans in (article.bylines, article.datelines):
        inside = [found for found in dated if span_at(spans, found.start)] if spans else []
        if day := dates.first_full_day(inside, article, ruleset.seeds):
            return replace(article, published=day), "byline"
    if day := day_in_address(article.document.uri):
        return replace(article, published=day), "url"
    return article, "none"


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given[:10])
    except ValueError:
        return None

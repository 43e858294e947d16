"""One document read: laid out, matched, resolved, normalised, linked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from extractors import actors, dates, link, numbers, quotes
from extractors.article.credits import day_in_address
from extractors.article.language import language_of
from extractors.article.layout import Article, lay_out
from extractors.article.stamps import Stamps, stamps_of
from extractors.document import Document
from extractors.engine.match import Found, find
from extractors.engine.resolve import Lost, resolve
from extractors.engine.row import Rejected
from extractors.engine.ruleset import Ruleset
from extractors.engine.text import span_at

KINDS = (dates, numbers, actors, quotes)
"""In the order of need: a later kind may look at the rows of an earlier one."""

BATCH_CHARACTERS = 300_000
"""Joined text of a batch: larger ones gain nothing, smaller ones pay numpy's fixed cost more often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document gave: rows by table, candidates for quarantine, and the matches behind them."""

    article: Article
    language: str | None
    status: str
    reason: str | None = None
    published_basis: str = "none"
    stamps: Stamps = field(default_factory=Stamps)
    rows: Mapping[str, list[object]] = field(default_factory=dict)
    rejected: Sequence[Rejected] = ()
    kept: Sequence[Found] = ()
    lost: Sequence[Lost] = ()


def read_all(documents: Iterable[Document], ruleset: Ruleset) -> Iterator[Reading]:
    """Read documents, in order, a batch at a time: the rules run once over a batch."""
    for batch in batches(documents):
        found = find([document.text for document in batch], ruleset.rules, ruleset.plan)
        for document, matches in zip(batch, found, strict=True):
            yield _read(document, matches, ruleset)


def read(document: Document, ruleset: Ruleset) -> Reading:
    """Read one document."""
    (reading,) = read_all([document], ruleset)
    return reading


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in batches that fit the processor's caches; one batch holds at least one."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(document: Document, found: Sequence[Found], ruleset: Ruleset) -> Reading:
    """A document from its matches. Another language than English gives no rows and says so."""
    article = lay_out(document, [item for item in found if item.rule.kind == "article"], ruleset)
    language = language_of(document.text, ruleset.seeds["function_words"])
    if language not in (None, "en"):
        return Reading(
            article=article, language=language, status="language", reason=f"{language} is not read yet, only en"
        )
    kept, lost = _standing(article, found)
    article, basis = _dated(article, kept, ruleset)
    rows: dict[str, list[object]] = {}
    rejected: list[Rejected] = []
    for kind in KINDS:
        name = kind.__name__.rsplit(".", 1)[-1]
        rows |= kind.rows([found for found in kept if found.rule.kind == name], article, ruleset.seeds, rows)
        rejected += [row for row in rows.pop("quarantine", []) if isinstance(row, Rejected)]
    return Reading(
        article=article,
        language=language,
        status="done",
        published_basis=basis,
        stamps=stamps_of(rows["dates"], article, ruleset.seeds),
        rows=link.link(rows, article),
        rejected=rejected,
        kept=kept,
        lost=lost,
    )


def _standing(article: Article, found: Sequence[Found]) -> tuple[list[Found], list[Lost]]:
    """The matches that stand: outside furniture, resolved within their layers, numbers and dates settled."""
    inside: list[Lost] = []
    outside: list[Found] = []
    for item in found:
        if item.rule.kind == "article":
            continue
        if span_at(article.furniture, item.start):
            inside.append(Lost(item, "page furniture"))
        else:
            outside.append(item)
    kept, lost = resolve(outside)
    kept, yielded = link.settle(kept)
    return kept, [*lost, *yielded, *inside]


def _dated(article: Article, kept: Sequence[Found], ruleset: Ruleset) -> tuple[Article, str]:
    """The article with its publication day, and what that rests on: metadata, byline, dateline or uri."""
    given = article.document.published
    if given and (day := _day(given)):
        return replace(article, published=day), "given"
    for spans in (article.bylines, article.datelines):
        inside = [found for found in kept if found.rule.kind == "dates" and span_at(spans, found.start)]
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

"""One document read: laid out, matched, resolved, normalised, linked."""

from collections.abc import Mapping, Sequence
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

Rows = Mapping[str, Sequence[object]]


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


def read(document: Document, ruleset: Ruleset) -> Reading:
    """Read one document. Another language than English gives no rows and says so."""
    article = lay_out(document, ruleset)
    language = language_of(document.text)
    if language not in (None, "en"):
        return Reading(
            article=article, language=language, status="language", reason=f"{language} is not read yet, only en"
        )
    kept, lost = _matches(article, ruleset)
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


def _matches(article: Article, ruleset: Ruleset) -> tuple[list[Found], list[Lost]]:
    """The matches that stand outside furniture, dates and numbers settled between them."""
    everything = find(article.text, ruleset.of("dates", "numbers", "actors", "quotes"))
    inside = [found for found in everything if span_at(article.furniture, found.start)]
    kept, lost = resolve(found for found in everything if not span_at(article.furniture, found.start))
    kept, yielded = link.settle(kept)
    return kept, [*lost, *yielded, *(Lost(found, "page furniture") for found in inside)]


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

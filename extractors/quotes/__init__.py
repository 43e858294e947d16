"""Quotes: who said what, in whose words."""

from collections.abc import Mapping, Sequence

from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.quotes.row import Quote

__all__ = ["Quote", "rows"]


def rows(
    found: Sequence[Found], article: Article, seeds: Seeds, earlier: Mapping[str, list[object]]
) -> dict[str, list[object]]:
    """The rows of table `quotes`."""
    return {"quotes": []}

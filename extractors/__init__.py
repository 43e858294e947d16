"""Copydesk's extraction: documents in, tables of numbers, dates, actors and quotes out."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractors.article.document import Document

if TYPE_CHECKING:
    import pyarrow as pa

    from extractors.engine.ruleset import Ruleset

__all__ = ["Document", "extract", "extract_parts"]


def extract(documents: Iterable[Document], ruleset: "Ruleset | None" = None) -> dict[str, "pa.Table"]:
    """The tables `documents`, `numbers`, `dates`, `actors`, `actor_mentions` and `quotes` of some documents.

    Their columns are those of the warehouse, each described in the metadata of its field; rows are in the order of
    the documents, then of the text. The documents are read as they come, a generator's too: only the tables are held.
    No text is refused: one in a language that is not read has a row of `documents` that says so, and no others.

        >>> from extractors import Document, extract
        >>> tables = extract([Document(id="a", text="The deal is worth £1.2 billion.")])
        >>> tables["numbers"].select(["text", "value", "currency"]).to_pylist()
        [{'text': '£1.2 billion', 'value': 1200000000.0, 'currency': 'GBP'}]

    Args:
        documents: what to read; `Document(id=..., text=...)` is enough, `published` anchors its dates.
        ruleset: the rules to read by, from `extractors.engine.ruleset.load`; else those that come with Copydesk.
    """
    from extractors.tables import joined

    return joined(extract_parts(documents, ruleset))


def extract_parts(documents: Iterable[Document], ruleset: "Ruleset | None" = None) -> Iterator[dict[str, "pa.Table"]]:
    """As `extract`, in parts of some hundred documents, each with all tables: for more text than fits in memory."""
    from extractors.tables import in_batches

    return in_batches(documents, ruleset)

"""Matches into rows: each rule names the normaliser that reads it."""

from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import TypeVar

from extractors.engine.errors import RuleError
from extractors.engine.match import Found
from extractors.engine.row import Row
from extractors.engine.seeds import Seeds

Article = TypeVar("Article")
"""What a normaliser reads the words around its match from; the engine only hands it on."""


def normalised(found: Sequence[Found], article: Article, seeds: Seeds, module: ModuleType) -> Iterator[Row]:
    """The rows that the normalisers of a kind make, in text order; None from one means no row.

    Raises:
        RuleError: a rule's `make` names no function of the kind's normalise.py.
    """
    for item in found:
        if item.rule.make is None:
            continue
        make: Callable[[Found, Article, Seeds], Row | None] | None = getattr(module, item.rule.make, None)
        if make is None:
            raise RuleError(
                f"{item.rule.pack}: rule {item.rule.id!r}: make {item.rule.make!r} is no function of"
                f" {module.__name__}.\n  fix: name one that is there, or write it."
            )
        row = make(item, article, seeds)
        if row is not None:
            yield row

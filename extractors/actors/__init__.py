"""Actors: people, organisations and places, merged within the article, with an id that joins across articles."""

from collections.abc import Mapping, Sequence

from extractors.actors import normalise
from extractors.actors.row import Actor, Mention
from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.normalise import normalised

__all__ = ["Actor", "Mention", "rows"]


def rows(
    found: Sequence[Found], article: Article, seeds: Seeds, earlier: Mapping[str, list[object]]
) -> dict[str, list[object]]:
    """The rows of tables `actor_mentions` and `actors`."""
    return {"actor_mentions": list(normalised(found, article, seeds, normalise)), "actors": []}

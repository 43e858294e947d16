"""Actors: people, organisations and places, merged within the article, with an id that joins across articles."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.actors.capitals import at_heads, names_in, unreliable
from extractors.actors.classify import Name, decide
from extractors.actors.evidence import cues_of
from extractors.actors.joining import joined
from extractors.actors.lexicon import Lexicon, lexicon_of
from extractors.actors.merge import merged
from extractors.actors.pieces import Piece, cut
from extractors.actors.references import references, with_roles
from extractors.actors.row import Actor, Mention
from extractors.actors.sport import is_sport
from extractors.article.layout import Article
from extractors.engine.match import Found
from extractors.engine.seeds import Seeds
from extractors.engine.text import span_at

__all__ = ["Actor", "Mention", "rows"]


def rows(
    found: Sequence[Found], article: Article, seeds: Seeds, earlier: Mapping[str, list[object]]
) -> dict[str, list[object]]:
    """The rows of tables `actor_mentions` and `actors`."""
    lexicon = lexicon_of(seeds)
    names = _names(found, article, lexicon)
    mentions, actors = merged(names, article, lexicon)
    actors = with_roles(actors, mentions, found, article)
    mentions += references(found, mentions, actors, article, lexicon)
    mentions = apart(mentions)
    counted = Counter(mention.actor_id for mention in mentions)
    actors = [replace(actor, mentions=counted[actor.actor_id]) for actor in actors if counted[actor.actor_id]]
    return {"actor_mentions": list(mentions), "actors": list(actors)}


def apart(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in text order, of two that overlap the first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda row: (row.start, -row.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _names(found: Sequence[Found], article: Article, lexicon: Lexicon) -> list[Name]:
    """Every name of the article in text order: first where capitals can be trusted, then the headlines."""
    loud = unreliable(article, lexicon)
    pieces: list[Piece] = []
    for item in found:
        if item.rule.pack == "actors.names" and not span_at(loud, item.start):
            pieces += cut(item, article, lexicon)
    cues = cues_of(found)
    sport = is_sport(article, lexicon)
    names = decide(joined(pieces, article, lexicon), article, cues, lexicon, sport)
    known = {name.piece.text.casefold(): (name.kind, name.piece.text) for name in names}
    for name in names:
        if name.kind == "person" and len(name.piece.words) > 1:
            known.setdefault(name.piece.words[-1].casefold(), (name.kind, name.piece.words[-1]))
    if sport:
        for team in lexicon.teams:
            known.setdefault(team.casefold(), ("organisation", team))
    for span in loud:
        if not span_at(article.furniture, span[0]):
            names += names_in(span, article, known, cues, lexicon)
    names += at_heads(names, article, cues)
    return sorted(names, key=lambda name: name.piece.start)
